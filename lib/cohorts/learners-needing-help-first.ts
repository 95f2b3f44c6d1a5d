import type { Instructor } from '@/lib/auth'
import { database, Prisma } from '@/lib/db/server'
import { STUCK_AFTER_FAILURES, STUCK_AFTER_MINUTES } from './exercise-state'

export interface CohortLearner {
  id: string
  name: string
}

/**
 * Learners of a cohort, those stuck on most exercises first, then by name; none unless this instructor teaches it.
 * In SQL of our own because the order hangs on a count over the standings of the whole cohort, of which only
 * one page is fetched. Standings of others are counted too; joining them away first is slower.
 */
export async function learnersNeedingHelpFirst(
  instructor: Instructor,
  cohortId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<CohortLearner[]> {
  const db = await database()
  return db.$queryRaw<CohortLearner[]>`
    SELECT "User"."id", "User"."name"
    FROM "CohortMember" AS "learner"
    JOIN "User" ON "User"."id" = "learner"."userId"
    LEFT JOIN (
      SELECT "learnerId", count(*) AS "exercises" FROM "ExerciseStanding" WHERE ${isStuckInSql} GROUP BY "learnerId"
    ) AS "stuck" ON "stuck"."learnerId" = "User"."id"
    WHERE "learner"."cohortId" = ${cohortId} AND "learner"."role" = 'LEARNER'
      AND EXISTS (
        SELECT 1 FROM "CohortMember" AS "instructor"
        WHERE "instructor"."cohortId" = "learner"."cohortId"
          AND "instructor"."userId" = ${instructor.id} AND "instructor"."role" = 'INSTRUCTOR'
      )
    ORDER BY coalesce("stuck"."exercises", 0) DESC, "User"."name", "User"."id"
    LIMIT ${limit} OFFSET ${offset}`
}

/** `isStuck` in SQL; a test compares the two. */
export const isStuckInSql = Prisma.sql`
  "passedAt" IS NULL AND (
    "failedInARow" >= ${STUCK_AFTER_FAILURES} OR ("attempts" > 0 AND "activeMs" >= ${STUCK_AFTER_MINUTES * 60_000})
  )`
