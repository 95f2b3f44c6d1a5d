import { expect, test } from '@playwright/test'
import { ulid } from 'ulid'
import { ApiClient, type AttemptBody, type Recorded } from '../support/api-client'
import { removeData, startServer } from '../support/server'

/** Needs no browser: it is here because it needs the production build. */

const ROUNDS = process.env.STEPWISE_LONG ? 8 : 2
const LEARNERS = 4
const exerciseId = 'task-types/lambda-by-arn'

interface Sent {
  client: ApiClient
  attempt: AttemptBody
  /** Absent when the server was killed before it answered. */
  recorded?: Recorded
}

test('kill -9 in the middle of submissions loses nothing acknowledged, and counts nothing twice', async () => {
  test.setTimeout(300_000)
  let server = await startServer()
  const { dataFolder, url } = server
  const port = Number(new URL(url).port)
  const clients = Array.from({ length: LEARNERS }, () => new ApiClient(url))
  const sent: Sent[] = []
  for (const client of clients) sent.push(await submitted(client))

  for (let round = 0; round < ROUNDS; round++) {
    const before = sent.length
    const submitting = Promise.all(clients.map((client) => submitUntilKilled(client, sent)))
    // Some are acknowledged, the next are under way: now, and a little later in each round.
    await expect.poll(() => sent.length - before, { intervals: [1], timeout: 30_000 }).toBeGreaterThan(8)
    await new Promise((resolve) => setTimeout(resolve, 9 * round))
    await server.kill()
    await submitting
    server = await startServer({ dataFolder, port })
  }

  const acknowledged = sent.filter((each) => each.recorded)
  console.log(
    `${acknowledged.length} attempts acknowledged, ${sent.length - acknowledged.length} cut off in ${ROUNDS} kills`,
  )
  expect(acknowledged.length).toBeGreaterThan(ROUNDS * 8)
  for (const { client, attempt, recorded } of acknowledged) {
    expect(await client.submit(attempt)).toEqual({ ...recorded, repeated: true })
  }
  for (const { client, attempt } of sent) {
    const again = await client.submit(attempt)
    expect(await client.submit(attempt)).toEqual({ ...again, repeated: true })
  }
  for (const client of clients) {
    const ids = sent.filter((each) => each.client === client).map((each) => each.attempt.attemptId)
    const list = await client.request('GET', `/api/attempts?exerciseId=${exerciseId}`)
    const { attempts } = (await list.json()) as { attempts: { attemptId: string }[] }
    expect(attempts.map((each) => each.attemptId).sort()).toEqual(ids.sort())
    expect(await countedAttempts(client)).toBe(ids.length)
  }
  await server.stop()
  removeData(server)
})

async function submitted(client: ApiClient): Promise<Sent> {
  const definition = JSON.stringify({
    StartAt: 'A',
    States: { A: { Type: 'Pass', Result: ulid(), End: true } },
  })
  const attempt = {
    attemptId: ulid(),
    exerciseId,
    contentVersion: 'any',
    answer: { kind: 'definition' as const, definition },
  }
  const recorded = await client.submit(attempt).catch(() => undefined)
  return { client, attempt, ...(recorded && { recorded }) }
}

/** One after the other, at most 20 a round, because the list of attempts shows a hundred. */
async function submitUntilKilled(client: ApiClient, sent: Sent[]): Promise<void> {
  for (let count = 0; count < 20; count++) {
    const one = await submitted(client)
    sent.push(one)
    if (!one.recorded) return
  }
}

async function countedAttempts(client: ApiClient): Promise<number | undefined> {
  const response = await client.request('GET', '/api/progress')
  const { lessons } = (await response.json()) as {
    lessons: { exercises: { id: string; attempts: number }[] }[]
  }
  return lessons.flatMap((lesson) => lesson.exercises).find((exercise) => exercise.id === exerciseId)
    ?.attempts
}
