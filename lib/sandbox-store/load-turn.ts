import { database, Prisma, type PrismaClient } from '@/lib/db/server'
import {
  type Appointment,
  type Command,
  type Due,
  type KeptTask,
  type LoadedExecution,
  type LoadedMachine,
  type Needs,
  needsOf,
  needsOfCommand,
  type TurnGiven,
  union,
} from '@/lib/sandbox'
import { ACCOUNT_ID, REGION } from '@/lib/services'
import { type ExecutionRow, executionColumns, keptExecution } from './execution-row'
import type { LeasedSandbox } from './lease'
import { HISTORY_BYTES_AT_MOST, sandboxLimits } from './limits'
import { partsOf } from './parts-cache'
import { logsOf, readRevision } from './revision-row'

/** Of an activity's queue, the first of those that wait. */
const WAITING_AT_MOST = 20
/** Open tasks that are loaded with their execution; others are closed unseen. */
const TASKS_AT_MOST = 1_000

/** Everything that a turn needs of the store. `atMost` bounds the appointments. */
export async function loadTurn(
  sandbox: LeasedSandbox,
  commands: readonly Command[],
  atMost: number,
): Promise<TurnGiven> {
  const db = await database()
  const { id } = sandbox
  const { clock, running, outside, activities } = sandbox
  const mayJump = clock === 'virtual' && outside === 0 && running > 0
  const { appointments, moreFrom } = await appointmentsOf(db, sandbox, mayJump, atMost)
  const needs = union([...appointments.map(needsOf), ...commands.map(needsOfCommand)])
  const named = await namedTasks(db, id, needs)
  const arns = [...new Set([...needs.executions, ...named.map(({ executionArn }) => executionArn)])]
  const halted = commands.flatMap((command) => (command.kind === 'Halt' ? [command.executionArn] : []))
  const [executions, own, machines, parts] = await Promise.all([
    executionsOf(db, id, arns, halted),
    tasksOfExecutions(db, id, arns),
    machinesNamed(db, id, needs.machines),
    partsOf(db, sandbox),
  ])
  return {
    facts: {
      accountId: ACCOUNT_ID,
      region: REGION,
      seed: sandbox.seed,
      clock,
      now: sandbox.now,
      running,
      outside,
      runningAtMost: sandboxLimits.runningExecutions,
      isFull: sandbox.storedBytes > sandboxLimits.storedBytes,
      historyBytesAtMost: HISTORY_BYTES_AT_MOST,
      executionsMade: sandbox.executionsMade,
      appointmentsMade: sandbox.appointmentsMade,
    },
    parts,
    activities,
    machines,
    executions,
    tasks: distinct([...named, ...own]),
    appointments,
    ...(moreFrom !== undefined && { moreFrom }),
    lookedFor: { ...needs, executions: arns },
    commands,
  }
}

interface AppointmentRow {
  key: string
  number: bigint
  due: bigint
  executionArn: string | null
  what: string
}

async function appointmentsOf(
  db: PrismaClient,
  { id, now }: LeasedSandbox,
  mayJump: boolean,
  atMost: number,
): Promise<{ appointments: Appointment[]; moreFrom?: number }> {
  const rows = await db.$queryRaw<AppointmentRow[]>`
    SELECT "key", "number", "due", "executionArn", "what" FROM "SandboxAppointment"
    WHERE "sandboxId" = ${id} ORDER BY "due", "number" LIMIT ${atMost + 1}::int`
  const loaded = rows.filter(({ due }, index) => index < atMost && (mayJump || Number(due) <= now))
  const [left] = rows.slice(loaded.length)
  return { appointments: loaded.map(appointment), ...(left && { moreFrom: Number(left.due) }) }
}

function appointment({ key, number, due, executionArn, what }: AppointmentRow): Appointment {
  return {
    key,
    number: Number(number),
    due: Number(due),
    ...(executionArn !== null && { executionArn }),
    what: JSON.parse(what) as Due,
  }
}

interface TaskRow {
  taskToken: string
  executionArn: string
  activity: string | null
  waitsFor: string
  value: string
}

