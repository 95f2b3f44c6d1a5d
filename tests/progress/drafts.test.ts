import { ulid } from 'ulid'
import { expect, test } from 'vitest'
import { exercises } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import { MOST_DRAFT_BYTES, MOST_DRAFTS } from '@/lib/progress'
import { MOST_BYTES_OF_DRAFTS } from '@/lib/progress/draft-room'
import { DraftsFull, discardDraft, draftsOf, saveDraft, submitAttempt } from '@/lib/progress/server'
import { someLearner, withThrowAwayDatabase } from '@/tests/support/throw-away-database'

withThrowAwayDatabase()

const exercise = exercises().find((one) => one.kind !== 'predict')
if (!exercise) throw new Error('There is no exercise to write a draft of.')
const { id: exerciseId, starter } = exercise

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 9, 0, second)).toISOString()

function draft(text: string, second = 0, draftId = ulid()) {
  return { draftId, text, savedAt: at(second) }
}

test('a draft comes back as it was, the newest first', async () => {
  const learner = await someLearner()
  const [older, newer] = [draft('{ "Ä":\t1 }\r\n', 1), draft('two', 2)]
  await saveDraft(learner, exerciseId, newer)
  await saveDraft(learner, exerciseId, older)
  expect(await draftsOf(learner, exerciseId)).toEqual([newer, older])
  expect(await draftsOf(learner, 'task-types/another')).toEqual([])
  expect(await draftsOf(await someLearner(), exerciseId)).toEqual([])
})

test('a tab replaces its own draft only, and a late save does not replace a newer one', async () => {
  const learner = await someLearner()
  const other = draft('of the other tab', 1)
  await saveDraft(learner, exerciseId, other)
  const tab = ulid()
  await saveDraft(learner, exerciseId, draft('first', 2, tab))
  await saveDraft(learner, exerciseId, draft('third', 4, tab))
  expect(await saveDraft(learner, exerciseId, draft('second', 3, tab))).toEqual(draft('third', 4, tab))
  expect(await draftsOf(learner, exerciseId)).toEqual([draft('third', 4, tab), other])
})

test('a clock that is ahead does not stay the newest for good', async () => {
  const learner = await someLearner()
  const tab = ulid()
  await saveDraft(learner, exerciseId, {
    draftId: tab,
    text: 'from 2099',
    savedAt: '2099-01-01T00:00:00.000Z',
  })
  const [kept] = await draftsOf(learner, exerciseId)
  expect(Date.parse(kept?.savedAt ?? '')).toBeLessThanOrEqual(Date.now())
})

test('the same draft saved many times at once is one row', async () => {
  const learner = await someLearner()
  const tab = ulid()
  await Promise.all(
    Array.from({ length: 10 }, (_, index) => saveDraft(learner, exerciseId, draft(`${index}`, index, tab))),
  )
  expect(await draftsOf(learner, exerciseId)).toEqual([draft('9', 9, tab)])
})

test('only what is kept elsewhere gives way when there are too many', async () => {
  const learner = await someLearner()
  const drafts = Array.from({ length: MOST_DRAFTS }, (_, index) => draft(`text ${index}`, index))
  for (const each of drafts) await saveDraft(learner, exerciseId, each)
  const one = draft('one more', 50)
  await expect(saveDraft(learner, exerciseId, one)).rejects.toThrow(/Discard one/)
  expect(await draftsOf(learner, exerciseId)).toHaveLength(MOST_DRAFTS)

  const answer = { kind: 'definition' as const, definition: 'text 7' }
  const report = { outcome: 'invalid-definition' as const, results: [], diagnostics: [] }
  await submitAttempt(learner, { attemptId: ulid(), exerciseId, contentVersion: 'v', answer }, async () => ({
    report,
    contentVersion: 'v',
    interpreterVersion: '1',
    gradingMs: 1,
  }))
  await saveDraft(learner, exerciseId, one)
  const texts = (await draftsOf(learner, exerciseId)).map((each) => each.text)
  expect(texts).toContain('one more')
  expect(texts).not.toContain('text 7')

  await expect(saveDraft(learner, exerciseId, draft('yet one', 51))).rejects.toThrow()
  await discardDraft(learner, exerciseId, one.draftId)
  await saveDraft(learner, exerciseId, draft(starter, 51))
  await saveDraft(learner, exerciseId, draft('in place of the starter', 52))
  expect(await draftsOf(learner, exerciseId)).toHaveLength(MOST_DRAFTS)
})

test('all drafts together are bounded; what does not grow is still saved, and what is discarded makes room', async () => {
  const learner = await someLearner()
  const long = 'ä'.repeat(MOST_DRAFT_BYTES / 2)
  const tabs = Array.from({ length: MOST_BYTES_OF_DRAFTS / MOST_DRAFT_BYTES }, () => ulid())
  const db = await database()
  for (const [index, draftId] of tabs.entries()) {
    const of = index === 0 ? exerciseId : index < 10 ? 'large/1' : 'large/2'
    await db.draft.create({
      data: { learnerId: learner.id, exerciseId: of, draftId, text: long, savedAt: at(0) },
    })
  }
  const [first = ''] = tabs
  const one = draft('one more', 1)
  await expect(saveDraft(learner, exerciseId, one)).rejects.toThrow(/more than 64 MiB together; .*“large\/1”/)
  await expect(saveDraft(learner, exerciseId, draft(`${long}.`, 1, first))).rejects.toThrow(DraftsFull)
  expect(await draftsOf(learner, exerciseId)).toMatchObject([{ draftId: first, text: long }])

  await saveDraft(learner, exerciseId, draft(long.replace('ä', 'ö'), 2, first))
  await saveDraft(learner, exerciseId, draft(long.slice(one.text.length), 3, first))
  await saveDraft(learner, exerciseId, one)
  expect(await saveDraft(learner, exerciseId, draft('', 4, first))).toMatchObject({ text: '' })
  await saveDraft(learner, exerciseId, draft(long.slice(one.text.length), 5))
  expect(await draftsOf(learner, exerciseId)).toHaveLength(3)
})

test('a first draft begins the exercise, later ones count nothing', async () => {
  const learner = await someLearner()
  await saveDraft(learner, exerciseId, draft('a', 1))
  await saveDraft(learner, exerciseId, draft('b', 2))
  const db = await database()
  const standings = await db.exerciseStanding.findMany({ where: { learnerId: learner.id } })
  expect(standings).toMatchObject([
    { exerciseId, attempts: 0, firstAt: new Date(at(1)), lastAt: new Date(at(1)) },
  ])
})
