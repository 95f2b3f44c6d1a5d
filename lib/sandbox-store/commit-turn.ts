import { database, Prisma } from '@/lib/db/server'
import type { KeptTask, TurnGiven, TurnMade } from '@/lib/sandbox'
import { type Commit, numberIn } from './commit'
import { writeExecutions, writeMapRuns } from './commit-executions'
import type { LeasedSandbox } from './lease'
import { changeParts, forgetParts } from './parts-cache'

/** Somebody else has the sandbox: this turn was too slow, and never happened. */
export class LeaseLost extends Error {
  constructor() {
    super('The lease of the sandbox was lost.')
    this.name = 'LeaseLost'
  }
}

/** A turn may write a thousand rows, on a busy machine. */
const TIMEOUT_MS = 30_000

/**
 * Stores what a turn has made, all at once, and gives the sandbox back. Answers in how many milliseconds the next
 * turn is due; undefined when nothing is.
 *
 * @throws LeaseLost when another process has taken the sandbox meanwhile; then nothing is stored.
 */
export async function commitTurn(
  sandbox: LeasedSandbox,
  given: TurnGiven,
  made: TurnMade,
): Promise<number | undefined> {
  const db = await database()
  const { id, lease } = sandbox
  const turn = sandbox.turn + 1n
  let dueInMs: number | undefined
  try {
    await db.$transaction(
      async (tx) => {
        const held = await tx.$queryRaw<unknown[]>`
          SELECT 1 FROM "Sandbox" WHERE "id" = ${id} AND "lease" = ${lease} FOR NO KEY UPDATE`
        if (held.length === 0) throw new LeaseLost()
        const commit: Commit = { tx, sandboxId: id, turn }
        let bytes = await writeExecutions(commit, made)
        await writeMapRuns(commit, made)
        await writeAppointments(commit, made.appointments)
        await writeTasks(commit, made)
        bytes += await writeParts(commit, given.parts, made.parts)
        dueInMs = await writeSandbox(commit, sandbox, made, bytes)
      },
      { timeout: TIMEOUT_MS, maxWait: TIMEOUT_MS },
    )
  } catch (error) {
    forgetParts(id)
    throw error
  }
  changeParts(id, turn, given.parts, made.parts)
  return dueInMs
}

async function writeAppointments(
  { tx, sandboxId }: Commit,
  { set, cleared, clearedOf }: TurnMade['appointments'],
): Promise<void> {
  if (cleared.length + clearedOf.length > 0)
    await tx.$executeRaw`
      DELETE FROM "SandboxAppointment" WHERE "sandboxId" = ${sandboxId}
        AND ("key" = ANY(${cleared}::text[]) OR "executionArn" = ANY(${clearedOf}::text[]))`
  if (set.length > 0)
    await tx.$executeRaw`
      INSERT INTO "SandboxAppointment" ("sandboxId", "key", "number", "due", "executionArn", "what")
      SELECT ${sandboxId}, v.key, v.number, v.due, NULLIF(v.arn, ''), v.what FROM unnest(
        ${set.map(({ key }) => key)}::text[], ${set.map(({ number }) => number)}::bigint[],
        ${set.map(({ due }) => due)}::bigint[], ${set.map(({ executionArn = '' }) => executionArn)}::text[],
        ${set.map(({ what }) => JSON.stringify(what))}::text[]
      ) AS v(key, number, due, arn, what)`
}

