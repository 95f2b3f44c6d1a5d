import { CohortRole, database } from '@/lib/db/server'
import { auth } from './better-auth'
import type { Instructor, Learner, Person } from './person'

/** What a request's answer has to carry when a session began or was prolonged. */
export interface SessionHeaders {
  /** `Set-Cookie` lines. */
  cookies: readonly string[]
}

/** The person whose session the cookie in these headers names; undefined without one that still holds. */
export async function personOf(headers: Headers): Promise<(Person & SessionHeaders) | undefined> {
  if (!headers.get('cookie')?.includes('session_token')) return undefined
  const { api } = await auth()
  const { headers: answered, response } = await api.getSession({ headers, returnHeaders: true })
  return response ? { ...asPerson(response.user), cookies: answered.getSetCookie() } : undefined
}

/**
 * A guest with a new session. For the same `browser`, a name that only that browser knows, the same guest until it has
 * become an account; a new one for each call without.
 */
export async function makeGuest(browser?: string): Promise<Learner & SessionHeaders> {
  const { api } = await auth()
  const body = browser === undefined ? {} : { browser }
  const { headers, response } = await api.signInGuest({ body, headers: new Headers(), returnHeaders: true })
  const guest: Person = { id: response.user.id, name: response.user.name, isGuest: true }
  return { ...learnerOf(guest), cookies: headers.getSetCookie() }
}

/** Anybody with a session may learn. */
export function learnerOf(person: Person): Learner {
  return person as Learner
}

/** Undefined for someone who teaches no cohort. Guests never do. */
export async function instructorOf(person: Person): Promise<Instructor | undefined> {
  if (person.isGuest) return undefined
  const db = await database()
  const teaches = await db.cohortMember.findFirst({
    where: { userId: person.id, role: CohortRole.INSTRUCTOR },
    select: { cohortId: true },
  })
  return teaches ? (person as Instructor) : undefined
}

interface User {
  id: string
  name: string
  email: string
  isAnonymous?: boolean | null | undefined
}

function asPerson({ id, name, email, isAnonymous }: User): Person {
  return isAnonymous ? { id, name, isGuest: true } : { id, name, email, isGuest: false }
}
