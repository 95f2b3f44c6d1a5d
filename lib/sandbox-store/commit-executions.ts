import { INTERPRETER_VERSION } from '@/lib/asl'
import type { MadeChild, MadeExecution, RecordedSignal, TurnMade } from '@/lib/sandbox'
import { type Commit, numberIn } from './commit'
import { endingOf, endingOfChild, startedOf, startedOfChild, stateOf } from './execution-row'
import { revisionText } from './revision-row'

/** A row of history holds so many events, and about so many characters, at most. */
const EVENTS_OF_ROW = 200
const CHARACTERS_OF_ROW = 512 * 1024

/**
 * Executions, children of map runs, and what was added to their histories. Answers the bytes that this takes. Rows go
 * to the database as one array for each column: the statement is then the same for one row and for a thousand.
 */
export async function writeExecutions(commit: Commit, made: TurnMade): Promise<number> {
  const { executions, children } = made
  await writeRevisions(commit, executions)
  let bytes = await insertExecutions(
    commit,
    executions.filter(({ startedFrom }) => startedFrom),
  )
  await updateExecutions(
    commit,
    executions.filter(({ startedFrom }) => !startedFrom),
  )
  bytes += await insertChildren(
    commit,
    children.filter(({ started }) => started),
  )
  await updateChildren(
    commit,
    children.filter(({ started }) => !started),
  )
  bytes += await writeHistory(commit, [
    ...executions.filter(({ kept }) => kept.type === 'STANDARD' || kept.isLogged).map(historyOf),
    ...children.map(historyOfChild),
  ])
  return bytes
}

export async function writeMapRuns({ tx, sandboxId, turn }: Commit, { mapRuns }: TurnMade): Promise<void> {
  if (mapRuns.length === 0) return
  await tx.$executeRaw`
    INSERT INTO "SandboxMapRun" ("sandboxId", "mapRunArn", "executionArn", "number", "status", "value")
    SELECT ${sandboxId}, v.map_run, v.arn, v.number, v.status, v.value FROM unnest(
      ${mapRuns.map(({ mapRunArn }) => mapRunArn)}::text[], ${mapRuns.map(({ executionArn }) => executionArn)}::text[],
      ${mapRuns.map((_, place) => numberIn(turn, place))}::bigint[], ${mapRuns.map(({ status }) => status)}::text[],
      ${mapRuns.map((run) => JSON.stringify(run))}::text[]
    ) AS v(map_run, arn, number, status, value)
    ON CONFLICT ("sandboxId", "mapRunArn") DO UPDATE SET "status" = EXCLUDED."status", "value" = EXCLUDED."value"`
}

/**
 * An execution keeps what it runs with, whatever has become of its machine since the request came. Definitions are
 * large: they are sent only when they are not there.
 */
