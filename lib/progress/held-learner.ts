import type { Learner } from '@/lib/auth'
import { Prisma } from '@/lib/db/server'

/** The learner was deleted, or was a guest and has become an account, since the session was asked for. */
export class LearnerGone extends Error {
  override readonly name = 'LearnerGone'

  constructor() {
    super('This learner does not exist any more.')
  }
}

/**
 * The learner's row, held from now on, as something to select from; no row if there is no such learner any more. A
 * statement that stores something for a learner takes it from here, and so locks this row before any other. The move
 * of a guest into an account begins with this row as well: whichever comes second waits, and neither ever waits for
 * the other.
 */
export function heldLearner(learner: Learner): Prisma.Sql {
  // KEY SHARE, which foreign keys ask for in any case: writers of the same learner do not wait for one another.
  return Prisma.sql`(SELECT "id" FROM "User" WHERE "id" = ${learner.id} FOR KEY SHARE) AS "learner"`
}
