import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { exercises } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import type { Exercise } from '@/lib/exercises'
import { align } from '@/lib/histories'
import { carryOut } from '@/lib/runners/aws/carry-out'
import { awsClients, closeClients } from '@/lib/runners/aws/clients'
import { rehearsalOf } from '@/lib/runners/aws/in-sandbox'
import { beginRun, newRunId, savePlan } from '@/lib/runners/aws/journal'
import { REAL_PACE } from '@/lib/runners/aws/patience'
import { planOf } from '@/lib/runners/aws/plan'
import { reachOf } from '@/lib/runners/aws/reach'
import type { AwsSettings } from '@/lib/runners/server'
import { closeGradingPool, openEntryCount, planRun, runFor, startRun, sweep } from '@/lib/runners/server'
import { makeAccessKey, newSandbox } from '@/lib/sandbox-store/server'
import { type EndpointProcess, startEndpoint } from '../support/endpoint-processes'
import { someLearner, withThrowAwayDatabase } from '../support/throw-away-database'
import { EXERCISE } from './runs'

/** `npm run test:long` makes as many as the issue asks for. */
const RUNS = process.env.STEPWISE_LONG ? 50 : 3

withThrowAwayDatabase()

let endpoint: EndpointProcess
let settings: AwsSettings
beforeAll(async () => {
  endpoint = await startEndpoint()
  const key = await makeAccessKey(await newSandbox((await someLearner()).id, { clock: 'virtual', setup: {} }))
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: key?.accessKeyId,
    AWS_SECRET_ACCESS_KEY: key?.secretAccessKey,
  })
  const { url } = endpoint
  settings = {
    access: 'local',
    region: 'us-east-1',
    endpoints: { sfn: url, cloudformation: url, sts: url, logs: url },
  }
}, 240_000)
afterAll(async () => {
  await closeGradingPool()
  await endpoint.kill()
})

/** What there is in the account, by AWS's own lists. */
async function leftovers(): Promise<string[]> {
  const { sfn, cloudformation, ...others } = await awsClients(settings)
  const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}))
  const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({}))
  closeClients({ sfn, cloudformation, ...others })
  return [
    ...stateMachines.map(({ name }) => name ?? ''),
    ...Stacks.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').map(
      ({ StackName }) => StackName ?? '',
    ),
  ]
}

/** What AWS is asked does not depend on where our own rows are. */
describe.runIf(!process.env.DATABASE_URL)('the exercises, on an account that is our own endpoint', () => {
  const toRun = exercises().filter(({ kind }) => kind !== 'predict')

  // Most of their time is waiting for what AWS needs to know, so they run beside each other.
  test.concurrent.each(toRun.map(({ id }) => id))(
    '%s comes to the same verdicts and an equal history, as far as AWS can be asked',
    { timeout: 300_000 },
    async (id) => {
      const exercise = toRun.find((one) => one.id === id)
      if (!exercise || exercise.kind === 'predict') throw new Error('It is gone.')
      const { id: learnerId } = await someLearner()
      const planned = await planRun(
        learnerId,
        { exerciseId: id, definition: exercise.solution },
        { settings },
      )
      if (!planned.ok) throw new Error(planned.message)
      const { plan } = planned
      const asked = exercise.checks.flatMap((check) =>
        exercise.scenarios
          .filter((scenario) => check.scenarios?.includes(scenario.id) ?? true)
          .map((scenario) => `${check.id} ${scenario.hidden ? 'hidden' : scenario.id}`),
      )
      const report = await (await startRun(learnerId, plan.runId, settings))?.report
      expect(report?.message).toBeUndefined()
      const checked = report?.results.map(({ checkId, scenarioId }) => `${checkId} ${scenarioId}`) ?? []
      const others = report?.notChecked.map(({ checkId, scenarioId }) => `${checkId} ${scenarioId}`) ?? []
      expect([...checked, ...others].sort()).toEqual(asked.sort())
      expect(report?.results.filter(({ verdict }) => !verdict.passed)).toEqual([])
      const apart = report?.runs.flatMap(({ here, there }) =>
        align(here, there).rows.filter(({ kind }) => kind !== 'same'),
      )
      expect(apart).toEqual([])
      expect(report?.runs.every(({ areEqual }) => areEqual)).toBe(true)
      expect((await runFor(learnerId, plan.runId))?.ledger.filter(({ goneAt }) => !goneAt)).toEqual([])
    },
  )

  test('an Express workflow is run in one call, and its history read from its log', {
    timeout: 300_000,
  }, async () => {
    const standard = toRun.find(({ id }) => id === EXERCISE)
    if (!standard || standard.kind === 'predict') throw new Error('It is gone.')
    const exercise: Exercise = { ...standard, id: 'express', workflowType: 'EXPRESS' }
    const rehearsal = await rehearsalOf(exercise, standard.solution)
    if (!rehearsal.ok) throw new Error('It cannot be run.')
    const { id: learnerId } = await someLearner()
    const reach = await reachOf(settings)
    const plan = planOf({
      runId: newRunId(),
      exercise,
      rehearsal,
      settings,
      reach,
      deleteAfter: '2026-11-24',
    })
    await savePlan(learnerId, { plan, definition: standard.solution })
    const run = await beginRun(learnerId, plan.runId)
    if (!run) throw new Error('It did not begin.')
    const clients = await awsClients(settings)
    const report = await carryOut(run, exercise, { clients, pace: REAL_PACE })
    closeClients(clients)
    expect(report).toMatchObject({ outcome: 'passed', runs: [{ status: 'SUCCEEDED', areEqual: true }] })
    expect(report.runs[0]?.historyProblem).toBeUndefined()
  })

  test('leave nothing in the account', async () => {
    expect(await leftovers()).toEqual([])
  })
})

