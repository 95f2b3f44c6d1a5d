import { type HistoryEvent, redriveRefusal } from '@/lib/asl'
import {
  type ExecutionQuery,
  type ExecutionRecord,
  type ExecutionStatus,
  InvalidCursor,
  type MapRunRecord,
  type Page,
  type Paged,
} from '@/lib/aws-api'
import { database, Prisma } from '@/lib/db/server'
import { type ExecutionRow, executionColumns, readExecution } from './execution-row'
import { cursorOf, pageOf } from './stored-rows'

/** AWS's limit of a history. */
const HISTORY_EVENTS = 25_000

/** An execution, or a child of a map run; `now` is the sandbox's time. */
export async function executionOf(
  sandboxId: string,
  executionArn: string,
  now: () => Promise<number>,
): Promise<ExecutionRecord | undefined> {
  const db = await database()
  const [row] = await db.$queryRaw<ExecutionRow[]>`
    SELECT ${executionColumns} FROM "SandboxExecution" e
    WHERE e."sandboxId" = ${sandboxId} AND e."executionArn" = ${executionArn}`
  return row && executionRecord(row, row.status === 'RUNNING' ? 0 : await now())
}

/** Newest first. */
export async function executionsOf(
  sandboxId: string,
  of: ExecutionQuery,
  { limit, after }: Page,
  now: () => Promise<number>,
): Promise<Paged<ExecutionRecord>> {
  const db = await database()
  const where = [
    Prisma.sql`e."sandboxId" = ${sandboxId}`,
    ...(of.machineName === undefined ? [] : [Prisma.sql`e."machineName" = ${of.machineName}`]),
    ...(of.versionArn === undefined ? [] : [Prisma.sql`e."versionArn" = ${of.versionArn}`]),
    ...(of.aliasArn === undefined ? [] : [Prisma.sql`e."aliasArn" = ${of.aliasArn}`]),
    ...(of.mapRunArn === undefined
      ? [Prisma.sql`e."rootArn" IS NULL AND e."type" = 'STANDARD'`]
      : [Prisma.sql`e."mapRunArn" = ${of.mapRunArn}`]),
    ...(of.status === undefined ? [] : [Prisma.sql`e."status" = ${of.status}`]),
    ...(of.redriveFilter === undefined
      ? []
      : [Prisma.sql`(e."redriveCount" > 0) = ${of.redriveFilter === 'REDRIVEN'}`]),
    ...(after === undefined ? [] : [Prisma.sql`e."number" < ${cursorOf(after)}`]),
  ]
  const rows = await db.$queryRaw<ExecutionRow[]>`
    SELECT ${executionColumns} FROM "SandboxExecution" e
    WHERE ${Prisma.join(where, ' AND ')} ORDER BY e."number" DESC LIMIT ${limit + 1}::int`
  const at = await now()
  return pageOf(
    rows,
    limit,
    ({ number }) => String(number),
    (row) => executionRecord(row, at),
  )
}

/** Executions that run now, without the children of map runs. */
export async function runningExecutions(sandboxId: string): Promise<number> {
  const db = await database()
  return db.sandboxExecution.count({ where: { sandboxId, status: 'RUNNING', rootArn: null } })
}

/** Rows of history that are read at once, and the characters at which a page ends before its limit. */
const ROWS_AT_ONCE = 20
const CHARACTERS_OF_PAGE = 4 * 2 ** 20

/** Events in the order of their ids, or against it. A page may end early where events are large. */
export async function historyOf(
  sandboxId: string,
  executionArn: string,
  { limit, after, isReversed }: Page & { isReversed: boolean },
): Promise<Paged<HistoryEvent>> {
  const events: HistoryEvent[] = []
  let last = eventIdOf(after) ?? (isReversed ? HISTORY_EVENTS + 1 : 0)
  let characters = 0
  let isMore = true
  while (isMore && events.length <= limit && characters <= CHARACTERS_OF_PAGE) {
    const rows = await historyRows(sandboxId, executionArn, last, isReversed)
    isMore = rows.length === ROWS_AT_ONCE
    for (const row of rows) {
      characters += row.events.length
      const some = JSON.parse(row.events) as HistoryEvent[]
      const wanted = some.filter(({ id }) => (isReversed ? id < last : id > last))
      events.push(...(isReversed ? wanted.reverse() : wanted))
    }
    last = events.at(-1)?.id ?? last
  }
  const shown = events.slice(0, limit)
  const end = shown.at(-1)
  return {
    items: shown,
    ...(end && (isMore || events.length > limit) && { next: String(end.id) }),
  }
}

