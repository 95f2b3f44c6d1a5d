import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { database } from '@/lib/db/server'
import { awsClients, closeClients } from '@/lib/runners/aws/clients'
import {
  closeGradingPool,
  gradingPool,
  NoAccount,
  openEntryCount,
  PoolFull,
  planRun,
  runFor,
  startRun,
  sweep,
} from '@/lib/runners/server'
import { someLearner, withThrowAwayDatabase } from '../support/throw-away-database'
import { FakeAws, type FakeOptions } from './fake-aws'
import { EXERCISE, planned, quickPace, runOn, settingsFor, solution, solved } from './runs'

withThrowAwayDatabase()
beforeAll(async () => {
  Object.assign(process.env, CREDENTIALS)
  // Loading AWS's clients takes a while; no test should pay for it.
  closeClients(await awsClients({ access: 'local', region: 'us-east-1', endpoints: {} }))
  const warm = await FakeAws.start({ execute: solved })
  await runOn(warm)
  await warm.stop()
}, 240_000)
afterAll(closeGradingPool)

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIDOFATEST', AWS_SECRET_ACCESS_KEY: 'verysecretindeed' }

let fake: FakeAws | undefined
afterEach(async () => {
  await fake?.stop()
  fake = undefined
})

async function fakeAws(options: FakeOptions = {}): Promise<FakeAws> {
  fake = await FakeAws.start({ execute: solved, ...options })
  return fake
}

const passedChecks = ['calls-price-order', 'hands-on-the-price']

describe('a run on an account', () => {
  test('makes what the exercise needs, asks its checks, and leaves nothing', async () => {
    const aws = await fakeAws()
    const { report, plan, learnerId } = await runOn(aws)
    expect(report.outcome).toBe('passed')
    expect(report.results.map(({ checkId }) => checkId)).toEqual(passedChecks)
    expect(report.runs.map(({ areEqual }) => areEqual)).toEqual([true])
    expect(report.notChecked.length).toBeGreaterThan(0)
    expect(aws.leftovers).toEqual([])
    const receipt = (await runFor(learnerId, plan.runId))?.ledger ?? []
    expect(receipt.map(({ kind, goneAt }) => [kind, goneAt !== undefined])).toEqual([
      ['stack', true],
      ['stateMachine', true],
      ['execution', true],
    ])
  })

  test('says so when a check does not hold', async () => {
    const wrong = ({ definition }: { definition: string }) => ({
      ...solved({ definition }),
      output: '{"total":1}',
    })
    const { report } = await runOn(await fakeAws({ execute: wrong }))
    expect(report.outcome).toBe('failed')
    expect(report.results.map(({ verdict }) => verdict.passed)).toEqual([true, false])
  })

  test('is carried out once, and for nobody else', async () => {
    const settings = settingsFor(await fakeAws())
    const { learnerId, plan } = await planned(settings)
    expect(await startRun('somebody else', plan.runId, settings)).toBeUndefined()
    const tools = { pace: quickPace(), clients: await awsClients(settings), settlingMs: 0 }
    const [one, other] = await Promise.all([
      startRun(learnerId, plan.runId, settings, tools),
      startRun(learnerId, plan.runId, settings, tools),
    ])
    expect([one, other].filter((started) => started !== undefined)).toHaveLength(1)
    await (one ?? other)?.report
  })

  test('is not even planned by a role that lets nobody in', async () => {
    const settings = settingsFor(await fakeAws(), { access: 'role' })
    const role = { roleArn: 'arn:aws:iam::444455556666:role/gone', externalId: 'x' }
    const { id } = await someLearner()
    const wish = { exerciseId: EXERCISE, definition: solution() }
    const refused = await planRun(id, wish, { settings, role }).catch((error) => error)
    expect(refused).toBeInstanceOf(NoAccount)
    expect(refused.message).toMatch(/AccessDenied: not authorized to perform: sts:AssumeRole/)
  })

  test('waits for graders that have other things to do', async () => {
    const settings = settingsFor(await fakeAws())
    const { learnerId, plan } = await planned(settings)
    const pool = gradingPool()
    const busy = vi.spyOn(pool, 'run')
    for (let times = 0; times < 4; times++) {
      busy
        .mockRejectedValueOnce(new PoolFull(1))
        .mockResolvedValueOnce({ kind: 'TookTooLong', workedMs: 2_000 })
    }
    const tools = { pace: quickPace(), clients: await awsClients(settings), settlingMs: 0 }
    const report = await (await startRun(learnerId, plan.runId, settings, tools))?.report
    busy.mockRestore()
    expect(report).toMatchObject({ outcome: 'passed' })
    expect(tools.pace.slept).toBeGreaterThanOrEqual(4_000)
  })

  test('needs nothing but Step Functions where a server has nothing else', async () => {
    const aws = await fakeAws({ knows: [] })
    const { report, plan } = await runOn(aws)
    expect(plan.environments[0]).toMatchObject({ isGiven: true })
    expect(report.outcome).toBe('passed')
    expect(aws.calls).not.toContain('CreateStack')
    expect(aws.leftovers).toEqual([])
  })
})

