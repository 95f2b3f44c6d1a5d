import type { Prisma } from '@/lib/db/server'

/** The transaction in which a turn is stored. */
export interface Commit {
  tx: Prisma.TransactionClient
  sandboxId: string
  /** The number of the turn. */
  turn: bigint
}

/** Rows of one statement: PostgreSQL takes 65,535 parameters at most. */
export const ROWS_AT_MOST = 1_000

export function slices<T>(rows: readonly T[]): T[][] {
  const all: T[][] = []
  for (let from = 0; from < rows.length; from += ROWS_AT_MOST) all.push(rows.slice(from, from + ROWS_AT_MOST))
  return all
}

/** Numbers for what a turn makes, rising from turn to turn. */
export function numberIn(turn: bigint, place: number): bigint {
  return turn * 1_000_000n + BigInt(place)
}
