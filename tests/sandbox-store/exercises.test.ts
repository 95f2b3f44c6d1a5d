import path from 'node:path'
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type ExecutionStatus,
  paginateGetExecutionHistory,
  paginateListExecutions,
  paginateListStateMachines,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLibrary } from '@/lib/curriculum/library'
import { database } from '@/lib/db/server'
import { checksIn, type Exercise, judged, runScenario, type Scenario } from '@/lib/exercises'
import { loadHandlers } from '@/lib/handlers'
import { type AlignedEvent, align, readHistory, recordedEvents } from '@/lib/histories'
import { type JsonObject, type JsonPointer, type JsonValue, pointerKeys } from '@/lib/json'
import { runOf } from '@/lib/runners/aws/run-of'
import type { OtherExecution, Run } from '@/lib/sandbox'
import { closeSandboxes, newSandbox, sandboxSession, watchSandboxes } from '@/lib/sandbox-store/server'
import { ACCOUNT_ID, type PendingTask, restoredAccount, viewOf } from '@/lib/services'
import { awsClients } from '../support/aws-clients'
import { someLearner, withThrowAwayDatabase } from '../support/throw-away-database'

withThrowAwayDatabase()
beforeAll(watchSandboxes)
afterAll(closeSandboxes)

const world = { runHandler: await loadHandlers() }
const exercises = [...readLibrary(path.resolve('content')).exercises.values()]

/** Checks that come out otherwise at the endpoint, and why. */
const NOT_ASKED: ReadonlyMap<string, string> = new Map([
  [
    'patterns/still-there late-answer-is-refused',
    'it is about an answer after the end; a sandbox whose executions are over lets real time pass until then',
  ],
])

/** Scenarios that are not run at the endpoint, and why. */
const NOT_RUN: ReadonlyMap<string, string> = new Map([
  [
    'task-types/the-packing-table nobody',
    'somebody outside might still ask for the task, so the clock does not jump and minutes would pass',
  ],
])

const NAME = 'StateMachine'
const ENDED = new Set<ExecutionStatus>(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'])

interface Attempt {
  what: string
  exercise: Exercise
  scenario: Scenario
  definition: string
}

/**
 * Each exercise with its solution in each of its scenarios; `npm run test:long` takes what the learner begins with, too.
 */
const allAttempts = exercises.flatMap((exercise): Attempt[] => {
  const definitions =
    exercise.kind === 'predict'
      ? [['definition', exercise.definition] as const]
      : [
          ['solution', exercise.solution] as const,
          ...(process.env.STEPWISE_LONG ? [['starter', exercise.starter] as const] : []),
        ]
  return definitions.flatMap(([name, definition]) =>
    exercise.scenarios.map((scenario) => ({
      what: `${exercise.id}, ${name}, ${scenario.id}`,
      exercise,
      scenario,
      definition,
    })),
  )
})

const reasonOf = ({ exercise, scenario }: Attempt) => NOT_RUN.get(`${exercise.id} ${scenario.id}`)
const attempts = allAttempts.filter((one) => reasonOf(one) === undefined)
const notRun = allAttempts.flatMap((one) => {
  const because = reasonOf(one)
  return because === undefined ? [] : [{ what: one.what, because }]
})

// Which database keeps them says nothing of histories: one of the two is enough.
describe.skipIf(process.env.DATABASE_URL)(
  'an exercise has the same history and verdicts through the SDK',
  () => {
    test.skip.each(notRun)('$what: $because', () => {})

    test.each(attempts)('$what', { timeout: 120_000 }, async ({ exercise, scenario, definition }) => {
      const here = await runScenario(exercise, scenario.id, definition, world)
      const { sandboxId, sfn } = await sandboxWith(scenario)
      if (!here.ok) {
        await expect(created(sfn, exercise, definition)).rejects.toMatchObject({ name: 'InvalidDefinition' })
        return
      }
      const stateMachineArn = await created(sfn, exercise, definition)
      if (exercise.workflowType === 'EXPRESS') {
        // Nobody tells the history of one without a log; `cloudformation.test.ts` has one with it.
        return
      }
      const { executionArn = '' } = await sfn.send(
        new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(scenario.input) }),
      )
      const there = await ranAs(sfn, sandboxId, executionArn, scenario.input)
      const { rows } = align(recordedEvents(here.run.history), there.history)
      const differences = rows.filter((row) => !isSame(row))
      const verdicts = (run: Run) =>
        checksIn(exercise, scenario)
          .filter(({ id }) => !NOT_ASKED.has(`${exercise.id} ${id}`))
          .map((check) => `${check.id} ${judged(check, scenario, run, here.machine).verdict.passed}`)
      expect(differences).toEqual([])
      expect(there.run.status).toBe(here.run.status)
      expect(verdicts(there.run)).toEqual(verdicts(here.run))
    })
  },
)

/** Equal but for what the account makes up: task tokens and digests of what they are in, ids of jobs, and times. */
function isSame(row: AlignedEvent): boolean {
  if (row.kind !== 'differs') return row.kind === 'same'
  const { here, there, at } = row
  return at.every((place) => madeUp(valueAt(here.details, place)) === madeUp(valueAt(there.details, place)))
}

