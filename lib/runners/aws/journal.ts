import { randomBytes, randomUUID } from 'node:crypto'
import { database } from '@/lib/db/server'
import type { AssumedRole } from './clients'
import type { Plan } from './plan'
import type { AwsReport } from './report'

/**
 * What the database keeps of runs on real accounts: the plan, the ledger of everything made, the report. A line of the
 * ledger is written before the thing is made and struck off when AWS says that it is gone.
 */

/** Kinds of things that a run makes. What a stack holds goes with it. */
export type ThingKind = 'stack' | 'stateMachine' | 'execution'

export interface LedgerEntry {
  runId: string
  number: number
  kind: ThingKind
  name: string
  arn?: string
  writtenAt: Date
  goneAt?: Date
  problem?: string
}

export interface StoredRun {
  id: string
  exerciseId: string
  definition: string
  state: 'planned' | 'running' | 'ended'
  plan: Plan
  progress: readonly Progress[]
  report?: AwsReport
  role?: AssumedRole
}

export interface Progress {
  at: string
  text: string
}

/** How long a process may be silent before others think it dead. */
const LEASE_MS = 60_000

/** This process, in the leases that it holds. */
const OWNER = randomUUID()

/** Ten letters and digits of chance: part of names in AWS, so no capitals and nothing that can be misread. */
export function newRunId(): string {
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789'
  return [...randomBytes(10)].map((byte) => signs[byte % signs.length]).join('')
}

export async function savePlan(
  learnerId: string,
  { plan, definition, role }: { plan: Plan; definition: string; role?: AssumedRole },
): Promise<void> {
  const db = await database()
  const { runId: id, exerciseId } = plan
  await db.awsRun.create({
    data: { id, learnerId, exerciseId, definition, state: 'planned', plan: JSON.stringify(plan), ...role },
  })
}

/**
 * A learner's yes to a plan: from here on it runs, once.
 *
 * @returns undefined where there is no such plan of this learner, or it runs already
 */
export async function beginRun(learnerId: string, runId: string): Promise<StoredRun | undefined> {
  const db = await database()
  const { count } = await db.awsRun.updateMany({
    where: { id: runId, learnerId, state: 'planned' },
    data: { state: 'running', owner: OWNER, leaseUntil: leaseEnd() },
  })
  return count === 1 ? runOfId(runId) : undefined
}

/** Does what takes a while with a run that is ours, and says meanwhile that we are still at it. */
export async function holding<Made>(
  runId: string,
  work: () => Promise<Made>,
  renewMs = LEASE_MS / 4,
): Promise<Made> {
  // A renewal that fails is made up for by the next one.
  const renewal = setInterval(() => void renewLease(runId).catch(() => {}), renewMs)
  renewal.unref()
  try {
    return await work()
  } finally {
    clearInterval(renewal)
  }
}

async function renewLease(runId: string): Promise<void> {
  const db = await database()
  await db.awsRun.updateMany({ where: { id: runId, owner: OWNER }, data: { leaseUntil: leaseEnd() } })
}

/** Which runs are to be taken over. */
export interface Abandoned {
  /** Leases that ended before are nobody's. */
  silentSince: Date
  /** Of this learner only. */
  learnerId?: string
  /** Also those that could not be cleaned up a while ago, and would be looked after later. */
  atOnce: boolean
  /** Looked after already. */
  except: readonly string[]
}

/** Takes over a run that nobody is at any more, and that has left something behind or never ended. */
export async function takeOver({
  silentSince,
  learnerId,
  atOnce,
  except,
}: Abandoned): Promise<StoredRun | undefined> {
  const db = await database()
  const candidates = await db.awsRun.findMany({
    where: {
      id: { notIn: [...except] },
      ...(learnerId !== undefined && { learnerId }),
      AND: [
        { OR: [{ state: 'running' }, { entries: { some: { goneAt: null } } }] },
        {
          OR: [
            { leaseUntil: null },
            { leaseUntil: { lt: silentSince } },
            ...(atOnce ? [{ owner: null }] : []),
          ],
        },
      ],
    },
    orderBy: { createdAt: 'asc' },
    take: 20,
    select: { id: true, leaseUntil: true },
  })
  for (const { id, leaseUntil } of candidates) {
    const { count } = await db.awsRun.updateMany({
      where: { id, leaseUntil },
      data: { owner: OWNER, leaseUntil: leaseEnd() },
    })
    if (count === 1) return runOfId(id)
  }
  return undefined
}

async function runOfId(id: string): Promise<StoredRun | undefined> {
  const db = await database()
  const row = await db.awsRun.findUnique({ where: { id } })
  return row ? asStored(row) : undefined
}

/** A learner's own run with its ledger. */
export async function runFor(
  learnerId: string,
  runId: string,
): Promise<{ run: StoredRun; ledger: readonly LedgerEntry[] } | undefined> {
  const db = await database()
  const row = await db.awsRun.findFirst({
    where: { id: runId, learnerId },
    include: { entries: { orderBy: { number: 'asc' } } },
  })
  return row ? { run: asStored(row), ledger: row.entries.map(asEntry) } : undefined
}