describe.runIf(!process.env.DATABASE_URL)('a client whose clock is wrong', () => {
  afterEach(() => void vi.useRealTimers())
  const lists = (maxAttempts: number) =>
    new SFNClient({ endpoint: endpoint.url, region: 'us-east-1', maxAttempts }).send(
      new ListStateMachinesCommand({}),
    )

  test.each([
    [-3_600_000, /^Signature expired: /],
    [3_600_000, /^Signature not yet current: /],
  ])('by %d ms is refused as AWS refuses it, and sets itself right', async (wrongBy, message) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + wrongBy })
    const refused = await lists(1).catch((error) => error)
    expect(refused).toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringMatching(message),
    })
    expect((await lists(2)).stateMachines).toBeInstanceOf(Array)
  })
})

describe('processes that are killed at any moment', () => {
  const script = path.join(import.meta.dirname, '../support/aws-run-process.ts')

  test(`leave nothing after ${RUNS} runs, a third of them killed`, { timeout: 3_000_000 }, async () => {
    let child: Child | undefined
    try {
      for (let run = 0; run < RUNS; run++) {
        child ??= start(script)
        await child.says('started')
        if (run % 3 !== 2) {
          await child.says('passed')
          continue
        }
        await sleep(Math.random() * 4_000)
        child.kill()
        child = undefined
      }
    } finally {
      child?.kill()
    }
    await sleep(500)
    // Leases run out a minute after their owner's last sign of life; nobody has to wait for that here.
    await sweep({ settings, silentSince: new Date(Date.now() + 120_000) })
    expect(await openEntryCount()).toBe(0)
    expect(await leftovers()).toEqual([])
    const db = await database()
    expect(await db.awsRun.count({ where: { state: 'running' } })).toBe(0)
  })

  interface Child {
    /** Waits until it says this next. */
    says(wanted: string): Promise<void>
    kill(): void
  }

  function start(file: string): Child {
    const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=react-server', file], {
      env: { ...process.env, NODE_ENV: 'test', STEPWISE_AWS: 'local', SFN_ENDPOINT: endpoint.url, EXERCISE },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    return {
      says: async (wanted) => {
        const { value, done } = await lines.next()
        if (done || value !== wanted) throw new Error(`The process said ${done ? 'nothing' : `"${value}"`}.`)
      },
      kill: () => void child.kill('SIGKILL'),
    }
  }
})
