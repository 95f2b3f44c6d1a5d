import type { Learner } from '@/lib/auth'
import { lesson as lessonOf } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import { heldLearner, LearnerGone } from './held-learner'
import { instant } from './instant'

/**
 * Remembers where a learner is reading. False for a lesson that does not exist.
 *
 * @throws LearnerGone
 */
export async function rememberPlace(learner: Learner, slug: string, anchor?: string): Promise<boolean> {
  if (!lessonOf(slug)) return false
  const db = await database()
  const stored = await db.$executeRaw`
    INSERT INTO "LessonPlace" ("learnerId", "lesson", "anchor", "visitedAt")
    SELECT "learner"."id", ${slug}, ${anchor ?? null}, ${instant(new Date())} FROM ${heldLearner(learner)}
    ON CONFLICT ("learnerId", "lesson") DO UPDATE
      SET "anchor" = EXCLUDED."anchor", "visitedAt" = EXCLUDED."visitedAt"`
  if (stored === 0) throw new LearnerGone()
  return true
}