/** A learner's latest runs of an exercise, the newest first. */
export async function runsFor(learnerId: string, exerciseId: string): Promise<readonly StoredRun[]> {
  const db = await database()
  const rows = await db.awsRun.findMany({
    where: { learnerId, exerciseId, state: { not: 'planned' } },
    orderBy: { createdAt: 'desc' },
    take: 5,
  })
  return rows.map(asStored)
}

/** Adds a line to what the learner sees of the run. */
export async function say(runId: string, text: string): Promise<void> {
  const db = await database()
  const row = await db.awsRun.findUnique({ where: { id: runId }, select: { progress: true } })
  const before: Progress[] = JSON.parse(row?.progress ?? '[]')
  await db.awsRun.updateMany({
    where: { id: runId },
    data: {
      progress: JSON.stringify([...before, { at: new Date().toISOString(), text }]),
      owner: OWNER,
      leaseUntil: leaseEnd(),
    },
  })
}

/** Ends a run, or replaces what it ended with. Afterwards it is nobody's, and a sweep may look at what is left. */
export async function endRun(runId: string, report: AwsReport): Promise<void> {
  const db = await database()
  await db.awsRun.update({
    where: { id: runId },
    data: {
      state: 'ended',
      report: JSON.stringify(report),
      endedAt: new Date(),
      owner: null,
      leaseUntil: null,
    },
  })
}

/** Leaves what a run could not take away for later. */
export async function postpone(runId: string, forMs: number): Promise<void> {
  const db = await database()
  await db.awsRun.update({
    where: { id: runId },
    data: { owner: null, leaseUntil: new Date(Date.now() + forMs) },
  })
}

/** Writes down what is about to be made. */
export async function writeDown(runId: string, kind: ThingKind, name: string): Promise<LedgerEntry> {
  const db = await database()
  return db.$transaction(async (tx) => {
    // The number is the next one; whoever writes holds the run's row.
    await tx.$queryRaw`SELECT 1 FROM "AwsRun" WHERE "id" = ${runId} FOR UPDATE`
    const number = (await tx.awsLedgerEntry.count({ where: { runId } })) + 1
    return asEntry(await tx.awsLedgerEntry.create({ data: { runId, number, kind, name } }))
  })
}

export async function noteArn({ runId, number }: LedgerEntry, arn: string): Promise<void> {
  const db = await database()
  await db.awsLedgerEntry.update({ where: { runId_number: { runId, number } }, data: { arn } })
}

/** AWS says that it is gone. */
export async function strikeOff({ runId, number }: LedgerEntry): Promise<void> {
  const db = await database()
  await db.awsLedgerEntry.update({
    where: { runId_number: { runId, number } },
    data: { goneAt: new Date(), problem: null },
  })
}

export async function noteProblem({ runId, number }: LedgerEntry, problem: string): Promise<void> {
  const db = await database()
  await db.awsLedgerEntry.update({ where: { runId_number: { runId, number } }, data: { problem } })
}

/** What a run has made and not taken away, the latest first. */
export async function openEntries(runId: string): Promise<LedgerEntry[]> {
  const db = await database()
  const rows = await db.awsLedgerEntry.findMany({
    where: { runId, goneAt: null },
    orderBy: { number: 'desc' },
  })
  return rows.map(asEntry)
}

/** How many things of all runs, or of one learner's, are somewhere still. */
export async function openEntryCount(learnerId?: string): Promise<number> {
  const db = await database()
  const run = learnerId === undefined ? {} : { run: { learnerId } }
  return db.awsLedgerEntry.count({ where: { goneAt: null, ...run } })
}

/** Plans that nobody said yes to. */
export async function forgetPlans(before: Date): Promise<void> {
  const db = await database()
  await db.awsRun.deleteMany({ where: { state: 'planned', createdAt: { lt: before } } })
}

function leaseEnd(): Date {
  return new Date(Date.now() + LEASE_MS)
}

interface RunRow {
  id: string
  exerciseId: string
  definition: string
  state: string
  plan: string
  progress: string
  report: string | null
  roleArn: string | null
  externalId: string | null
}

function asStored({
  id,
  exerciseId,
  definition,
  state,
  plan,
  progress,
  report,
  roleArn,
  externalId,
}: RunRow): StoredRun {
  return {
    id,
    exerciseId,
    definition,
    state: state as StoredRun['state'],
    plan: JSON.parse(plan),
    progress: JSON.parse(progress),
    ...(report !== null && { report: JSON.parse(report) as AwsReport }),
    ...(roleArn !== null && externalId !== null && { role: { roleArn, externalId } }),
  }
}

interface EntryRow {
  runId: string
  number: number
  kind: string
  name: string
  arn: string | null
  writtenAt: Date
  goneAt: Date | null
  problem: string | null
}

function asEntry({ kind, arn, goneAt, problem, ...row }: EntryRow): LedgerEntry {
  return {
    ...row,
    kind: kind as ThingKind,
    ...(arn !== null && { arn }),
    ...(goneAt !== null && { goneAt }),
    ...(problem !== null && { problem }),
  }
}
