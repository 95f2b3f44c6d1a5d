import { INTERPRETER_VERSION } from '@/lib/asl'
import { Prisma } from '@/lib/db/server'
import type { MadeChild, MadeExecution, RecordedSignal, TurnMade } from '@/lib/sandbox'
import { type Commit, numberIn, slices } from './commit'
import { endingOf, endingOfChild, startedOf, startedOfChild, stateOf } from './execution-row'
import { revisionText } from './revision-row'

/** A row of history holds so many events, and about so many characters, at most. */
const EVENTS_OF_ROW = 200
const CHARACTERS_OF_ROW = 512 * 1024

/** Executions, children of map runs, and what was added to their histories. Answers the bytes that this takes. */
export async function writeExecutions(commit: Commit, made: TurnMade): Promise<number> {
  const { executions, children } = made
  await writeRevisions(commit, executions)
  let bytes = 0
  for (const some of slices(executions.filter(({ startedFrom }) => startedFrom)))
    bytes += await insertExecutions(commit, some)
  for (const some of slices(executions.filter(({ startedFrom }) => !startedFrom)))
    await updateExecutions(commit, some)
  for (const some of slices(children.filter(({ started }) => started)))
    bytes += await insertChildren(commit, some)
  for (const some of slices(children.filter(({ started }) => !started))) await updateChildren(commit, some)
  bytes += await writeHistory(commit, [
    ...executions.filter(({ kept }) => kept.type === 'STANDARD').map(historyOf),
    ...children.map(historyOfChild),
  ])
  await forgetDeletedMachines(commit, executions)
  return bytes
}

export async function writeMapRuns({ tx, sandboxId, turn }: Commit, { mapRuns }: TurnMade): Promise<void> {
  for (const some of slices(mapRuns)) {
    const rows = some.map((run, place) => {
      const { mapRunArn, executionArn, status } = run
      return Prisma.sql`(${sandboxId}, ${mapRunArn}, ${executionArn}, ${numberIn(turn, place)}, ${status}, ${JSON.stringify(run)})`
    })
    await tx.$executeRaw`
      INSERT INTO "SandboxMapRun" ("sandboxId", "mapRunArn", "executionArn", "number", "status", "value")
      VALUES ${Prisma.join(rows)}
      ON CONFLICT ("sandboxId", "mapRunArn") DO UPDATE SET "status" = EXCLUDED."status", "value" = EXCLUDED."value"`
  }
}

/** An execution keeps what it runs with, whatever becomes of its machine. */
async function writeRevisions(
  { tx, sandboxId }: Commit,
  executions: readonly MadeExecution[],
): Promise<void> {
  const machines = new Map(
    executions.flatMap(({ startedFrom }) =>
      startedFrom ? [[`${startedFrom.name} ${startedFrom.revisionId}`, startedFrom] as const] : [],
    ),
  )
  const data = [...machines.values()].map(({ name, revisionId, definition, roleArn }) => ({
    sandboxId,
    machineName: name,
    revisionId,
    definition,
    value: revisionText({ revisionId, number: 1, createdAt: 0, definition, roleArn }),
  }))
  if (data.length > 0) await tx.sandboxRevision.createMany({ data, skipDuplicates: true })
}

async function insertExecutions(
  { tx, sandboxId }: Commit,
  executions: readonly MadeExecution[],
): Promise<number> {
  let bytes = 0
  const rows = executions.map(({ kept, snapshot = null }) => {
    const started = startedOf(kept)
    const ending = endingOf(kept)
    bytes += started.length + (ending?.length ?? 0)
    return Prisma.sql`(${sandboxId}, ${kept.executionArn}, ${BigInt(kept.number)}, ${kept.machine}, ${kept.type},
      ${kept.status}, ${kept.revisionId}, ${kept.versionArn ?? null}, ${kept.aliasArn ?? null}, ${kept.redriveCount},
      ${kept.lastEventId}, ${BigInt(kept.historyBytes)}, ${started}, ${stateOf(kept)}, ${ending}, ${snapshot},
      ${INTERPRETER_VERSION}, ${closedAt(kept.status)})`
  })
  await tx.$executeRaw`
    INSERT INTO "SandboxExecution" ("sandboxId", "executionArn", "number", "machineName", "type", "status",
      "revisionId", "versionArn", "aliasArn", "redriveCount", "lastEventId", "historyBytes", "started", "state",
      "ending", "snapshot", "interpreterVersion", "closedAt")
    VALUES ${Prisma.join(rows)}`
  return bytes
}

async function updateExecutions(
  { tx, sandboxId }: Commit,
  executions: readonly MadeExecution[],
): Promise<void> {
  const rows = executions.map(
    ({
      kept,
      snapshot = null,
    }) => Prisma.sql`(${kept.executionArn}, ${kept.status}, ${kept.redriveCount}::int,
      ${kept.lastEventId}::int, ${BigInt(kept.historyBytes)}::bigint, ${stateOf(kept)}, ${endingOf(kept)}::text,
      ${snapshot}::text, ${closedAt(kept.status)}::timestamptz)`,
  )
  await tx.$executeRaw`
    UPDATE "SandboxExecution" AS e SET
      "status" = v."status", "redriveCount" = v."redriveCount", "lastEventId" = v."lastEventId",
      "historyBytes" = v."historyBytes", "state" = v."state", "ending" = v."ending", "snapshot" = v."snapshot",
      "interpreterVersion" = ${INTERPRETER_VERSION}, "closedAt" = v."closedAt"
    FROM (VALUES ${Prisma.join(rows)}) AS v("executionArn", "status", "redriveCount", "lastEventId", "historyBytes",
      "state", "ending", "snapshot", "closedAt")
    WHERE e."sandboxId" = ${sandboxId} AND e."executionArn" = v."executionArn"`
}