/** A place may be within a text that is JSON itself, as causes are. */
function valueAt(details: JsonObject, place: JsonPointer): JsonValue {
  let value: JsonValue = details
  for (const key of pointerKeys(place)) {
    if (typeof value === 'string') value = JSON.parse(value) as JsonValue
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
      return `nothing at ${place}`
    value = (value as JsonObject)[key] ?? null
  }
  return value
}

function madeUp(value: JsonValue): string {
  return JSON.stringify(value)
    .replaceAll(/AQC[\w+/=]{30,}/g, '(token)')
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, '(uuid)')
    .replaceAll(/\b1-[\da-f]{8}-[\da-f]{24}\b/g, '(trace)')
    .replaceAll(/[\da-f]{16,}/g, '(id)')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '(time)')
    .replaceAll(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT/g, '(time)')
    .replaceAll(/\b\d{10,}(?:\.\d+)?\b/g, '(time)')
}

async function sandboxWith({ account }: Scenario) {
  const sandboxId = await newSandbox((await someLearner()).id, { clock: 'virtual', setup: account })
  return { sandboxId, ...awsClients(await sandboxSession(sandboxId)) }
}

async function created(sfn: SFNClient, exercise: Exercise, definition: string): Promise<string> {
  const { stateMachineArn = '' } = await sfn.send(
    new CreateStateMachineCommand({
      name: NAME,
      definition,
      roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/${NAME}-role`,
      ...(exercise.workflowType && { type: exercise.workflowType }),
    }),
  )
  return stateMachineArn
}

/** The run as it is told by the API, and the account as it is kept. */
async function ranAs(sfn: SFNClient, sandboxId: string, executionArn: string, input: JsonValue) {
  const described = await expect
    .poll(() => sfn.send(new DescribeExecutionCommand({ executionArn })), { timeout: 60_000, interval: 30 })
    .toSatisfy(({ status }) => ENDED.has(status))
    .then(() => sfn.send(new DescribeExecutionCommand({ executionArn })))
  const events: object[] = []
  for await (const page of paginateGetExecutionHistory({ client: sfn, pageSize: 1000 }, { executionArn }))
    events.push(...(page.events ?? []))
  const { status = 'RUNNING', startDate, stopDate, output, error, cause } = described
  const told = runOf(
    {
      status: status as Run['status'],
      ...(startDate && { startDate: startDate.getTime() }),
      ...(stopDate && { stopDate: stopDate.getTime() }),
      ...(output !== undefined && { output }),
      failure: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) },
    } as Parameters<typeof runOf>[0],
    { ok: true, events },
    { input, place },
  )
  const run: Run = {
    ...told.run,
    account: await accountOf(sandboxId),
    otherExecutions: await otherExecutions(sfn, executionArn),
  }
  return { run, history: told.history }
}

/** Names are those of the exercise already. */
const place = {
  prefix: 'stepwise-nothing-is-called-so',
  partition: 'aws',
  region: 'us-east-1',
  accountId: ACCOUNT_ID,
  queueUrls: {},
}

async function accountOf(sandboxId: string) {
  const db = await database()
  const parts = await db.sandboxPart.findMany({ where: { sandboxId } })
  const account = restoredAccount(new Map(parts.map(({ name, value }) => [name, value])))
  const tasks = await db.sandboxTask.findMany({ where: { sandboxId }, orderBy: { number: 'asc' } })
  for (const { taskToken, value } of tasks) {
    const { pending } = JSON.parse(value) as { pending?: PendingTask }
    if (pending) account.pendingTasks.set(taskToken, pending)
  }
  return viewOf(account)
}

async function otherExecutions(sfn: SFNClient, not: string): Promise<OtherExecution[]> {
  const others: OtherExecution[] = []
  for await (const { stateMachines = [] } of paginateListStateMachines({ client: sfn }, {})) {
    for (const { stateMachineArn, name = '', type } of stateMachines) {
      if (type === 'EXPRESS') continue
      for await (const { executions = [] } of paginateListExecutions({ client: sfn }, { stateMachineArn })) {
        for (const { executionArn = '' } of executions) {
          if (executionArn !== not) others.push(await otherExecution(sfn, executionArn, name))
        }
      }
    }
  }
  return others.reverse()
}

async function otherExecution(sfn: SFNClient, executionArn: string, name: string): Promise<OtherExecution> {
  const told = await sfn.send(new DescribeExecutionCommand({ executionArn }))
  const { status = 'RUNNING', startDate, stopDate, input = '{}', output, error, cause } = told
  const { events = [] } = await paginateGetExecutionHistory({ client: sfn, pageSize: 1000 }, { executionArn })
    .next()
    .then(({ value }) => value ?? { events: [] })
  const read = readHistory(JSON.stringify({ events }))
  return {
    executionArn,
    stateMachineName: name,
    status: status as OtherExecution['status'],
    startDate: startDate?.getTime() ?? 0,
    ...(stopDate && { stopDate: stopDate.getTime() }),
    input: JSON.parse(input) as JsonValue,
    ...(output !== undefined && { output: JSON.parse(output) as JsonValue }),
    ...(status === 'FAILED' && {
      failure: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) },
    }),
    history: (read.ok ? read.value.events : []) as unknown as OtherExecution['history'],
  }
}
