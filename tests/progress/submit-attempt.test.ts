import { ulid } from 'ulid'
import { describe, expect, test } from 'vitest'
import { database } from '@/lib/db/server'
import type { Report } from '@/lib/exercises'
import { attemptOf, attemptsOn, submitAttempt } from '@/lib/progress/server'
import { someLearner, withThrowAwayDatabase } from '@/tests/support/throw-away-database'

withThrowAwayDatabase()

const exerciseId = 'task-types/lambda-by-arn'

function definition(text: string, attemptId = ulid()) {
  return {
    attemptId,
    exerciseId,
    contentVersion: 'seen',
    answer: { kind: 'definition' as const, definition: text },
  }
}

function graded(outcome: Report['outcome'] = 'failed', results: Report['results'] = []) {
  const report: Report = { outcome, results, diagnostics: [] }
  return async () => ({ report, contentVersion: 'graded', interpreterVersion: '1', gradingMs: 7 })
}

function failedResult(
  checkId: string,
  scenarioId: string,
  happened = 'It failed.',
): Report['results'][number] {
  const verdict = { passed: false as const, did: 'Started', happened, expected: 'Success', evidence: [] }
  return {
    checkId,
    title: checkId,
    scenarioId,
    scenarioTitle: scenarioId,
    hidden: false,
    verdict,
    teaching: '',
  }
}

async function rowsOf(learner: { id: string }) {
  const db = await database()
  const where = { learnerId: learner.id }
  return {
    attempts: await db.attempt.findMany({ where }),
    standings: await db.exerciseStanding.findMany({ where }),
  }
}

test('an attempt is stored with its answer as it was, its verdict and its versions', async () => {
  const learner = await someLearner()
  const attempt = { ...definition('{ "StartAt" :\t"Ä" }\r\n'), activeMs: 90_000 }
  const results = [failedResult('total', 'one'), failedResult('total', 'two'), failedResult('price', 'two')]
  const verdict = await submitAttempt(learner, attempt, graded('failed', results))
  expect(verdict).toMatchObject({
    attemptId: attempt.attemptId,
    assisted: false,
    repeated: false,
    report: { outcome: 'failed' },
  })

  const { attempts, standings } = await rowsOf(learner)
  expect(attempts).toMatchObject([
    {
      answer: attempt.answer,
      failedChecks: ['total', 'price'],
      clientVersion: 'seen',
      contentVersion: 'graded',
      interpreterVersion: '1',
      activeMs: 90_000,
      gradingMs: 7,
      passed: false,
    },
  ])
  expect(standings).toMatchObject([
    {
      attempts: 1,
      failedInARow: 1,
      activeMs: 90_000,
      lastAttemptId: attempt.attemptId,
      failedChecks: ['total', 'price'],
    },
  ])
})

describe('the same attempt again', () => {
  test('is not stored again and gets the verdict given then', async () => {
    const learner = await someLearner()
    const attempt = definition('{}')
    const first = await submitAttempt(learner, attempt, graded('passed'))
    const neverGraded = () => Promise.reject(new Error('This was graded before.'))
    expect(await submitAttempt(learner, attempt, neverGraded)).toEqual({ ...first, repeated: true })
    const { attempts, standings } = await rowsOf(learner)
    expect(attempts).toHaveLength(1)
    expect(standings).toMatchObject([{ attempts: 1, failedInARow: 0 }])
  })

  test('ten times at once is one row', async () => {
    const learner = await someLearner()
    const attempt = definition('{}')
    const verdicts = await Promise.all(
      Array.from({ length: 10 }, () => submitAttempt(learner, attempt, graded())),
    )
    expect(verdicts.filter((verdict) => !verdict.repeated)).toHaveLength(1)
    const { attempts, standings } = await rowsOf(learner)
    expect(attempts).toHaveLength(1)
    expect(standings).toMatchObject([{ attempts: 1, failedInARow: 1 }])
  })

  test.each([
    { name: 'another text', other: { answer: { kind: 'definition' as const, definition: '{ }' } } },
    { name: 'another exercise', other: { exerciseId: 'task-types/dynamodb-put' } },
    { name: 'another kind of answer', other: { answer: { kind: 'prediction' as const, choices: {} } } },
  ])('with $name is a conflict, and nothing changes', async ({ other }) => {
    const learner = await someLearner()
    const attempt = definition('{}')
    await submitAttempt(learner, attempt, graded())
    const different = { ...attempt, ...other }
    await expect(submitAttempt(learner, different, graded())).rejects.toThrow(
      `${attempt.attemptId} was handed in before`,
    )
    const { attempts, standings } = await rowsOf(learner)
    expect(attempts).toMatchObject([{ answer: attempt.answer }])
    expect(standings).toMatchObject([{ attempts: 1 }])
  })

  test('with two answers at once keeps one of them', async () => {
    const learner = await someLearner()
    const attempt = definition('one')
    const other = { ...attempt, answer: { kind: 'definition' as const, definition: 'two' } }
    const settled = await Promise.allSettled(
      [attempt, other].map((each) => submitAttempt(learner, each, graded())),
    )
    expect(settled.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await rowsOf(learner)).attempts).toHaveLength(1)
  })

  test('by another learner is theirs', async () => {
    const [one, two] = await Promise.all([someLearner(), someLearner()])
    const attempt = definition('{}')
    await submitAttempt(one, attempt, graded('passed'))
    expect(await attemptOf(two, attempt.attemptId)).toBeUndefined()
    expect(await submitAttempt(two, attempt, graded())).toMatchObject({ repeated: false })
    expect(await attemptOf(one, attempt.attemptId)).toMatchObject({
      answer: attempt.answer,
      report: { outcome: 'passed' },
    })
  })
})

test('attempts of one learner at once are all counted', async () => {
  const learner = await someLearner()
  await Promise.all(
    Array.from({ length: 12 }, (_, index) => submitAttempt(learner, definition(`${index}`), graded())),
  )
  const { attempts, standings } = await rowsOf(learner)
  expect(attempts).toHaveLength(12)
  expect(standings).toMatchObject([{ attempts: 12, failedInARow: 12 }])
  expect(await attemptsOn(learner, exerciseId)).toHaveLength(12)
  expect(await attemptsOn(learner, 'task-types/other')).toEqual([])
})

test('text that the database cannot hold does not lose the attempt', async () => {
  const learner = await someLearner()
  const report = graded('failed', [failedResult('total', 'one', 'The output was "\0\ud800".')])
  const { report: shown } = await submitAttempt(learner, definition('{}'), report)
  expect(shown.results[0]?.verdict).toMatchObject({ happened: 'The output was "\u2400\ufffd".' })
})

test('an attempt of a learner deleted meanwhile is not acknowledged', async () => {
  const learner = await someLearner()
  const db = await database()
  await db.user.delete({ where: { id: learner.id } })
  await expect(submitAttempt(learner, definition('{}'), graded())).rejects.toThrow()
})

test('two mebibytes of text come back to the character', async () => {
  const learner = await someLearner()
  const attempt = definition('ÄÖ\u2028 "'.repeat(350_000))
  await submitAttempt(learner, attempt, graded('invalid-definition'))
  expect(await attemptOf(learner, attempt.attemptId)).toMatchObject({ answer: attempt.answer })
})
