import { ulid } from 'ulid'
import { expect, test } from 'vitest'
import { lessons, question as questionOf } from '@/lib/curriculum/server'
import { withThrowAwayDatabase } from '@/tests/support/throw-away-database'
import { browser } from './routes'

withThrowAwayDatabase()

const exerciseId = 'task-types/lambda-by-arn'

test('a draft is kept for the browser that wrote it', async () => {
  const [guest, other] = [browser(), browser()]
  const draft = { draftId: ulid(), text: '{ "StartAt"', savedAt: '2026-01-01T09:00:00.000Z' }
  expect(await guest.saveDraft(exerciseId, draft)).toMatchObject({ status: 200, body: draft })
  expect((await guest.drafts(exerciseId)).body).toEqual({ drafts: [draft] })
  expect((await other.drafts(exerciseId)).body).toEqual({ drafts: [] })
  expect((await guest.discardDraft(exerciseId, { draftId: draft.draftId })).status).toBe(200)
  expect((await guest.drafts(exerciseId)).body).toEqual({ drafts: [] })
})

test.each([
  { name: 'of no exercise', id: 'task-types/nothing', change: {}, status: 404 },
  { name: 'without a day', id: exerciseId, change: { savedAt: 'today' }, status: 400 },
  { name: 'too long', id: exerciseId, change: { text: 'ä'.repeat(2 * 1024 * 1024 + 1) }, status: 400 },
  { name: 'with U+0000', id: exerciseId, change: { text: '\0' }, status: 400 },
])('a draft $name is refused with $status', async ({ id, change, status }) => {
  const draft = { draftId: ulid(), text: '', savedAt: '2026-01-01T09:00:00.000Z', ...change }
  expect(await browser().saveDraft(id, draft)).toMatchObject({
    status,
    body: { error: { message: expect.any(String) } },
  })
})

test('a draft of a browser whose clock has lost its year is kept', async () => {
  const guest = browser()
  const draft = { draftId: ulid(), text: '{}', savedAt: '0000-01-01T00:00:00.000Z' }
  expect((await guest.saveDraft(exerciseId, draft)).status).toBe(200)
  expect((await guest.drafts(exerciseId)).body.drafts).toMatchObject([{ text: '{}' }])
})

test('reading makes no guest', async () => {
  const visitor = browser()
  expect((await visitor.progress()).body.lessons.length).toBeGreaterThan(0)
  await visitor.drafts(exerciseId)
  await visitor.attempts(exerciseId)
  expect(visitor.cookies.size).toBe(0)
})

test('where a learner reads is where they go on', async () => {
  const guest = browser()
  const slug = lessons()[0]?.slug ?? ''
  expect((await guest.place({ lesson: slug, anchor: 'costs' })).status).toBe(200)
  expect((await guest.progress()).body.resume).toMatchObject({ lesson: slug, anchor: 'costs' })
  expect((await guest.place({ lesson: 'no-such-lesson' })).status).toBe(404)
  expect((await guest.place({ lesson: slug, anchor: '\0' })).status).toBe(400)
})

test('a quiz answer gets its reasons, once', async () => {
  const guest = browser()
  const id = lessons().flatMap((lesson) => lesson.questions)[0] ?? ''
  const chosen = questionOf(id)
    ?.options.filter((option) => option.correct)
    .map((option) => option.id)
  const answer = { answerId: ulid(), questionId: id, chosen }
  const first = await guest.quizAnswer(answer)
  expect(first).toMatchObject({ status: 200, body: { questionId: id, correct: true } })
  expect((await guest.quizAnswer(answer)).body).toEqual(first.body)
  expect((await guest.quizAnswer({ ...answer, chosen: [] })).status).toBe(409)
  expect(
    (await guest.quizAnswer({ ...answer, answerId: ulid(), questionId: 'no-such-question' })).status,
  ).toBe(404)
})
