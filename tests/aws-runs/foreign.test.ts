import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { awsClients, closeClients } from '@/lib/runners/aws/clients'
import { NoAccount } from '@/lib/runners/aws/reach'
import { type AwsSettings, closeGradingPool, runFor, startRun } from '@/lib/runners/server'
import { withThrowAwayDatabase } from '../support/throw-away-database'
import { type Answer, ForeignServer, type Json, type Operation, page, refusal, SIX } from './foreign-server'
import { OUTPUT, planned, quickPace } from './runs'

withThrowAwayDatabase()
beforeAll(async () => {
  process.env.AWS_EC2_METADATA_DISABLED = 'true'
  // Loading AWS's clients and starting graders takes a while; no test should pay for it.
  const warm = await ForeignServer.start()
  await runAt(warm.url)
  await warm.stop()
}, 120_000)
afterAll(closeGradingPool)

let server: ForeignServer | undefined
afterEach(async () => {
  await server?.stop()
  server = undefined
})

/** What the operator has said is `SFN_ENDPOINT` and nothing else. */
function settingsFor(url: string): AwsSettings {
  return {
    access: 'local',
    region: 'us-east-1',
    endpoints: { sfn: url, cloudformation: url, sts: url, logs: url },
  }
}

async function runAt(url: string) {
  const settings = settingsFor(url)
  const { learnerId, plan } = await planned(settings)
  // Whom we ask again in vain answers no better the eighth time, and the SDK's waits are real.
  const clients = await awsClients(settings, undefined, 2)
  const started = await startRun(learnerId, plan.runId, settings, {
    pace: quickPace(),
    clients,
    settlingMs: 0,
  })
  const report = await started?.report
  closeClients(clients)
  const ledger = (await runFor(learnerId, plan.runId))?.ledger ?? []
  return { report, left: ledger.filter(({ goneAt }) => goneAt === undefined) }
}

const once =
  (first: Answer, then: Operation): Operation =>
  (input, shelf, count) => {
    // What was asked for is done; only the answer is lost.
    const answer = then(input, shelf, count)
    return count === 1 ? first : answer
  }

function operation(name: string): Operation {
  const found = SIX[name]
  if (!found) throw new Error(`It has no ${name}.`)
  return found
}

/** Like one of the six, with its answer changed. */
const but =
  (name: string, change: (body: Json) => Json): Operation =>
  (input, shelf, count) => {
    const answer = operation(name)(input, shelf, count)
    return answer === 'cut' || typeof answer.body === 'string'
      ? answer
      : { ...answer, body: change(answer.body as Json) }
  }

const everyEvent = (change: (event: Json) => Json) =>
  but('GetExecutionHistory', ({ events }) => ({ events: (events as Json[]).map(change) }))

const iso = (seconds: unknown) => new Date(Number(seconds) * 1000).toISOString()

/** Habits seen in LocalStack, moto, Step Functions Local and smaller servers. */
const servers: [string, Record<string, Operation>, Operation?][] = [
  ['has six operations, and a web page for the rest', {}],
  ['says 501 to what it does not have', {}, () => refusal('InternalFailure', 'not yet implemented', 501)],
  ['breaks at what it does not have', {}, () => page(500, 'Internal Server Error')],
  ['answers nothing, with status 200, to what it does not have', {}, () => ({ body: '' })],
  ['answers {} to what it does not have', {}, () => ({ body: {} })],
  ['says UnknownOperationException', {}, () => refusal('com.amazon.coral.service#UnknownOperationException')],
  [
    'has a general name for what is not there',
    {
      DescribeStateMachine: () => refusal('ResourceNotFound', 'Resource not found'),
      ListExecutions: () => refusal('ResourceNotFoundException', 'Resource not found', 404),
    },
  ],
  [
    'spells errors in its own way',
    { DescribeStateMachine: () => ({ status: 404, body: { Code: 'stateMachineDoesNotExistException' } }) },
  ],
  [
    'writes moments as texts',
    {
      DescribeExecution: but('DescribeExecution', (body) => ({ ...body, startDate: iso(body.startDate) })),
      GetExecutionHistory: everyEvent((event) => ({ ...event, timestamp: iso(event.timestamp) })),
    },
  ],
  [
    'writes moments in milliseconds',
    {
      DescribeExecution: but('DescribeExecution', (body) => ({ ...body, startDate: 1_795_000_000_000 })),
      GetExecutionHistory: everyEvent((event) => ({ ...event, timestamp: Number(event.timestamp) * 1000 })),
    },
  ],
  [
    'writes numbers as texts',
    {
      GetExecutionHistory: everyEvent((event) => ({
        ...event,
        id: String(event.id),
        timestamp: String(event.timestamp),
      })),
    },
  ],
  [
    'sends values where AWS sends their text',
    {
      DescribeExecution: but('DescribeExecution', (body) => ({ ...body, output: JSON.parse(OUTPUT) })),
    },
  ],
  [
    'leaves out ids and adds members of its own',
    {
      GetExecutionHistory: everyEvent(({ id: _, previousEventId: __, ...event }) => ({
        ...event,
        spin: 'up',
      })),
    },
  ],
  [
    'says how it ended in the history only',
    {
      DescribeExecution: but('DescribeExecution', ({ executionArn, status }) => ({ executionArn, status })),
    },
  ],
  [
    'gives the newest event first',
    {
      GetExecutionHistory: but('GetExecutionHistory', ({ events }) => ({
        events: (events as Json[]).toReversed(),
      })),
    },
  ],
  [
    'gives the whole history to whatever token',
    {
      GetExecutionHistory: but('GetExecutionHistory', (body) => ({ ...body, nextToken: 'more' })),
    },
  ],
  [
    'does not know includeExecutionData',
    {
      GetExecutionHistory: (input, shelf, count) =>
        'includeExecutionData' in input
          ? refusal('ValidationException', 'Unknown parameter in input: "includeExecutionData"')
          : operation('GetExecutionHistory')(input, shelf, count),
    },
  ],
  [
    'does not know tags',
    {
      CreateStateMachine: (input, shelf, count) =>
        'tags' in input
          ? refusal('SerializationException', 'Unexpected field tags')
          : operation('CreateStateMachine')(input, shelf, count),
    },
  ],
  [
    'loses the answer to what it has made, and makes nothing twice',
    {
      CreateStateMachine: once('cut', (input, shelf, count) =>
        count === 1
          ? operation('CreateStateMachine')(input, shelf, count)
          : refusal('StateMachineAlreadyExists'),
      ),
      ListStateMachines: (_, { machines }) => ({
        body: {
          stateMachines: [...machines].map(([stateMachineArn, { name }]) => ({
            stateMachineArn,
            name,
            type: 'STANDARD',
          })),
        },
      }),
      StartExecution: once('cut', (input, shelf, count) =>
        count === 1 ? operation('StartExecution')(input, shelf, count) : refusal('ExecutionAlreadyExists'),
      ),
    },
  ],
  [
    'cuts every first connection',
    Object.fromEntries(Object.entries(SIX).map(([name, six]) => [name, once('cut', six)])),
  ],
  [
    'has a gateway before it that is not there yet',
    Object.fromEntries(Object.entries(SIX).map(([name, six]) => [name, once(page(502, 'Bad Gateway'), six)])),
  ],
]

