import type { Learner } from '@/lib/auth'
import { database, type Prisma } from '@/lib/db/server'
import { LearnerGone } from './held-learner'

/**
 * One transaction at a time per learner: two tabs, or the same attempt sent twice, take turns at the learner's row,
 * so whoever comes second sees what the first one stored. Readers and other learners wait for nothing.
 *
 * @throws LearnerGone
 */
export async function learnerTransaction<T>(
  learner: Learner,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  const db = await database()
  return db.$transaction(async (tx) => {
    // NO KEY: rows elsewhere that refer to this learner can still be written.
    const locked = await tx.$queryRaw<
      unknown[]
    >`SELECT 1 FROM "User" WHERE "id" = ${learner.id} FOR NO KEY UPDATE`
    if (locked.length === 0) throw new LearnerGone()
    return work(tx)
  })
}
