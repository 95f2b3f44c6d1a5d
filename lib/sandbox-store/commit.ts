import type { Prisma } from '@/lib/db/server'

/** The transaction in which a turn is stored. */
export interface Commit {
  tx: Prisma.TransactionClient
  sandboxId: string
  /** The number of the turn. */
  turn: bigint
}

/** Numbers for what a turn makes, rising from turn to turn. */
export function numberIn(turn: bigint, place: number): bigint {
  return turn * 1_000_000n + BigInt(place)
}