describe.runIf(!process.env.DATABASE_URL)('a server of somebody else that', () => {
  test.each(servers)('%s runs the exercise', async (_, habits, toUnknown) => {
    server = await ForeignServer.start(habits, toUnknown)
    const { report, left } = await runAt(server.url)
    expect(report?.message).toBeUndefined()
    expect(report).toMatchObject({ outcome: 'passed', runs: [{ status: 'SUCCEEDED', areEqual: true }] })
    expect(left).toEqual([])
    expect(server.shelf.machines.size).toBe(0)
  })

  test.each([-3_600_000, 3_600_000])('has a clock %d ms before ours runs the exercise', async (aheadMs) => {
    server = await ForeignServer.start()
    server.aheadMs = aheadMs
    const { report, left } = await runAt(server.url)
    expect(report).toMatchObject({ outcome: 'passed' })
    expect(left).toEqual([])
  })

  test('has no data in its history has status and output judged, and the rest listed', async () => {
    server = await ForeignServer.start({
      GetExecutionHistory: everyEvent(({ id, previousEventId, timestamp, type }) => ({
        id,
        previousEventId,
        timestamp,
        type,
      })),
    })
    const { report } = await runAt(server.url)
    expect(report?.results.map(({ checkId }) => checkId)).toEqual(['hands-on-the-price'])
    const because = report?.notChecked
      .filter(({ checkId, scenarioId }) => checkId === 'calls-price-order' && scenarioId !== 'hidden')
      .map((one) => one.because)
    expect(because).toEqual([expect.stringMatching(/history/)])
  })

  const refusals: [string, Record<string, Operation>, RegExp][] = [
    [
      'answers with a page',
      { StartExecution: () => page(200, 'Welcome') },
      /not of AWS's protocol \(status 200, text\/html\)/,
    ],
    ['says nothing of why', { StartExecution: () => refusal('Broken', '') }, /Broken/],
    ['gives no ARN', { CreateStateMachine: () => ({ body: {} }) }, /gave it no ARN/],
    [
      'takes no such type',
      { CreateStateMachine: () => refusal('StateMachineTypeNotSupported', 'not supported') },
      /StateMachineTypeNotSupported: not supported/,
    ],
  ]

  test.each(refusals)('%s is told in a sentence', async (_, habits, sentence) => {
    server = await ForeignServer.start(habits)
    const { report } = await runAt(server.url)
    expect(report).toMatchObject({ outcome: 'not-run', message: expect.stringMatching(sentence) })
    expect(report?.results).toEqual([])
  })

  test.each([
    ['is not there', 'http://127.0.0.1:1', /Nobody answers at 127\.0\.0\.1:1/],
    ['has no such host', 'http://nobody.invalid:4566', /nobody\.invalid/],
  ])('%s gets no plan', async (_, url, sentence) => {
    const refused = await planned(settingsFor(url)).catch((error) => error)
    expect(refused).toBeInstanceOf(NoAccount)
    expect(refused.message).toMatch(sentence)
  })
})
