import { randomUUID } from 'node:crypto'
import { database } from '@/lib/db/server'

/** A sandbox in the hands of this process, as its row was when the lease began. */
export interface LeasedSandbox {
  id: string
  clock: 'virtual' | 'wall'
  seed: number
  /** Of the sandbox's own clock. */
  now: number
  /** The database's, at that moment. */
  at: Date
  /** Every lease has a number of its own; what is stored under an older one is refused. */
  lease: bigint
  turn: bigint
  careful: number
  executionsMade: number
  appointmentsMade: number
  storedBytes: number
  /** Executions that run, without children of map runs. */
  running: number
  /** Tasks that wait for somebody outside. */
  outside: number
  activities: readonly string[]
}

/** This process, among those that share the database. */
const OWNER = `${process.pid} ${randomUUID()}`

/**
 * A lease is good for so long unless it is renewed: long enough for a hiccup of its process, short enough that
 * nobody waits long for the sandbox of a process that was killed.
 */
const LEASE_SECONDS = 5
export const RENEW_MS = 1_500

interface Row {
  id: string
  clock: string
  seed: bigint
  now: bigint
  clockAt: Date
  isCut: boolean
  lease: bigint
  turn: bigint
  careful: number
  executionsMade: bigint
  appointmentsMade: bigint
  storedBytes: bigint
  at: Date
  running: bigint
  outside: bigint
  activities: string[]
}

/** Undefined while another process has it, or when there is no such sandbox. */
export async function takeLease(sandboxId: string): Promise<LeasedSandbox | undefined> {
  const db = await database()
  const [row] = await db.$queryRaw<Row[]>`
    UPDATE "Sandbox" SET
      "leaseOwner" = ${OWNER}, "lease" = "lease" + 1,
      "leaseUntil" = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}::int)
    WHERE "id" = ${sandboxId} AND ("leaseUntil" IS NULL OR "leaseUntil" < clock_timestamp())
    RETURNING "id", "clock", "seed", "now", "clockAt", "isCut", "lease", "turn", "careful", "executionsMade",
      "appointmentsMade", "storedBytes", clock_timestamp() AS "at",
      (SELECT count(*) FROM "SandboxExecution" e
        WHERE e."sandboxId" = ${sandboxId} AND e."status" = 'RUNNING' AND e."rootArn" IS NULL) AS "running",
      (SELECT count(*) FROM "SandboxTask" t
        WHERE t."sandboxId" = ${sandboxId} AND t."waitsFor" = 'Outside') AS "outside",
      ARRAY(SELECT a."name" FROM "SandboxResource" a
        WHERE a."sandboxId" = ${sandboxId} AND a."kind" = 'activity' AND a."owner" = '') AS "activities"`
  return row && leasedSandbox(row)
}

/** Sandboxes in which something is due, and that no other process is at work on or about to take. */
export async function dueSandboxes(atMost: number): Promise<readonly string[]> {
  const db = await database()
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Sandbox"
    WHERE "wakeAt" <= clock_timestamp() AND ("leaseUntil" IS NULL OR "leaseUntil" < clock_timestamp())
    ORDER BY "wakeAt" LIMIT ${atMost}::int FOR UPDATE SKIP LOCKED`
  return rows.map(({ id }) => id)
}

/** False when it was not this lease's any more. */
export async function renewLease({ id, lease }: LeasedSandbox): Promise<boolean> {
  const db = await database()
  const renewed = await db.$executeRaw`
    UPDATE "Sandbox" SET "leaseUntil" = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}::int)
    WHERE "id" = ${id} AND "lease" = ${lease}`
  return renewed === 1
}

/** Gives the sandbox back as it was. After a turn that came to nothing, the next ones are careful. */
export async function giveBack({ id, lease }: LeasedSandbox, careful = 0): Promise<void> {
  const db = await database()
  await db.$executeRaw`
    UPDATE "Sandbox" SET "leaseUntil" = NULL, "leaseOwner" = NULL, "careful" = GREATEST("careful", ${careful}::int)
    WHERE "id" = ${id} AND "lease" = ${lease}`
}

/**
 * Time in a sandbox passes as in reality. On the virtual clock it jumps besides, and stands still while there is
 * more to do at the same instant; so a sandbox may be ahead of reality, also after it got a wall clock.
 */
export function sandboxTime({
  clock,
  now,
  clockAt,
  isCut,
  at,
}: Pick<Row, 'clock' | 'now' | 'clockAt' | 'isCut' | 'at'>): number {
  const standsStill = clock === 'virtual' && isCut
  return Number(now) + (standsStill ? 0 : Math.max(0, at.getTime() - clockAt.getTime()))
}

function leasedSandbox(row: Row): LeasedSandbox {
  const { id, lease, turn, careful, at, activities } = row
  return {
    id,
    clock: row.clock === 'wall' ? 'wall' : 'virtual',
    seed: Number(row.seed),
    now: sandboxTime(row),
    at,
    lease,
    turn,
    careful,
    executionsMade: Number(row.executionsMade),
    appointmentsMade: Number(row.appointmentsMade),
    storedBytes: Number(row.storedBytes),
    running: Number(row.running),
    outside: Number(row.outside),
    activities,
  }
}
