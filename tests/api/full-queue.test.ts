import { ulid } from 'ulid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exercise as exerciseOf } from '@/lib/curriculum/server'
import { closeGradingPool } from '@/lib/runners/server'
import { withThrowAwayDatabase } from '@/tests/support/throw-away-database'
import { browser } from './routes'

const exerciseId = 'task-types/lambda-by-arn'

withThrowAwayDatabase()
beforeAll(() => {
  process.env.STEPWISE_GRADERS = '1'
  process.env.STEPWISE_GRADER_QUEUE = '4'
})
afterAll(closeGradingPool)

test('of thirty at once, those that find the queue full are asked to come back, and then are graded', async () => {
  const exercise = exerciseOf(exerciseId)
  if (!exercise || exercise.kind === 'predict') throw new Error(`${exerciseId} is not what this test needs.`)
  const answer = { kind: 'definition', definition: exercise.solution }
  const { contentVersion } = exercise
  const guest = browser()
  const attempt = () => ({ attemptId: ulid(), exerciseId, contentVersion, answer })
  await guest.submit(attempt())

  let waiting = Array.from({ length: 30 }, attempt)
  const answers = await Promise.all(waiting.map((each) => guest.submit(each)))
  const refused = answers.filter(({ status }) => status === 503)
  expect(refused.length).toBeGreaterThan(0)
  for (const { headers, body } of refused) {
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(body).toMatchObject({ error: { code: 'GraderBusy' } })
  }
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(30 - refused.length)

  for (let round = 0; waiting.length > 0 && round < 30; round++) {
    const again = await Promise.all(waiting.map(async (each) => ({ each, ...(await guest.submit(each)) })))
    waiting = again.filter(({ status }) => status === 503).map(({ each }) => each)
    for (const { body, status } of again) if (status === 200) expect(body.report.outcome).toBe('passed')
  }
  expect((await guest.attempts(exerciseId)).body.attempts).toHaveLength(31)
})