async function writeRevisions(
  { tx, sandboxId }: Commit,
  executions: readonly MadeExecution[],
): Promise<void> {
  const machines = new Map(
    executions.flatMap(({ startedFrom }) =>
      startedFrom ? [[`${startedFrom.name} ${startedFrom.revisionId}`, startedFrom] as const] : [],
    ),
  )
  if (machines.size === 0) return
  const there = await tx.sandboxRevision.findMany({
    where: { sandboxId, revisionId: { in: [...machines.values()].map(({ revisionId }) => revisionId) } },
    select: { machineName: true, revisionId: true },
  })
  for (const { machineName, revisionId } of there) machines.delete(`${machineName} ${revisionId}`)
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
  if (executions.length === 0) return 0
  const kept = executions.map((one) => one.kept)
  const started = kept.map(startedOf)
  const endings = kept.map((one) => endingOf(one) ?? '')
  await tx.$executeRaw`
    INSERT INTO "SandboxExecution" ("sandboxId", "executionArn", "number", "machineName", "type", "status",
      "revisionId", "versionArn", "aliasArn", "redriveCount", "lastEventId", "historyBytes", "started", "state",
      "ending", "snapshot", "interpreterVersion", "closedAt")
    SELECT ${sandboxId}, v.arn, v.number, v.machine, v.type, v.status, v.revision, NULLIF(v.version, ''),
      NULLIF(v.alias, ''), 0, v.last, v.bytes, v.started, v.state, NULLIF(v.ending, ''), NULLIF(v.snapshot, ''),
      ${INTERPRETER_VERSION}, CASE WHEN v.status <> 'RUNNING' THEN clock_timestamp() END
    FROM unnest(
      ${kept.map(({ executionArn }) => executionArn)}::text[], ${kept.map(({ number }) => number)}::bigint[],
      ${kept.map(({ machine }) => machine)}::text[], ${kept.map(({ type }) => type)}::text[],
      ${kept.map(({ status }) => status)}::text[], ${kept.map(({ revisionId }) => revisionId)}::text[],
      ${kept.map(({ versionArn = '' }) => versionArn)}::text[], ${kept.map(({ aliasArn = '' }) => aliasArn)}::text[],
      ${kept.map(({ lastEventId }) => lastEventId)}::int[], ${kept.map(({ historyBytes }) => historyBytes)}::bigint[],
      ${started}::text[], ${kept.map(stateOf)}::text[], ${endings}::text[],
      ${executions.map(({ snapshot = '' }) => snapshot)}::text[]
    ) AS v(arn, number, machine, type, status, revision, version, alias, last, bytes, started, state, ending, snapshot)`
  return lengthOf(started) + lengthOf(endings)
}

async function updateExecutions(
  { tx, sandboxId }: Commit,
  executions: readonly MadeExecution[],
): Promise<void> {
  if (executions.length === 0) return
  const kept = executions.map((one) => one.kept)
  await tx.$executeRaw`
    UPDATE "SandboxExecution" AS e SET
      "status" = v.status, "redriveCount" = v.redrives, "lastEventId" = v.last, "historyBytes" = v.bytes,
      "state" = v.state, "ending" = NULLIF(v.ending, ''), "snapshot" = NULLIF(v.snapshot, ''),
      "interpreterVersion" = ${INTERPRETER_VERSION},
      "closedAt" = CASE WHEN v.status <> 'RUNNING' THEN clock_timestamp() END
    FROM unnest(
      ${kept.map(({ executionArn }) => executionArn)}::text[], ${kept.map(({ status }) => status)}::text[],
      ${kept.map(({ redriveCount }) => redriveCount)}::int[], ${kept.map(({ lastEventId }) => lastEventId)}::int[],
      ${kept.map(({ historyBytes }) => historyBytes)}::bigint[], ${kept.map(stateOf)}::text[],
      ${kept.map((one) => endingOf(one) ?? '')}::text[], ${executions.map(({ snapshot = '' }) => snapshot)}::text[]
    ) AS v(arn, status, redrives, last, bytes, state, ending, snapshot)
    WHERE e."sandboxId" = ${sandboxId} AND e."executionArn" = v.arn`
}

/** The definition is the root's. */
async function insertChildren({ tx, sandboxId }: Commit, children: readonly MadeChild[]): Promise<number> {
  if (children.length === 0) return 0
  const started = children.map(startedOfChild)
  const endings = children.map((child) => endingOfChild(child) ?? '')
  await tx.$executeRaw`
    INSERT INTO "SandboxExecution" ("sandboxId", "executionArn", "number", "machineName", "type", "status",
      "revisionId", "mapRunArn", "rootArn", "lastEventId", "started", "state", "ending", "closedAt")
    SELECT ${sandboxId}, v.arn, v.number, split_part(v.arn, ':', 7),
      CASE split_part(v.arn, ':', 6) WHEN 'express' THEN 'EXPRESS' ELSE 'STANDARD' END, v.status, r."revisionId",
      v.map_run, v.root, v.last, v.started, '{"awaitedBy":[],"redrives":{}}', NULLIF(v.ending, ''),
      CASE WHEN v.status <> 'RUNNING' THEN clock_timestamp() END
    FROM unnest(
      ${children.map(({ executionArn }) => executionArn)}::text[], ${children.map(({ number }) => number)}::bigint[],
      ${children.map(statusOf)}::text[], ${children.map(({ mapRunArn }) => mapRunArn)}::text[],
      ${children.map(({ rootArn }) => rootArn)}::text[], ${children.map(lastEventIdOf)}::int[],
      ${started}::text[], ${endings}::text[]
    ) AS v(arn, number, status, map_run, root, last, started, ending)
    JOIN "SandboxExecution" r ON r."sandboxId" = ${sandboxId} AND r."executionArn" = v.root`
  return lengthOf(started) + lengthOf(endings)
}

