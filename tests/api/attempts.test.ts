import { ulid } from 'ulid'
import { afterAll, describe, expect, test } from 'vitest'
import { exercise as exerciseOf, exercises } from '@/lib/curriculum/server'
import { closeGradingPool } from '@/lib/runners/server'
import { withThrowAwayDatabase } from '@/tests/support/throw-away-database'
import { browser } from './routes'

withThrowAwayDatabase()
afterAll(closeGradingPool)

const exerciseId = 'task-types/lambda-by-arn'
const exercise = exerciseOf(exerciseId)
if (!exercise || exercise.kind === 'predict') throw new Error(`${exerciseId} is not what these tests need.`)
const { contentVersion, solution, starter } = exercise

function attempt(definition = solution, change: object = {}) {
  return {
    attemptId: ulid(),
    exerciseId,
    contentVersion,
    answer: { kind: 'definition', definition },
    ...change,
  }
}

test('a guest hands in a solution, is told that it passed, and finds it again', async () => {
  const guest = browser()
  const sent = attempt()
  const { status, headers, body } = await guest.submit(sent)
  expect(status).toBe(200)
  expect(headers.getSetCookie().join()).toContain('HttpOnly')
  expect(body).toMatchObject({
    attemptId: sent.attemptId,
    report: { outcome: 'passed' },
    assisted: false,
    repeated: false,
  })

  expect((await guest.submit(sent)).body).toEqual({ ...body, repeated: true })
  expect((await guest.attempt(sent.attemptId)).body).toMatchObject({
    exerciseId,
    answer: sent.answer,
    report: body.report,
  })
  expect((await guest.attempts(exerciseId)).body).toMatchObject({
    attempts: [{ attemptId: sent.attemptId, passed: true }],
  })
  const { body: progress } = await guest.progress()
  const stood = progress.lessons.flatMap((lesson: { exercises: object[] }) => lesson.exercises)
  expect(stood).toContainEqual(expect.objectContaining({ id: exerciseId, state: 'passed', attempts: 1 }))
})

test('what is failed in a hidden scenario shows its teaching, not its data', async () => {
  const { body } = await browser().submit(attempt(starter))
  expect(body.report.outcome).not.toBe('passed')
  const hidden = exercise.scenarios.filter((scenario) => scenario.hidden)
  for (const scenario of hidden) {
    expect(JSON.stringify(body)).not.toContain(scenario.id)
    expect(JSON.stringify(body)).not.toContain(scenario.title)
  }
})

test("another's attempt is not there", async () => {
  const [owner, other] = [browser(), browser()]
  const sent = attempt()
  await owner.submit(sent)
  await other.submit(attempt())
  for (const each of [other, browser()]) {
    expect(await each.attempt(sent.attemptId)).toMatchObject({
      status: 404,
      body: { error: { code: 'NotFound' } },
    })
  }
  expect((await owner.attempt('\0')).status).toBe(404)
  expect((await other.attempts(exerciseId)).body.attempts).toHaveLength(1)
  expect((await browser().attempts(exerciseId)).body).toEqual({ attempts: [] })
})

test('the same attempt five times at once is one, and with another answer a conflict', async () => {
  const guest = browser()
  await guest.submit(attempt(starter))
  const sent = attempt()
  const answers = await Promise.all(Array.from({ length: 5 }, () => guest.submit(sent)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  expect(answers.filter(({ body }) => !body.repeated)).toHaveLength(1)
  expect(await guest.submit({ ...sent, answer: { kind: 'definition', definition: starter } })).toMatchObject({
    status: 409,
    body: { error: { code: 'AttemptConflict', message: expect.stringContaining(sent.attemptId) } },
  })
  expect((await guest.attempts(exerciseId)).body.attempts).toHaveLength(2)
})

describe('refused, and nothing is stored', () => {
  const predict = exercises().find((one) => one.kind === 'predict')
  test.each([
    { name: 'no JSON', body: '{', status: 400 },
    { name: 'nothing', body: '', status: 400 },
    { name: 'a deep body', body: '['.repeat(100_000), status: 400 },
    { name: 'a deep body that is JSON', body: `${'['.repeat(100_000)}${']'.repeat(100_000)}`, status: 400 },
    { name: 'no attempt id', body: attempt(solution, { attemptId: 'mine' }), status: 400 },
    { name: 'an unknown member', body: attempt(solution, { passed: true }), status: 400 },
    { name: 'U+0000', body: attempt('{ "\0" }'), status: 400 },
    { name: 'a version with U+0000', body: attempt(solution, { contentVersion: '\0' }), status: 400 },
    { name: 'half a surrogate pair', body: attempt('{ "\ud800" }'), status: 400 },
    {
      name: 'an exercise that does not exist',
      body: attempt(solution, { exerciseId: 'task-types/nothing' }),
      status: 404,
    },
    { name: 'a path for an exercise', body: attempt(solution, { exerciseId: '../../etc' }), status: 400 },
    {
      name: 'a prediction where a definition is asked',
      body: attempt(solution, { answer: { kind: 'prediction', choices: {} } }),
      status: 400,
    },
    ...(predict
      ? [
          {
            name: 'a definition where a prediction is asked',
            body: attempt(solution, { exerciseId: predict.id }),
            status: 400,
          },
        ]
      : []),
    { name: 'more than six mebibytes', body: attempt(' '.repeat(6 * 1024 * 1024 + 1)), status: 413 },
  ])('$name: $status', async ({ body, status }) => {
    const guest = browser()
    const answer = await guest.submit(body)
    expect(answer).toMatchObject({ status, body: { error: { message: expect.any(String) } } })
    expect((await guest.attempts(exerciseId)).body).toEqual({ attempts: [] })
  })

  test.each([
    { name: 'from another site', headers: { 'sec-fetch-site': 'cross-site' } },
    { name: 'from another origin', headers: { origin: 'https://elsewhere.example' } },
  ])('$name: 403', async ({ headers }) => {
    expect((await browser(headers).submit(attempt())).status).toBe(403)
  })
})

test('two mebibytes of text are an attempt like any other', async () => {
  const guest = browser()
  const sent = attempt('x'.repeat(2 * 1024 * 1024))
  expect((await guest.submit(sent)).body).toMatchObject({ report: { outcome: 'invalid-definition' } })
  expect((await guest.attempt(sent.attemptId)).body.answer).toEqual(sent.answer)
})

test('a solution shown before makes it assisted, and is there for exercises only that have one', async () => {
  const guest = browser()
  expect((await guest.solution({ exerciseId })).body).toEqual({ solution })
  expect((await guest.submit(attempt())).body).toMatchObject({ assisted: true })
  expect((await guest.solution({ exerciseId: 'task-types/nothing' })).status).toBe(404)
})
