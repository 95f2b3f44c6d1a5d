/**
 * `npm run bench:endpoint`: two hundred of AWS's own clients at once, each starting an execution, polling it every
 * second and starting the next, for a minute, on PostgreSQL with two app processes. Executions wait on the wall clock.
 * `--seconds`, `--clients` and `--sandboxes` change that; `--light` serves without Next, for a look at our own part.
 */
import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import { build } from '@/scripts/prepare.mjs'
import { startEndpoint } from '../support/endpoint-processes'
import { startPostgres } from '../support/postgres'
import { postgresPrograms } from '../support/postgres-programs.mjs'
import { removeData, startServer, type TestServer } from '../support/server'
import { quantile } from './load'
import { MemoryOf } from './memory'
import { type Measured, printTable } from './report'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    clients: { type: 'string', default: '200' },
    sandboxes: { type: 'string', default: '10' },
    light: { type: 'boolean', default: false },
  },
})
const SECONDS = Number(values.seconds)
const CLIENTS = Number(values.clients)
const SANDBOXES = Math.min(CLIENTS, Number(values.sandboxes))
const PROCESSES = 2
/** What counts as flat: what is in use at the end of the run against after a third of it. */
const GROWTH_AT_MOST = 1.15

const definition = JSON.stringify({
  StartAt: 'Check',
  States: {
    Check: {
      Type: 'Choice',
      Choices: [{ Variable: '$.total', NumericGreaterThan: 10, Next: 'Sleep' }],
      Default: 'Sleep',
    },
    Sleep: { Type: 'Wait', Seconds: 5, Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [1, 2].map((n) => ({
        StartAt: `Pass ${n}`,
        States: { [`Pass ${n}`]: { Type: 'Pass', Result: { n }, ResultPath: '$.n', End: true } },
      })),
      Next: 'Nap',
    },
    Nap: { Type: 'Wait', Seconds: 3, End: true },
  },
})

const stateMachineArn = 'arn:aws:states:us-east-1:111122223333:stateMachine:bench'

interface Key {
  accessKeyId: string
  secretAccessKey: string
}

interface AppProcess {
  url: string
  pid: number
  end(): Promise<void>
}

const programs = postgresPrograms()
if (!programs) throw new Error('There is no PostgreSQL on this machine: apt-get install postgresql-15')
const postgres = await startPostgres(programs)
process.env.DATABASE_URL = postgres.url
if (!values.light) await build()
const memory = new MemoryOf()
const processes = await Promise.all(Array.from({ length: PROCESSES }, () => startProcess()))
try {
  await measure(Array.from({ length: SANDBOXES }, makeKey))
} finally {
  await Promise.all(processes.map((one) => one.end()))
  await postgres.stop()
  memory.forget()
}

