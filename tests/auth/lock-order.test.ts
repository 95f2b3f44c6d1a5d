import { setTimeout as sleep } from 'node:timers/promises'
import { ulid } from 'ulid'
import { expect, test } from 'vitest'
import type { Learner } from '@/lib/auth'
import { moveGuest } from '@/lib/auth/move-guest'
import { makeGuest } from '@/lib/auth/server'
import { exercises, lessons, question } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import { recordQuizAnswer, rememberPlace, saveDraft, solutionFor, submitAttempt } from '@/lib/progress/server'
import { someLearner, withThrowAwayDatabase } from '@/tests/support/throw-away-database'

withThrowAwayDatabase()

const [exercise, other] = exercises().filter((one) => one.kind !== 'predict')
const [lesson] = lessons()
const [asked] = lesson?.questions.flatMap((id) => question(id) ?? []) ?? []
if (!exercise || !other || !lesson || !asked) throw new Error('There is not enough content to save work on.')
const { id: exerciseId } = exercise

const attemptId = ulid()
const draftId = ulid()
const answerId = ulid()
const graded = async () => ({
  report: { outcome: 'failed' as const, results: [], diagnostics: [] },
  contentVersion: 'v',
  interpreterVersion: '1',
  gradingMs: 1,
})

/** All that saves something: for a guest, and once more, as a browser does that got no answer, for the account. */
const saves: readonly { what: string; save: (learner: Learner) => Promise<unknown> }[] = [
  {
    what: 'an attempt',
    save: (learner) => {
      const answer = { kind: 'definition' as const, definition: '{}' }
      return submitAttempt(learner, { attemptId, exerciseId, contentVersion: 'v', answer }, graded)
    },
  },
  { what: 'a look at the solution', save: (learner) => solutionFor(learner, exerciseId) },
  {
    what: 'a draft',
    save: (learner) =>
      saveDraft(learner, exerciseId, { draftId, text: 'draft', savedAt: '2026-11-01T09:00:00Z' }),
  },
  { what: 'a place', save: (learner) => rememberPlace(learner, lesson.slug, 'here') },
  {
    what: 'a quiz answer',
    save: (learner) => recordQuizAnswer(learner, { answerId, questionId: asked.id, chosen: [] }),
  },
]

test.each(saves)('$what and the move of a guest wait for each other in one order only', async ({ save }) => {
  const db = await database()
  const guest = await makeGuest()
  const account = await someLearner()
  await save(guest)
  await saveDraft(guest, other.id, { draftId, text: 'held', savedAt: '2026-11-01T09:00:00Z' })

  // The move stands still in its middle, at a draft that somebody else holds, while the account saves the same thing.
  const { moving, saving } = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Draft" WHERE "learnerId" = ${guest.id} FOR UPDATE`
    const begun = { moving: moveGuest(guest.id, account.id), saving: waiting(1).then(() => save(account)) }
    await waiting(2)
    return begun
  })
  await expect(Promise.all([moving, saving])).resolves.toBeDefined()
  expect(await db.user.count({ where: { id: guest.id } })).toBe(0)
})

/** Until so many wait for a lock. The embedded database has one transaction at a time: there nobody waits for a row. */
async function waiting(count: number): Promise<void> {
  if (!process.env.DATABASE_URL) return
  const db = await database()
  for (let tries = 0; tries < 200; tries++) {
    const [row] = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS "count" FROM pg_locks WHERE NOT granted`
    if ((row?.count ?? 0) >= count) return
    await sleep(10)
  }
}