/** What our own endpoint is too kind to answer, as AWS documents it. */
const faults: [string, FakeOptions, string?][] = [
  [
    'throttles',
    {
      fault: (_, count) =>
        count === 1 ? { type: 'ThrottlingException', message: 'Rate exceeded' } : undefined,
    },
  ],
  [
    'has errors of its own',
    { fault: (_, count) => (count === 1 ? { status: 500, type: 'InternalFailure' } : undefined) },
  ],
  [
    'does not know a role yet',
    {
      fault: (operation, count) =>
        operation === 'CreateStateMachine' && count <= 3
          ? {
              type: 'AccessDeniedException',
              message:
                'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
            }
          : undefined,
    },
  ],
  [
    'does not know a machine yet',
    {
      fault: (operation, count) =>
        operation === 'StartExecution' && count <= 2 ? { type: 'StateMachineDoesNotExist' } : undefined,
    },
  ],
  [
    'does not know an execution yet',
    {
      fault: (operation, count) =>
        (operation === 'DescribeExecution' || operation === 'GetExecutionHistory') && count <= 2
          ? { type: 'ExecutionDoesNotExist' }
          : undefined,
    },
  ],
  ['gives one event a page', { pageSize: 1 }],
  [
    'sends other dates and leaves out what it may',
    { isCareless: true, knows: [], accountId: '000000000000' },
  ],
  ['cannot delete a stack at once', { deletionsThatFail: 2 }],
  [
    'knows no tags',
    {
      fault: (operation, count) =>
        operation === 'CreateStateMachine' && count === 1
          ? { type: 'ValidationException', message: 'Unknown parameter: tags' }
          : undefined,
    },
  ],
]

describe('an account that', () => {
  test.each(faults)('%s is waited for', async (_, options) => {
    const aws = await fakeAws(options)
    const { report } = await runOn(aws)
    expect(report).toMatchObject({ outcome: 'passed' })
    expect(aws.leftovers).toEqual([])
  })

  test('cannot make the stack is told with the reason that came first', async () => {
    const aws = await fakeAws({
      stackFails: {
        resource: 'FunctionPriceOrder',
        reason: 'not authorized to perform: lambda:CreateFunction',
      },
    })
    const { report } = await runOn(aws)
    expect(report.outcome).toBe('not-run')
    expect(report.message).toContain('FunctionPriceOrder: not authorized to perform: lambda:CreateFunction')
    expect(report.results).toEqual([])
    expect(aws.leftovers).toEqual([])
  })

  test('does not take the definition is told in its own words', async () => {
    const fault = (operation: string) =>
      operation === 'CreateStateMachine'
        ? {
            type: 'InvalidDefinition',
            message: "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED'",
          }
        : undefined
    const aws = await fakeAws({ fault })
    const { report } = await runOn(aws)
    expect(report.message).toContain('SCHEMA_VALIDATION_FAILED')
    expect(aws.leftovers).toEqual([])
  })

  test('does not end an execution has it stopped, and nothing passes', async () => {
    const aws = await fakeAws({ execute: () => ({ status: 'RUNNING' }) })
    const { report } = await runOn(aws)
    expect(report.outcome).toBe('failed')
    expect(report.runs.map(({ status }) => status)).toEqual(['ABORTED'])
    expect(aws.calls).toContain('StopExecution')
    expect(aws.leftovers).toEqual([])
  })

  test('gives no history has only status and output judged', async () => {
    const fault = (operation: string) =>
      operation === 'GetExecutionHistory' ? { type: 'UnknownOperationException' } : undefined
    const { report } = await runOn(await fakeAws({ fault }))
    expect(report.results.map(({ checkId }) => checkId)).toEqual(['hands-on-the-price'])
    expect(report.notChecked.map(({ checkId }) => checkId)).toContain('calls-price-order')
  })

  test('will not let go of a stack keeps it in the ledger, until a sweep gets it', async () => {
    const aws = await fakeAws({ deletionsThatFail: 6 })
    const { report, plan, learnerId, settings } = await runOn(aws)
    expect(report.outcome).toBe('passed')
    const left = (await runFor(learnerId, plan.runId))?.ledger.filter(({ goneAt }) => goneAt === undefined)
    expect(left).toMatchObject([{ kind: 'stack', problem: expect.stringContaining('delete') }])
    await sweep({ settings, pace: quickPace(), settlingMs: 0 })
    expect(aws.leftovers).toEqual([])
    expect((await runFor(learnerId, plan.runId))?.run.report?.outcome).toBe('passed')
  })

  test('will not let go for long is asked again later, or at once by whom it concerns', async () => {
    const aws = await fakeAws({ deletionsThatFail: 7 })
    const { learnerId, settings } = await runOn(aws)
    const again = (whose: { learnerId?: string; atOnce?: boolean } = {}) =>
      sweep({ settings, pace: quickPace(), settlingMs: 0, ...whose })
    expect(await again()).toEqual({ runs: 1, left: 1 })
    expect(await again()).toEqual({ runs: 0, left: 0 })
    expect(await again({ learnerId: 'somebody else', atOnce: true })).toEqual({ runs: 0, left: 0 })
    expect(await again({ learnerId, atOnce: true })).toEqual({ runs: 1, left: 0 })
    expect(aws.leftovers).toEqual([])
  })

  test('refuses everything makes nothing and leaves nothing', async () => {
    const fault = (operation: string) =>
      operation === 'CreateStack'
        ? { type: 'ExpiredToken', message: 'The security token is expired' }
        : undefined
    const aws = await fakeAws({ fault })
    const { report } = await runOn(aws)
    expect(report).toMatchObject({ outcome: 'not-run', message: expect.stringContaining('expired') })
    expect(await openEntryCount()).toBe(0)
  })
})