async function writeTasks({ tx, sandboxId, turn }: Commit, { tasks }: TurnMade): Promise<void> {
  const { kept, closed } = tasks
  if (closed.length > 0)
    await tx.$executeRaw`
      UPDATE "SandboxTask" SET "waitsFor" = 'Nobody'
      WHERE "sandboxId" = ${sandboxId} AND "taskToken" = ANY(${closed}::text[])`
  if (kept.length > 0)
    await tx.$executeRaw`
      INSERT INTO "SandboxTask" ("sandboxId", "taskToken", "executionArn", "activity", "waitsFor", "number", "value")
      SELECT ${sandboxId}, v.token, v.arn, NULLIF(v.activity, ''), v.waits_for, v.number, v.value FROM unnest(
        ${kept.map(({ taskToken }) => taskToken)}::text[], ${kept.map(({ executionArn }) => executionArn)}::text[],
        ${kept.map(({ activity = '' }) => activity)}::text[], ${kept.map(({ waitsFor }) => waitsFor)}::text[],
        ${kept.map((_, place) => numberIn(turn, place))}::bigint[], ${kept.map(taskText)}::text[]
      ) AS v(token, arn, activity, waits_for, number, value)
      ON CONFLICT ("sandboxId", "taskToken") DO UPDATE SET
        "activity" = EXCLUDED."activity", "waitsFor" = EXCLUDED."waitsFor", "value" = EXCLUDED."value"`
}

function taskText({ pending, awaits }: KeptTask): string {
  return JSON.stringify({ ...(pending && { pending }), ...(awaits !== undefined && { awaits }) })
}

async function writeParts(
  { tx, sandboxId }: Commit,
  before: ReadonlyMap<string, string>,
  changed: TurnMade['parts'],
): Promise<number> {
  const gone = [...changed].flatMap(([name, text]) => (text === undefined ? [name] : []))
  if (gone.length > 0) await tx.sandboxPart.deleteMany({ where: { sandboxId, name: { in: gone } } })
  const kept = [...changed].flatMap(([name, text]) => (text === undefined ? [] : [{ name, text }]))
  if (kept.length > 0)
    await tx.$executeRaw`
      INSERT INTO "SandboxPart" ("sandboxId", "name", "value")
      SELECT ${sandboxId}, v.name, v.value FROM unnest(
        ${kept.map(({ name }) => name)}::text[], ${kept.map(({ text }) => text)}::text[]
      ) AS v(name, value)
      ON CONFLICT ("sandboxId", "name") DO UPDATE SET "value" = EXCLUDED."value"`
  let bytes = 0
  for (const [name, text] of changed) bytes += (text?.length ?? 0) - (before.get(name)?.length ?? 0)
  return bytes
}

/** Time, counters and the end of the lease. */
async function writeSandbox(
  { tx, sandboxId, turn }: Commit,
  sandbox: LeasedSandbox,
  { now, isCut, executionsMade, appointmentsMade }: TurnMade,
  bytes: number,
): Promise<number | undefined> {
  const [row] = await tx.$queryRaw<{ due: bigint | null; at: Date }[]>`
    SELECT min("due") AS "due", clock_timestamp() AS "at" FROM "SandboxAppointment" WHERE "sandboxId" = ${sandboxId}`
  const due = row?.due ?? null
  const at = row?.at.getTime() ?? sandbox.at.getTime()
  // What the turn itself took counts on the wall clock only.
  const clockAt = sandbox.clock === 'wall' ? sandbox.at.getTime() : at
  const left = due === null ? undefined : Math.max(0, Number(due) - (now + at - clockAt))
  const dueInMs = isCut ? 0 : left
  const wakeAt =
    dueInMs === undefined
      ? Prisma.sql`NULL`
      : Prisma.sql`${new Date(at + dueInMs).toISOString()}::timestamptz`
  await tx.$executeRaw`
    UPDATE "Sandbox" SET
      "now" = ${BigInt(now)}, "clockAt" = ${new Date(clockAt).toISOString()}::timestamptz, "isCut" = ${isCut},
      "wakeAt" = ${wakeAt}, "turn" = ${turn}, "careful" = GREATEST("careful" - 1, 0),
      "executionsMade" = ${BigInt(executionsMade)}, "appointmentsMade" = ${BigInt(appointmentsMade)},
      "storedBytes" = GREATEST("storedBytes" + ${BigInt(bytes)}, 0), "usedAt" = clock_timestamp(),
      "leaseUntil" = NULL, "leaseOwner" = NULL
    WHERE "id" = ${sandboxId}`
  return dueInMs
}