async function measure(keys: readonly Key[]): Promise<void> {
  const times = { start: [] as number[], describe: [] as number[] }
  const errors: string[] = []
  const resident: number[][] = []
  const heaps: number[][] = []
  const ended: string[] = []
  const lost: string[] = []
  const end = performance.now() + SECONDS * 1_000
  for (const key of keys) await createMachine(key)

  const sampling = (async () => {
    while (performance.now() < end) {
      resident.push(processes.map(({ pid }) => memory.residentMiB(pid)))
      if (resident.length === Math.ceil(SECONDS / 3)) heaps.push(await heapsNow())
      await sleep(1_000)
    }
    heaps.push(await heapsNow())
  })()
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, index) => {
      const client = clientOf(index, keys)
      // Not all in the same millisecond of each second.
      await sleep((index / CLIENTS) * 1_000)
      for (let run = 0; performance.now() < end; run++) {
        const name = `c-${index}-${run}`
        const started = await timed(times.start, () =>
          client.send(new StartExecutionCommand({ stateMachineArn, name, input: '{"total":5}' })),
        )
        if (started) await poll(client, started.executionArn ?? '')
      }
      client.destroy()
    }),
  )
  await sampling
  report(performance.now() - begun)

  async function poll(client: SFNClient, executionArn: string): Promise<void> {
    // Some time is left to those that are under way at the end.
    while (performance.now() < end + 30_000) {
      await sleep(1_000)
      const described = await timed(times.describe, () =>
        client.send(new DescribeExecutionCommand({ executionArn })),
      )
      if (!described || described.status === 'RUNNING') continue
      if (described.status === 'SUCCEEDED') ended.push(executionArn)
      else errors.push(`${executionArn} ${described.status}`)
      return
    }
    lost.push(executionArn)
  }

  async function timed<T>(into: number[], work: () => Promise<T>): Promise<T | undefined> {
    const at = performance.now()
    try {
      const result = await work()
      into.push(performance.now() - at)
      return result
    } catch (error) {
      errors.push(String(error))
      await sleep(1_000)
      return undefined
    }
  }

  function report(elapsedMs: number): void {
    const all = [...times.start, ...times.describe]
    const third = Math.floor(resident.length / 3)
    const residentIn = (from: number, to: number) =>
      processes.map((_, index) => mean(resident.slice(from, to).map((sample) => sample[index] ?? 0)))
    const [heapsBefore = [], heapsAfter = []] = heaps
    const isFlat =
      heapsAfter.length > 0 &&
      heapsAfter.every((after, index) => after <= (heapsBefore[index] ?? 0) * GROWTH_AT_MOST)
    const rows: Measured[] = [
      { what: 'requests per second', value: ((all.length / elapsedMs) * 1_000).toFixed(0) },
      { what: 'all, p50 and p95', value: latency(all) },
      { what: 'StartExecution, p50 and p95', value: latency(times.start) },
      { what: 'DescribeExecution, p50 and p95', value: latency(times.describe) },
      { what: 'executions that ended', value: String(ended.length) },
      { what: 'errors', value: String(errors.length), budget: { text: '0', isMet: errors.length === 0 } },
      {
        what: 'lost executions',
        value: String(lost.length),
        budget: { text: '0', isMet: lost.length === 0 },
      },
      {
        what: 'heap in use, after a third and at the end',
        value: changes(heapsBefore, heapsAfter),
        budget: { text: `≤ ${GROWTH_AT_MOST}×`, isMet: isFlat },
      },
      {
        what: 'resident, second and last third',
        value: changes(residentIn(third, 2 * third), residentIn(2 * third, resident.length)),
      },
    ]
    printTable(`${CLIENTS} clients, ${SANDBOXES} sandboxes, ${PROCESSES} processes, ${SECONDS} s`, rows)
    for (const error of new Set(errors.slice(0, 20))) console.log(`  ${error}`)
    if (rows.some(({ budget }) => budget && !budget.isMet)) process.exitCode = 1
  }
}

function heapsNow(): Promise<number[]> {
  return Promise.all(processes.map(({ pid }) => memory.heapMiB(pid)))
}

function changes(before: readonly number[], after: readonly number[]): string {
  return before.map((one, index) => `${one.toFixed(0)} → ${after[index]?.toFixed(0)} MiB`).join(', ')
}

async function createMachine(key: Key): Promise<void> {
  const client = clientOf(0, [key])
  await client.send(
    new CreateStateMachineCommand({
      name: 'bench',
      definition,
      roleArn: 'arn:aws:iam::111122223333:role/bench',
    }),
  )
  client.destroy()
}

function clientOf(index: number, keys: readonly Key[]): SFNClient {
  const credentials = keys[index % keys.length]
  const url = processes[index % PROCESSES]?.url
  if (!credentials || !url) throw new Error('There is nobody to ask.')
  return new SFNClient({ endpoint: `${url}/api/aws`, region: 'us-east-1', credentials, maxAttempts: 1 })
}

/** As an operator does. */
function makeKey(): Key {
  const printed = execFileSync('npm', ['run', '--silent', 'sandbox:key', '--', '--clock', 'wall'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return JSON.parse(printed) as Key
}

async function startProcess(): Promise<AppProcess> {
  if (values.light) {
    Object.assign(process.env, memory.environment)
    const { url, pid, kill } = await startEndpoint()
    return { url: new URL(url).origin, pid, end: kill }
  }
  const server = await startServer({ env: { DATABASE_URL: postgres.url, ...memory.environment } })
  const pid = await pidOf(server)
  const end = async () => {
    await server.stop()
    removeData(server)
  }
  return { url: server.url, pid, end }
}

/** It says so once its first page has answered. */
async function pidOf(server: TestServer): Promise<number> {
  for (;;) {
    const [, pid] = /process (\d+)/.exec(server.output()) ?? []
    if (pid !== undefined) return Number(pid)
    await sleep(50)
  }
}

function latency(times: readonly number[]): string {
  return `${quantile(times, 0.5).toFixed(0)} ms, ${quantile(times, 0.95).toFixed(0)} ms`
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length)
}
