import { ulid } from 'ulid'
import { expect, test } from 'vitest'
import { exercises } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import { completion } from '@/lib/progress'
import { solutionFor, submitAttempt } from '@/lib/progress/server'
import { someLearner, withThrowAwayDatabase } from '@/tests/support/throw-away-database'

withThrowAwayDatabase()

const toWrite = exercises().find((one) => one.kind !== 'predict')
if (!toWrite) throw new Error('There is no exercise with a solution.')
const exerciseId = toWrite.id

async function standingOf(learner: { id: string }) {
  const db = await database()
  const id = { learnerId: learner.id, exerciseId }
  return db.exerciseStanding.findUniqueOrThrow({ where: { learnerId_exerciseId: id } })
}

async function pass(learner: Parameters<typeof submitAttempt>[0]) {
  const answer = { kind: 'definition' as const, definition: '{}' }
  const report = { outcome: 'passed' as const, results: [], diagnostics: [] }
  const grading = { report, contentVersion: 'v', interpreterVersion: '1', gradingMs: 1 }
  return submitAttempt(
    learner,
    { attemptId: ulid(), exerciseId, contentVersion: 'v', answer },
    async () => grading,
  )
}

test('whoever has seen the solution passes assisted', async () => {
  const learner = await someLearner()
  expect(await solutionFor(learner, exerciseId)).toBe(toWrite.solution)
  const { assistedAt } = await standingOf(learner)
  expect(await solutionFor(learner, exerciseId)).toBe(toWrite.solution)
  expect((await standingOf(learner)).assistedAt).toEqual(assistedAt)
  expect(await pass(learner)).toMatchObject({ assisted: true })
  expect(completion(await standingOf(learner))).toBe('passed-assisted')
})

test('whoever passed before stays unassisted', async () => {
  const learner = await someLearner()
  expect(await pass(learner)).toMatchObject({ assisted: false })
  await solutionFor(learner, exerciseId)
  expect(completion(await standingOf(learner))).toBe('passed')
})

test('where there is no solution, nothing is recorded', async () => {
  const learner = await someLearner()
  const predict = exercises().find((one) => one.kind === 'predict')
  expect(await solutionFor(learner, 'no/such-exercise')).toBeUndefined()
  if (predict) expect(await solutionFor(learner, predict.id)).toBeUndefined()
  const db = await database()
  expect(await db.exerciseStanding.count({ where: { learnerId: learner.id } })).toBe(0)
})
