import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  auth,
  EVERYONE,
  forgetIdleGuests,
  instructorOf,
  makeGuest,
  makeInstructor,
  personOf,
} from '@/lib/auth/server'
import { database } from '@/lib/db/server'
import { withThrowAwayDatabase } from '@/tests/support/throw-away-database'

withThrowAwayDatabase()

const ORIGIN = 'http://stepwise.test'
const password = 'correct horse battery'
const someEmail = () => `${randomUUID()}@example.org`

/** A browser that talks to better-auth over HTTP, and keeps its cookies. */
function browser(address: string = randomUUID()) {
  const cookies = new Map<string, string>()
  const headers = () => new Headers({ cookie: [...cookies].map((pair) => pair.join('=')).join('; ') })
  return {
    headers,
    person: () => personOf(headers()),
    keep(lines: readonly string[]) {
      for (const line of lines) {
        const pair = line.split(';', 1)[0] ?? ''
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
      }
    },
    async post(path: string, body: object, origin = ORIGIN): Promise<Response> {
      const sent = headers()
      for (const [name, value] of [
        ['content-type', 'application/json'],
        ['host', 'stepwise.test'],
        ['origin', origin],
        ['x-forwarded-for', address],
      ] as const) {
        sent.set(name, value)
      }
      const request = new Request(`${ORIGIN}/api/auth${path}`, {
        method: 'POST',
        headers: sent,
        body: JSON.stringify(body),
      })
      const response = await (await auth()).handler(request)
      this.keep(response.headers.getSetCookie())
      return response
    },
  }
}

describe('a guest', () => {
  test('has a session of its own and belongs to everyone here', async () => {
    const guest = await makeGuest()
    const itsBrowser = browser()
    itsBrowser.keep(guest.cookies)
    expect(await itsBrowser.person()).toMatchObject({ id: guest.id, isGuest: true })
    expect((await itsBrowser.person())?.email).toBeUndefined()
    const db = await database()
    const id = { cohortId: EVERYONE, userId: guest.id }
    expect(await db.cohortMember.findUnique({ where: { cohortId_userId: id } })).toMatchObject({
      role: 'LEARNER',
    })
  })

  test('takes what it saved along when it signs up, and when it signs in later', async () => {
    const db = await database()
    const email = someEmail()
    for (const [path, lesson] of [
      ['/sign-up/email', 'first'],
      ['/sign-in/email', 'second'],
    ] as const) {
      const guest = await makeGuest()
      const itsBrowser = browser()
      itsBrowser.keep(guest.cookies)
      await db.lessonPlace.create({ data: { learnerId: guest.id, lesson, visitedAt: new Date() } })
      expect((await itsBrowser.post(path, { email, password, name: 'Ada' })).status).toBe(200)
      const person = await itsBrowser.person()
      expect(person).toMatchObject({ email, isGuest: false })
      expect(await db.lessonPlace.count({ where: { learnerId: person?.id ?? '', lesson } })).toBe(1)
      expect(await db.user.count({ where: { id: guest.id } })).toBe(0)
    }
  })

  test('is forgotten after thirty days without having handed anything in', async () => {
    const db = await database()
    const [idle, busy, back, fresh] = [
      await makeGuest(),
      await makeGuest(),
      await makeGuest(),
      await makeGuest(),
    ]
    const longAgo = new Date(Date.now() - 31 * 86_400_000)
    for (const { id } of [idle, busy, back])
      await db.user.update({ where: { id }, data: { createdAt: longAgo } })
    for (const { id } of [idle, busy]) {
      await db.session.updateMany({ where: { userId: id }, data: { updatedAt: longAgo } })
    }
    const answer = { answerId: 'a', questionId: 'q', chosen: [], correct: true, contentVersion: '1' }
    await db.quizAnswer.create({ data: { learnerId: busy.id, ...answer } })
    await forgetIdleGuests(new Date())
    const left = await db.user.findMany({
      where: { id: { in: [idle, busy, back, fresh].map(({ id }) => id) } },
    })
    expect(left.map(({ id }) => id).sort()).toEqual([busy.id, back.id, fresh.id].sort())
  })
})

describe('an account', () => {
  test('is not opened with another password, and trying is limited', async () => {
    const email = someEmail()
    expect((await browser().post('/sign-up/email', { email, password, name: 'Ada' })).status).toBe(200)
    const stranger = browser()
    const wrong = await stranger.post('/sign-in/email', { email, password: `${password}!` })
    expect(wrong.status).toBe(401)
    expect(await wrong.text()).not.toContain(password)
    expect(await stranger.person()).toBeUndefined()
  })

  test('cannot be made from a page of another site', async () => {
    const guest = await makeGuest()
    const itsBrowser = browser()
    itsBrowser.keep(guest.cookies)
    const body = { email: someEmail(), password, name: 'Ada' }
    expect((await itsBrowser.post('/sign-up/email', body, 'http://elsewhere.test')).status).toBe(403)
    expect(await itsBrowser.person()).toMatchObject({ id: guest.id })
  })

  test('needs a password of eight characters', async () => {
    const response = await browser().post('/sign-up/email', {
      email: someEmail(),
      password: '1234567',
      name: 'Ada',
    })
    expect(response.status).toBe(400)
  })

  test('and all that belongs to it go when it is deleted', async () => {
    const db = await database()
    const email = someEmail()
    const itsBrowser = browser()
    await itsBrowser.post('/sign-up/email', { email, password, name: 'Ada' })
    const person = await itsBrowser.person()
    await db.lessonPlace.create({ data: { learnerId: person?.id ?? '', lesson: 'l', visitedAt: new Date() } })
    expect((await itsBrowser.post('/delete-user', { password: 'not this one' })).status).toBe(400)
    expect((await itsBrowser.post('/delete-user', { password })).status).toBe(200)
    expect(await itsBrowser.person()).toBeUndefined()
    expect(await db.lessonPlace.count({ where: { learnerId: person?.id ?? '' } })).toBe(0)
  })
})

test('an instructor is whom a command made one; saying it twice changes nothing', async () => {
  const email = someEmail()
  const itsBrowser = browser()
  await itsBrowser.post('/sign-up/email', { email, password, name: 'Grace' })
  const person = await itsBrowser.person()
  if (!person) throw new Error('Nobody is signed in.')
  expect(await instructorOf(person)).toBeUndefined()
  expect(await makeInstructor('nobody@example.org')).toBe(false)
  expect(await makeInstructor(email.toUpperCase())).toBe(true)
  expect(await makeInstructor(email)).toBe(true)
  expect(await instructorOf(person)).toMatchObject({ id: person.id })
})

test('a cookie that was tampered with is nobody', async () => {
  const guest = await makeGuest()
  const itsBrowser = browser()
  itsBrowser.keep(guest.cookies.map((line) => line.replace(/session_token=..../, 'session_token=AAAA')))
  expect(await itsBrowser.person()).toBeUndefined()
  expect(await personOf(new Headers({ cookie: 'stepwise.session_token=rubbish' }))).toBeUndefined()
})
