import type { Learner } from '@/lib/auth'
import { Prisma } from '@/lib/db/server'
import { heldLearner, LearnerGone } from './held-learner'
import { instant } from './instant'
import { NOT_STARTED, type Standing } from './standing'

/** How a learner stands on an exercise now. */
async function storedStanding(
  db: Prisma.TransactionClient,
  learner: Learner,
  exerciseId: string,
): Promise<Standing> {
  const [row] = await db.$queryRaw<Standing[]>`
    SELECT "standing".* FROM ${learnerWithStanding(learner, exerciseId)}`
  return standingOf(row)
}

/** One row of the learner, its `standing` null where nothing was begun; no row for a learner who is gone. */
export function learnerWithStanding(learner: Learner, exerciseId: string): Prisma.Sql {
  return Prisma.sql`
    "User" LEFT JOIN "ExerciseStanding" AS "standing"
      ON "standing"."learnerId" = "User"."id" AND "standing"."exerciseId" = ${exerciseId}
    WHERE "User"."id" = ${learner.id}`
}

/** @throws LearnerGone */
export function standingOf<Row extends Standing>(row: Row | undefined): Standing {
  if (!row) throw new LearnerGone()
  return row.firstAt ? row : NOT_STARTED
}

/**
 * Replaces a learner's standing on an exercise by what `change` makes of it.
 *
 * @throws LearnerGone
 */
export async function changeStanding(
  db: Prisma.TransactionClient,
  learner: Learner,
  exerciseId: string,
  change: (standing: Standing) => Standing,
): Promise<void> {
  for (;;) {
    const before = await storedStanding(db, learner, exerciseId)
    const replaced = await db.$queryRaw<unknown[]>(
      standingReplacement({ learner, exerciseId, before, after: change(before) }),
    )
    if (replaced.length === 1) return
  }
}

/**
 * One statement that puts `after` in the place of `before`, and answers a row; none if the standing is not `before`
 * any more, because another tab was faster, or if the learner is gone. Whoever gets none reads and tries again: no
 * transaction has to be held open between reading and writing, where each of its steps would make all others of the
 * embedded database wait.
 */
export function standingReplacement({
  learner,
  exerciseId,
  before,
  after,
}: {
  learner: Learner
  exerciseId: string
  before: Standing
  after: Standing
}): Prisma.Sql {
  // A row always has the moment when work began, so NOT_STARTED stands for no row at all.
  return Prisma.sql`
    INSERT INTO "ExerciseStanding" AS "now" (
      "learnerId", "exerciseId", "attempts", "failedInARow", "activeMs", "firstAt", "lastAt", "passedAt", "assistedAt",
      "lastAttemptId", "lastOutcome", "failedChecks"
    )
    SELECT
      "learner"."id", ${exerciseId}, ${after.attempts}::int, ${after.failedInARow}::int, ${after.activeMs}::int,
      ${instant(after.firstAt)}, ${instant(after.lastAt)}, ${instant(after.passedAt)}, ${instant(after.assistedAt)},
      ${after.lastAttemptId}, ${after.lastOutcome}, ${after.failedChecks}::text[]
    FROM ${heldLearner(learner)}
    ON CONFLICT ("learnerId", "exerciseId") DO UPDATE SET
      "attempts" = EXCLUDED."attempts", "failedInARow" = EXCLUDED."failedInARow", "activeMs" = EXCLUDED."activeMs",
      "firstAt" = EXCLUDED."firstAt", "lastAt" = EXCLUDED."lastAt", "passedAt" = EXCLUDED."passedAt",
      "assistedAt" = EXCLUDED."assistedAt", "lastAttemptId" = EXCLUDED."lastAttemptId",
      "lastOutcome" = EXCLUDED."lastOutcome", "failedChecks" = EXCLUDED."failedChecks"
    WHERE ("now"."attempts", "now"."firstAt", "now"."assistedAt")
      IS NOT DISTINCT FROM (${before.attempts}::int, ${instant(before.firstAt)}, ${instant(before.assistedAt)})
    RETURNING "now"."assistedAt"`
}