function task({ taskToken, executionArn, activity, waitsFor, value }: TaskRow): KeptTask {
  return {
    taskToken,
    executionArn,
    ...(activity !== null && { activity }),
    waitsFor: waitsFor as KeptTask['waitsFor'],
    ...(JSON.parse(value) as Pick<KeptTask, 'pending' | 'awaits'>),
  }
}

const taskColumns = Prisma.raw('"taskToken", "executionArn", "activity", "waitsFor", "value"')

async function namedTasks(db: PrismaClient, sandboxId: string, needs: Needs): Promise<KeptTask[]> {
  const { tasks, activities } = needs
  const named =
    tasks.length === 0
      ? []
      : await db.$queryRaw<TaskRow[]>`
          SELECT ${taskColumns} FROM "SandboxTask"
          WHERE "sandboxId" = ${sandboxId} AND "taskToken" = ANY(${tasks}::text[])`
  const waiting = await Promise.all(
    activities.map(
      (activity) => db.$queryRaw<TaskRow[]>`
        SELECT ${taskColumns} FROM "SandboxTask"
        WHERE "sandboxId" = ${sandboxId} AND "waitsFor" IN ('Outside', 'Inside') AND "activity" = ${activity}
        ORDER BY "number" LIMIT ${WAITING_AT_MOST}::int`,
    ),
  )
  return [...named, ...waiting.flat()].map(task)
}

async function tasksOfExecutions(
  db: PrismaClient,
  sandboxId: string,
  arns: readonly string[],
): Promise<KeptTask[]> {
  if (arns.length === 0) return []
  const rows = await db.$queryRaw<TaskRow[]>`
    SELECT ${taskColumns} FROM "SandboxTask"
    WHERE "sandboxId" = ${sandboxId} AND "executionArn" = ANY(${arns}::text[]) AND "waitsFor" <> 'Nobody'
    LIMIT ${TASKS_AT_MOST}::int`
  return rows.map(task)
}

/** Those that are to be halted come without their snapshots: one of them may be what cannot be read. */
async function executionsOf(
  db: PrismaClient,
  sandboxId: string,
  arns: readonly string[],
  halted: readonly string[],
): Promise<LoadedExecution[]> {
  if (arns.length === 0) return []
  const rows = await db.$queryRaw<
    (ExecutionRow & { snapshot: string | null; definition: string; value: string })[]
  >`
    SELECT ${executionColumns}, e."snapshot", r."definition", r."value"
    FROM "SandboxExecution" e JOIN "SandboxRevision" r
      ON r."sandboxId" = e."sandboxId" AND r."machineName" = e."machineName" AND r."revisionId" = e."revisionId"
    WHERE e."sandboxId" = ${sandboxId} AND e."executionArn" = ANY(${arns}::text[]) AND e."rootArn" IS NULL`
  return rows.map((row) => ({
    kept: keptExecution(row),
    definition: row.definition,
    roleArn: readRevision(row).roleArn,
    ...(row.snapshot !== null && !halted.includes(row.executionArn) && { snapshot: row.snapshot }),
  }))
}

async function machinesNamed(
  db: PrismaClient,
  sandboxId: string,
  names: readonly string[],
): Promise<LoadedMachine[]> {
  if (names.length === 0) return []
  const rows = await db.$queryRaw<{ name: string; machine: string; definition: string; value: string }[]>`
    SELECT m."name", m."value" AS "machine", r."definition", r."value"
    FROM "SandboxResource" m JOIN "SandboxRevision" r
      ON r."sandboxId" = m."sandboxId" AND r."machineName" = m."name"
      AND r."revisionId" = (m."value"::json ->> 'revisionId')
    WHERE m."sandboxId" = ${sandboxId} AND m."kind" = 'machine' AND m."name" = ANY(${names}::text[])`
  return rows.map(({ name, machine, ...revision }) => {
    const read = readRevision(revision)
    const { revisionId, roleArn, definition } = read
    const { type } = JSON.parse(machine) as Pick<LoadedMachine, 'type'>
    return { name, type, revisionId, roleArn, definition, ...(logsOf(read) && { isLogged: true as const }) }
  })
}

function distinct(tasks: readonly KeptTask[]): KeptTask[] {
  return [...new Map(tasks.map((one) => [one.taskToken, one])).values()]
}