async function insertChildren({ tx, sandboxId }: Commit, children: readonly MadeChild[]): Promise<number> {
  let bytes = 0
  const rows = children.map((child) => {
    const { executionArn, mapRunArn, rootArn, number, events, lastEventIdBefore } = child
    const [, , , , , kind, machineName = ''] = executionArn.split(':')
    const status = child.ended?.status ?? 'RUNNING'
    const started = startedOfChild(child)
    const ending = endingOfChild(child)
    bytes += started.length + (ending?.length ?? 0)
    return Prisma.sql`(${executionArn}, ${BigInt(number)}::bigint, ${machineName},
      ${kind === 'express' ? 'EXPRESS' : 'STANDARD'}, ${status}, ${mapRunArn}, ${rootArn},
      ${lastEventIdBefore + events.length}::int, ${started}, ${ending}::text, ${closedAt(status)}::timestamptz)`
  })
  // The definition is the root's.
  await tx.$executeRaw`
    INSERT INTO "SandboxExecution" ("sandboxId", "executionArn", "number", "machineName", "type", "status",
      "revisionId", "mapRunArn", "rootArn", "lastEventId", "started", "state", "ending", "closedAt")
    SELECT ${sandboxId}, v."executionArn", v."number", v."machineName", v."type", v."status", r."revisionId",
      v."mapRunArn", v."rootArn", v."lastEventId", v."started", '{"awaitedBy":[],"redrives":{}}', v."ending",
      v."closedAt"
    FROM (VALUES ${Prisma.join(rows)}) AS v("executionArn", "number", "machineName", "type", "status", "mapRunArn",
      "rootArn", "lastEventId", "started", "ending", "closedAt")
    JOIN "SandboxExecution" r ON r."sandboxId" = ${sandboxId} AND r."executionArn" = v."rootArn"`
  return bytes
}

async function updateChildren({ tx, sandboxId }: Commit, children: readonly MadeChild[]): Promise<void> {
  const rows = children.map((child) => {
    const { executionArn, events, lastEventIdBefore, ended } = child
    const status = ended?.status ?? 'RUNNING'
    return Prisma.sql`(${executionArn}, ${status}, ${lastEventIdBefore + events.length}::int,
      ${endingOfChild(child)}::text, ${closedAt(status)}::timestamptz)`
  })
  await tx.$executeRaw`
    UPDATE "SandboxExecution" AS e SET "status" = v."status", "lastEventId" = v."lastEventId",
      "ending" = v."ending", "closedAt" = v."closedAt"
    FROM (VALUES ${Prisma.join(rows)}) AS v("executionArn", "status", "lastEventId", "ending", "closedAt")
    WHERE e."sandboxId" = ${sandboxId} AND e."executionArn" = v."executionArn"`
}

interface HistoryPart {
  executionArn: string
  lastEventIdBefore: number
  events: readonly string[]
  signals: readonly RecordedSignal[]
}

function historyOf({ kept, lastEventIdBefore, events, signals }: MadeExecution): HistoryPart {
  return { executionArn: kept.executionArn, lastEventIdBefore, events, signals }
}

/** What children were told is among the signals of their root. */
function historyOfChild({ executionArn, lastEventIdBefore, events }: MadeChild): HistoryPart {
  return { executionArn, lastEventIdBefore, events, signals: [] }
}

async function writeHistory({ tx, sandboxId, turn }: Commit, parts: readonly HistoryPart[]): Promise<number> {
  let bytes = 0
  const rows = parts.flatMap(({ executionArn, lastEventIdBefore, events, signals }) => {
    let firstId = lastEventIdBefore + 1
    return rowsOf(events, signals.length > 0).map((some, place) => {
      const row = {
        sandboxId,
        executionArn,
        firstId,
        lastId: firstId + some.length - 1,
        turn,
        events: `[${some.join(',')}]`,
        signals: place === 0 ? JSON.stringify(signals) : '[]',
      }
      firstId += some.length
      bytes += row.events.length + row.signals.length
      return row
    })
  })
  for (const data of slices(rows)) await tx.sandboxHistory.createMany({ data })
  return bytes
}

function rowsOf(events: readonly string[], hasSignals: boolean): string[][] {
  const rows: string[][] = []
  let characters = 0
  for (const event of events) {
    const row = rows.at(-1)
    if (!row || row.length >= EVENTS_OF_ROW || characters + event.length > CHARACTERS_OF_ROW) {
      rows.push([event])
      characters = event.length
    } else {
      row.push(event)
      characters += event.length
    }
  }
  return rows.length === 0 && hasSignals ? [[]] : rows
}

/** A machine that was deleted while its executions ran goes with the last of them. */
async function forgetDeletedMachines(
  { tx, sandboxId }: Commit,
  executions: readonly MadeExecution[],
): Promise<void> {
  const names = [
    ...new Set(executions.flatMap(({ kept }) => (kept.status === 'RUNNING' ? [] : [kept.machine]))),
  ]
  if (names.length === 0) return
  await tx.$executeRaw`
    DELETE FROM "SandboxResource" m WHERE m."sandboxId" = ${sandboxId} AND m."kind" = 'deleted machine'
      AND m."name" = ANY(${names}::text[]) AND NOT EXISTS (
        SELECT 1 FROM "SandboxExecution" e WHERE e."sandboxId" = ${sandboxId} AND e."machineName" = m."name"
          AND e."status" = 'RUNNING')`
}

function closedAt(status: string): Prisma.Sql {
  return status === 'RUNNING' ? Prisma.sql`NULL` : Prisma.sql`clock_timestamp()`
}