async function historyRows(
  sandboxId: string,
  executionArn: string,
  last: number,
  isReversed: boolean,
): Promise<{ events: string }[]> {
  const db = await database()
  return isReversed
    ? db.$queryRaw`
        SELECT "events" FROM "SandboxHistory"
        WHERE "sandboxId" = ${sandboxId} AND "executionArn" = ${executionArn} AND "firstId" < ${last}::int
          AND "lastId" >= "firstId"
        ORDER BY "firstId" DESC LIMIT ${ROWS_AT_ONCE}::int`
    : db.$queryRaw`
        SELECT "events" FROM "SandboxHistory"
        WHERE "sandboxId" = ${sandboxId} AND "executionArn" = ${executionArn} AND "lastId" > ${last}::int
          AND "lastId" >= "firstId"
        ORDER BY "firstId" LIMIT ${ROWS_AT_ONCE}::int`
}

interface MapRunRow {
  mapRunArn: string
  number: bigint
  value: string
}

export async function mapRunOf(sandboxId: string, mapRunArn: string): Promise<MapRunRecord | undefined> {
  const db = await database()
  const row = await db.sandboxMapRun.findUnique({
    where: { sandboxId_mapRunArn: { sandboxId, mapRunArn } },
    select: { value: true },
  })
  return row ? mapRunRecord(row) : undefined
}

/** The execution itself, or the one at the root of a child of a map run. */
export async function rootOf(sandboxId: string, executionArn: string): Promise<string | undefined> {
  const db = await database()
  const row = await db.sandboxExecution.findUnique({
    where: { sandboxId_executionArn: { sandboxId, executionArn } },
    select: { rootArn: true },
  })
  return row ? (row.rootArn ?? executionArn) : undefined
}

/** Newest first. */
export async function mapRunsOf(
  sandboxId: string,
  executionArn: string,
  { limit, after }: Page,
): Promise<Paged<MapRunRecord>> {
  const db = await database()
  const rows: MapRunRow[] = await db.sandboxMapRun.findMany({
    where: { sandboxId, executionArn, ...(after !== undefined && { number: { lt: cursorOf(after) } }) },
    select: { mapRunArn: true, number: true, value: true },
    orderBy: { number: 'desc' },
    take: limit + 1,
  })
  return pageOf(rows, limit, ({ number }) => String(number), mapRunRecord)
}

function mapRunRecord({ value }: Pick<MapRunRow, 'value'>): MapRunRecord {
  return { redriveCount: 0, ...(JSON.parse(value) as Omit<MapRunRecord, 'redriveCount'>) }
}

function executionRecord(row: ExecutionRow, now: number): ExecutionRecord {
  const { started, state, ending } = readExecution(row)
  const { name, input, startDate, traceHeader, itemCount } = started
  const { stopDate, output, failure } = ending ?? {}
  return {
    executionArn: row.executionArn,
    name,
    machineName: row.machineName.split('/', 1)[0] ?? '',
    revisionId: row.revisionId,
    ...(row.versionArn !== null && { versionArn: row.versionArn }),
    ...(row.aliasArn !== null && { aliasArn: row.aliasArn }),
    status: row.status as ExecutionStatus,
    startDate,
    ...(stopDate !== undefined && { stopDate }),
    input,
    ...(output !== undefined && { output }),
    ...failure,
    ...(traceHeader !== undefined && { traceHeader }),
    ...(row.mapRunArn !== null && { mapRunArn: row.mapRunArn }),
    ...(itemCount !== undefined && { itemCount }),
    redriveCount: row.redriveCount,
    ...(state.redriveDate !== undefined && { redriveDate: state.redriveDate }),
    redrive: redriveOf(row, now),
  }
}

/** Whether it could be redriven now; of a child, whether its map run could be. */
function redriveOf(row: ExecutionRow, now: number): ExecutionRecord['redrive'] {
  const { started, state, ending } = readExecution(row)
  const { status } = row
  const isUnsuccessful = status === 'FAILED' || status === 'TIMED_OUT' || status === 'ABORTED'
  const reason = state.isHalted
    ? 'Stepwise stopped this execution at a limit of its own.'
    : redriveRefusal(
        {
          ended: !ending
            ? undefined
            : isUnsuccessful
              ? { status, stopDate: ending.stopDate, failure: {} }
              : { status: 'SUCCEEDED', stopDate: ending.stopDate, output: null },
          identity: { type: row.type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD' },
          lastEventId: row.lastEventId,
          limits: { historyEvents: HISTORY_EVENTS },
          startedAt: started.startDate,
        },
        now,
      )
  if (reason !== undefined) return { status: 'NOT_REDRIVABLE', reason }
  return { status: row.rootArn === null ? 'REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN' }
}

/** @throws InvalidCursor */
function eventIdOf(after: string | undefined): number | undefined {
  if (after === undefined) return undefined
  if (!/^\d{1,9}$/.test(after)) throw new InvalidCursor()
  return Number(after)
}
