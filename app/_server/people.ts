import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import type { Instructor, Learner, Person } from '@/lib/auth'
import { instructorOf, learnerOf, personOf } from '@/lib/auth/server'
import { keepCookies } from './cookies'
import { guestOf } from './guests'

/** Who has sent this request; undefined before the first saved thing. Asked once per request. */
export const currentPerson = cache(async (): Promise<Person | undefined> => {
  const person = await personOf(await headers())
  if (!person) return undefined
  const { cookies: _, ...known } = person
  return known
})

/** The learner of an action, a new guest where there is none yet. Pages, which cannot set cookies, ask `currentPerson`. */
export async function requireLearner(): Promise<Learner> {
  const person = await currentPerson()
  if (person) return learnerOf(person)
  const { cookies, ...guest } = await guestOf(await headers())
  await keepCookies(cookies)
  return guest
}

/** For pages and actions of instructors. Guests are asked to sign in; for other learners there is no such page. */
export async function requireInstructor(): Promise<Instructor> {
  const person = await currentPerson()
  if (!person || person.isGuest) redirect('/sign-in?next=/teach')
  return (await instructorOf(person)) ?? notFound()
}

/** Whether to show the way to the instructor's pages. */
export const currentInstructor = cache(async (): Promise<Instructor | undefined> => {
  const person = await currentPerson()
  return person && (await instructorOf(person))
})
