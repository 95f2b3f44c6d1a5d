import { ulid } from 'ulid'
import { expect, test } from 'vitest'
import { BROWSER_COOKIE } from '@/app/_server/browser-id'
import { lessons } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import { withThrowAwayDatabase } from '@/tests/support/throw-away-database'
import { browser } from './routes'

withThrowAwayDatabase()

const exerciseId = 'task-types/lambda-by-arn'
const slug = lessons()[0]?.slug ?? ''

/** A browser that has seen a page and saved nothing yet. */
function visitor(name: string = ulid()) {
  const made = browser({ 'content-type': 'application/json' })
  made.cookies.set(BROWSER_COOKIE, name)
  return made
}

const draft = (text: string) => ({ draftId: ulid(), text, savedAt: '2026-01-01T09:00:00.000Z' })

test('the first requests of a browser, sent together, save for one guest', async () => {
  const name = ulid()
  // Each without the session that an answer to another brings: as several processes get them.
  const windows = Array.from({ length: 6 }, () => visitor(name))
  const saved = await Promise.all(windows.map((each, index) => each.saveDraft(exerciseId, draft(`${index}`))))
  expect(saved.map(({ status }) => status)).toEqual(windows.map(() => 200))
  for (const each of windows) expect((await each.drafts(exerciseId)).body.drafts).toHaveLength(windows.length)
})

test('another browser is another guest, and a client without a name is new each time', async () => {
  const others = [visitor(), visitor(), browser(), browser()]
  for (const each of others) await each.saveDraft(exerciseId, draft('mine'))
  for (const each of others) expect((await each.drafts(exerciseId)).body.drafts).toHaveLength(1)
})

test('a guest who has become an account is no guest any more, not even for its browser', async () => {
  const name = ulid()
  const owner = visitor(name)
  await owner.place({ lesson: slug, anchor: 'mine' })
  const email = `${ulid().toLowerCase()}@example.org`
  expect((await owner.signUp({ email, password: 'correct horse battery', name: 'Ada' })).status).toBe(200)
  expect((await owner.progress()).body.resume).toMatchObject({ anchor: 'mine' })

  const signedOut = visitor(name)
  await signedOut.saveDraft(exerciseId, draft('later'))
  expect((await signedOut.progress()).body.resume).not.toMatchObject({ anchor: 'mine' })
  expect((await owner.drafts(exerciseId)).body.drafts).toEqual([])
})

test('the name of a browser cannot be read off its guest', async () => {
  const name = ulid()
  const text = ulid()
  await visitor(name).saveDraft(exerciseId, draft(text))
  const db = await database()
  const guest = await db.user.findFirstOrThrow({ where: { drafts: { some: { text } } } })
  expect(JSON.stringify(guest)).not.toContain(name)
})