async function updateChildren({ tx, sandboxId }: Commit, children: readonly MadeChild[]): Promise<void> {
  if (children.length === 0) return
  await tx.$executeRaw`
    UPDATE "SandboxExecution" AS e SET "status" = v.status, "lastEventId" = v.last, "ending" = NULLIF(v.ending, ''),
      "closedAt" = CASE WHEN v.status <> 'RUNNING' THEN clock_timestamp() END
    FROM unnest(
      ${children.map(({ executionArn }) => executionArn)}::text[], ${children.map(statusOf)}::text[],
      ${children.map(lastEventIdOf)}::int[], ${children.map((child) => endingOfChild(child) ?? '')}::text[]
    ) AS v(arn, status, last, ending)
    WHERE e."sandboxId" = ${sandboxId} AND e."executionArn" = v.arn`
}

function statusOf({ ended }: MadeChild): string {
  return ended?.status ?? 'RUNNING'
}

function lastEventIdOf({ lastEventIdBefore, events }: MadeChild): number {
  return lastEventIdBefore + events.length
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

interface HistoryRow {
  executionArn: string
  firstId: number
  lastId: number
  events: string
  signals: string
}

async function writeHistory({ tx, sandboxId, turn }: Commit, parts: readonly HistoryPart[]): Promise<number> {
  const rows = parts.flatMap(historyRows)
  if (rows.length === 0) return 0
  await tx.$executeRaw`
    INSERT INTO "SandboxHistory" ("sandboxId", "executionArn", "firstId", "lastId", "turn", "events", "signals")
    SELECT ${sandboxId}, v.arn, v.first, v.last, ${turn}, v.events, v.signals FROM unnest(
      ${rows.map(({ executionArn }) => executionArn)}::text[], ${rows.map(({ firstId }) => firstId)}::int[],
      ${rows.map(({ lastId }) => lastId)}::int[], ${rows.map(({ events }) => events)}::text[],
      ${rows.map(({ signals }) => signals)}::text[]
    ) AS v(arn, first, last, events, signals)`
  return lengthOf(rows.map(({ events }) => events)) + lengthOf(rows.map(({ signals }) => signals))
}

/** Without events, one row for the signals if there are any. */
function historyRows({ executionArn, lastEventIdBefore, events, signals }: HistoryPart): HistoryRow[] {
  let firstId = lastEventIdBefore + 1
  return partsOf(events, signals.length > 0).map((some, place) => {
    const row = {
      executionArn,
      firstId,
      lastId: firstId + some.length - 1,
      events: `[${some.join(',')}]`,
      signals: place === 0 ? JSON.stringify(signals) : '[]',
    }
    firstId += some.length
    return row
  })
}

function partsOf(events: readonly string[], hasSignals: boolean): string[][] {
  const parts: string[][] = []
  let characters = 0
  for (const event of events) {
    const part = parts.at(-1)
    if (!part || part.length >= EVENTS_OF_ROW || characters + event.length > CHARACTERS_OF_ROW) {
      parts.push([event])
      characters = event.length
    } else {
      part.push(event)
      characters += event.length
    }
  }
  return parts.length === 0 && hasSignals ? [[]] : parts
}

function lengthOf(texts: readonly string[]): number {
  let length = 0
  for (const text of texts) length += text.length
  return length
}