describe('a process that dies', () => {
  const steps = [
    'stack written down',
    'stack made',
    'state machine written down',
    'state machine made',
    'execution written down',
    'execution started',
    'execution ended',
    'before taking away',
    'taken away',
    'report',
  ]

  test.each(steps)('at "%s" leaves nothing that the next one does not take away', async (fatal) => {
    const aws = await fakeAws({
      execute: (start) => (fatal === 'execution started' ? { status: 'RUNNING' } : solved(start)),
    })
    const settings = settingsFor(aws)
    const { learnerId, plan } = await planned(settings)
    const died = new Promise<void>((resolve) => {
      const atStep = async (step: string) => {
        if (step !== fatal) return
        resolve()
        await new Promise(() => {}) // Nothing of it goes on, as nothing does after kill -9.
      }
      void awsClients(settings).then((clients) =>
        startRun(learnerId, plan.runId, settings, {
          pace: quickPace(),
          clients,
          settlingMs: 0,
          atStep,
          renewMs: 2 ** 31 - 1,
        }),
      )
    })
    await died
    // Its lease would run out a minute later.
    const db = await database()
    await db.awsRun.update({ where: { id: plan.runId }, data: { leaseUntil: new Date(0) } })
    const swept = await sweep({ settings, pace: quickPace(), settlingMs: 0 })
    expect(swept).toEqual({ runs: 1, left: 0 })
    expect(aws.leftovers).toEqual([])
    expect(await openEntryCount()).toBe(0)
    const after = await runFor(learnerId, plan.runId)
    expect(after?.run.state).toBe('ended')
    expect(after?.run.report?.results).toEqual([])
  })

  test('is not taken for dead while it is at work', async () => {
    const aws = await fakeAws()
    const settings = settingsFor(aws)
    const seen: unknown[] = []
    const atStep = async () => {
      seen.push(await sweep({ settings, pace: quickPace(), settlingMs: 0 }))
    }
    const { report } = await runOn(aws, { atStep })
    expect(report.outcome).toBe('passed')
    expect(seen.length).toBeGreaterThan(5)
    expect(seen).toEqual(seen.map(() => ({ runs: 0, left: 0 })))
  })
})

test('credentials are kept nowhere', async () => {
  await runOn(await fakeAws())
  const db = await database()
  const rows = JSON.stringify([await db.awsRun.findMany(), await db.awsLedgerEntry.findMany()])
  expect(rows).toContain(EXERCISE)
  expect(rows).not.toMatch(/AKIDOFATEST|verysecretindeed|accessKey|sessionToken/i)
})
