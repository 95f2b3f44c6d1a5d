import { ulid } from 'ulid'
import { expect, test } from 'vitest'
import type { Learner } from '@/lib/auth'
import { moveGuest } from '@/lib/auth/move-guest'
import { makeGuest } from '@/lib/auth/server'
import { database } from '@/lib/db/server'
import { saveDraft, solutionFor } from '@/lib/progress/server'
import { someLearner, withThrowAwayDatabase } from '@/tests/support/throw-away-database'

withThrowAwayDatabase()

const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 9, minute))

interface Try {
  minute: number
  passed: boolean
  attemptId?: string
}

async function attempt(learner: Learner, exerciseId: string, { minute, passed, attemptId = ulid() }: Try) {
  const db = await database()
  const outcome = passed ? 'passed' : 'failed'
  await db.attempt.create({
    data: {
      learnerId: learner.id,
      attemptId,
      exerciseId,
      answer: { kind: 'definition', definition: '{}' },
      answerHash: 'hash',
      outcome,
      passed,
      report: {},
      failedChecks: [],
      assisted: false,
      gradingMs: 1,
      clientVersion: '1',
      contentVersion: '1',
      interpreterVersion: '1',
      createdAt: at(minute),
    },
  })
}

async function standing(learner: Learner, exerciseId: string, change: object) {
  const db = await database()
  await db.exerciseStanding.create({
    data: { learnerId: learner.id, exerciseId, failedChecks: [], ...change },
  })
}

test('an account gets everything that its guest saved, and the guest is gone', async () => {
  const db = await database()
  const guest = await makeGuest()
  const account = await someLearner()
  await attempt(guest, 'e', { minute: 1, passed: true })
  await standing(guest, 'e', { attempts: 1, passedAt: at(1), lastAt: at(1) })
  const draft = { exerciseId: 'e', draftId: ulid(), text: 'draft', savedAt: at(2) }
  await db.draft.create({ data: { learnerId: guest.id, ...draft } })
  await db.lessonPlace.create({ data: { learnerId: guest.id, lesson: 'l', anchor: 'a', visitedAt: at(3) } })
  const answer = { answerId: ulid(), questionId: 'q', chosen: ['a'], correct: true, contentVersion: '1' }
  await db.quizAnswer.create({ data: { learnerId: guest.id, ...answer } })

  await moveGuest(guest.id, account.id)
  const owned = { where: { learnerId: account.id } }
  expect(await db.attempt.count(owned)).toBe(1)
  expect(await db.exerciseStanding.findMany(owned)).toMatchObject([
    { exerciseId: 'e', passedAt: at(1), attempts: 1 },
  ])
  expect(await db.draft.findMany(owned)).toMatchObject([draft])
  expect(await db.lessonPlace.findMany(owned)).toMatchObject([{ lesson: 'l', anchor: 'a' }])
  expect(await db.quizAnswer.findMany(owned)).toMatchObject([answer])
  expect(await db.user.count({ where: { id: guest.id } })).toBe(0)
  expect(await db.session.count({ where: { userId: guest.id } })).toBe(0)

  await moveGuest(guest.id, account.id)
  expect(await db.attempt.count(owned)).toBe(1)
})

test('where both have a row, the two become one', async () => {
  const db = await database()
  const guest = await makeGuest()
  const account = await someLearner()
  const sentTwice = ulid()
  await attempt(account, 'e', { minute: 1, passed: false })
  await attempt(account, 'e', { minute: 5, passed: false, attemptId: sentTwice })
  await attempt(guest, 'e', { minute: 3, passed: true })
  await attempt(guest, 'e', { minute: 4, passed: false })
  await attempt(guest, 'e', { minute: 5, passed: false, attemptId: sentTwice })
  const own = {
    attempts: 2,
    failedInARow: 2,
    activeMs: 100,
    firstAt: at(1),
    lastAt: at(5),
    lastAttemptId: sentTwice,
  }
  const ofGuest = {
    attempts: 3,
    failedInARow: 2,
    activeMs: 50,
    firstAt: at(3),
    lastAt: at(5),
    passedAt: at(3),
  }
  await standing(account, 'e', own)
  await standing(guest, 'e', { ...ofGuest, assistedAt: at(2), lastAttemptId: sentTwice })
  const draftId = ulid()
  const draft = { exerciseId: 'e', draftId }
  await db.draft.create({ data: { ...draft, learnerId: account.id, text: 'old', savedAt: at(1) } })
  await db.draft.create({ data: { ...draft, learnerId: guest.id, text: 'new', savedAt: at(2) } })
  await db.lessonPlace.create({
    data: { learnerId: account.id, lesson: 'l', anchor: 'new', visitedAt: at(2) },
  })
  await db.lessonPlace.create({ data: { learnerId: guest.id, lesson: 'l', anchor: 'old', visitedAt: at(1) } })

  await moveGuest(guest.id, account.id)
  const owned = { where: { learnerId: account.id } }
  expect(await db.attempt.count(owned)).toBe(4)
  expect(await db.exerciseStanding.findMany(owned)).toMatchObject([
    {
      attempts: 4,
      failedInARow: 2,
      activeMs: 150,
      firstAt: at(1),
      lastAt: at(5),
      passedAt: at(3),
      assistedAt: at(2),
      lastAttemptId: sentTwice,
    },
  ])
  expect(await db.draft.findMany(owned)).toMatchObject([{ draftId, text: 'new' }])
  expect(await db.lessonPlace.findMany(owned)).toMatchObject([{ anchor: 'new' }])
})

test('only guests move, and only to somebody who exists', async () => {
  const db = await database()
  const [one, two] = [await someLearner(), await someLearner()]
  const guest = await makeGuest()
  await attempt(one, 'e', { minute: 1, passed: true })
  await moveGuest(one.id, two.id)
  await moveGuest(guest.id, 'nobody')
  await moveGuest(guest.id, guest.id)
  expect(await db.attempt.count({ where: { learnerId: one.id } })).toBe(1)
  expect(await db.user.count({ where: { id: guest.id } })).toBe(1)
})

test('what is acknowledged while a guest moves is not lost', async () => {
  const db = await database()
  const exerciseId = 'task-types/lambda-by-arn'
  for (let round = 0; round < 15; round++) {
    const guest = await makeGuest()
    const account = await someLearner()
    const draftId = ulid()
    const save = (version: number) =>
      saveDraft(guest, exerciseId, { draftId, text: String(version), savedAt: new Date().toISOString() })
    await save(0)
    let kept = 0
    const saving = async () => {
      for (let version = 1; ; version++) {
        await save(version)
        kept = version
      }
    }
    const showing = () =>
      solutionFor(guest, exerciseId).then(
        (solution) => solution !== undefined,
        () => false,
      )
    // Saving ends with an error: the guest is gone.
    const [, , isShown] = await Promise.all([
      moveGuest(guest.id, account.id),
      expect(saving()).rejects.toThrow(),
      showing(),
    ])
    const where = { learnerId: account.id, exerciseId }
    const draft = await db.draft.findFirstOrThrow({ where })
    expect(Number(draft.text)).toBeGreaterThanOrEqual(kept)
    const { assistedAt } = await db.exerciseStanding.findFirstOrThrow({ where })
    expect(assistedAt !== null).toBe(isShown)
  }
})
