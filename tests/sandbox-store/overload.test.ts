import { CreateActivityCommand, SFNClient } from '@aws-sdk/client-sfn'
import { afterEach, expect, test, vi } from 'vitest'
import { database } from '@/lib/db/server'
import { answerClient, makeAccessKey, newSandbox } from '@/lib/sandbox-store/server'
import { someLearner, withThrowAwayDatabase } from '../support/throw-away-database'

withThrowAwayDatabase()
afterEach(() => vi.restoreAllMocks())

/** AWS's own client, without a network between it and the endpoint. */
async function clientWith(maxAttempts: number): Promise<SFNClient> {
  const key = await makeAccessKey(await newSandbox((await someLearner()).id, { clock: 'wall' }))
  if (!key) throw new Error('There is no key.')
  return new SFNClient({
    endpoint: 'http://127.0.0.1/api/aws',
    region: 'us-east-1',
    credentials: key,
    maxAttempts,
    requestHandler: {
      async handle(request: SdkRequest) {
        const { status, headers, body } = await answerClient({
          method: request.method,
          path: request.path,
          query: {},
          headers: Object.fromEntries(
            Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
          ),
          body: new TextEncoder().encode(request.body ?? ''),
        })
        return { response: { statusCode: status, headers: { ...headers }, body: Buffer.from(body) } }
      },
    },
  })
}

interface SdkRequest {
  method: string
  path: string
  headers: Record<string, string>
  body?: string
}

/** What Prisma and its driver say when there is no connection or no time left; then all is as it was. */
const overloads: [string, object][] = [
  ['no connection in time', { code: 'P2024' }],
  ['no transaction in time', { code: 'P2028' }],
  ['no connection of the driver', { message: 'timeout exceeded when trying to connect' }],
]

test.each(overloads)('%s is answered 503, and asked again by the client itself', async (_, what) => {
  const [impatient, patient] = [await clientWith(1), await clientWith(2)]
  const transactions = vi.spyOn(await database(), '$transaction')
  const fail = () =>
    transactions.mockRejectedValueOnce(Object.assign(new Error('The database is busy.'), what))
  const create = new CreateActivityCommand({ name: 'pack' })
  fail()
  const once = await impatient.send(create).catch((error) => error)
  expect([once.name, once.$metadata.httpStatusCode]).toEqual(['ServiceUnavailableException', 503])
  fail()
  expect((await patient.send(create)).activityArn).toContain(':activity:pack')
})

test('a fault of ours is answered 500, without a word of what it was', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const db = await database()
  const client = await clientWith(1)
  vi.spyOn(db, '$transaction').mockRejectedValueOnce(new Error('secret of the database'))
  const error = await client.send(new CreateActivityCommand({ name: 'pack' })).catch((thrown) => thrown)
  expect([error.name, error.$metadata.httpStatusCode]).toEqual(['InternalFailure', 500])
  expect(JSON.stringify(error)).not.toContain('secret')
  expect(said).toHaveBeenCalled()
})
