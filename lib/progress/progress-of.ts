import type { Learner } from '@/lib/auth'
import { course as courseOf, exercise as exerciseOf, lesson as lessonOf } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import { type CourseProgress, courseProgress, type LessonOutline, type Work } from './course-progress'

const NOTHING: Work = { standings: [], drafts: [], answers: [], places: [] }

/**
 * What is done in a course, what is next and where the learner stopped. Without a learner, for a visitor who has
 * saved nothing yet, everything is open. Undefined for a course that does not exist.
 */
export async function progressOf(
  learner: Learner | undefined,
  courseId = 'step-functions',
): Promise<CourseProgress | undefined> {
  const course = courseOf(courseId)
  if (!course) return undefined
  const slugs = course.modules.flatMap((module) => module.lessons)
  const outlines = slugs.flatMap((slug) => lessonOutline(slug) ?? [])
  return courseProgress(course, outlines, learner ? await workOf(learner) : NOTHING)
}

function lessonOutline(slug: string): LessonOutline | undefined {
  const lesson = lessonOf(slug)
  return lesson && { lesson, exercises: lesson.exercises.flatMap((id) => exerciseOf(id) ?? []) }
}

async function workOf(learner: Learner): Promise<Work> {
  const db = await database()
  const where = { learnerId: learner.id }
  const [standings, drafts, answers, places] = await Promise.all([
    db.exerciseStanding.findMany({
      where,
      select: { exerciseId: true, attempts: true, lastAt: true, passedAt: true, assistedAt: true },
    }),
    db.draft.groupBy({ by: ['exerciseId'], where, _max: { savedAt: true } }),
    // Not by Prisma's `distinct`, which fetches every answer ever given and drops all but the last here.
    db.$queryRaw<Work['answers']>`
      SELECT DISTINCT ON ("questionId") "questionId", "correct", "createdAt" FROM "QuizAnswer"
      WHERE "learnerId" = ${learner.id} ORDER BY "questionId", "createdAt" DESC, "answerId" DESC`,
    db.lessonPlace.findMany({ where, select: { lesson: true, anchor: true, visitedAt: true } }),
  ])
  const newest = drafts.flatMap(({ exerciseId, _max }) =>
    _max.savedAt ? [{ exerciseId, savedAt: _max.savedAt }] : [],
  )
  return { standings, drafts: newest, answers, places }
}
