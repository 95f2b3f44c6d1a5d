import type { Instructor } from '@/lib/auth'
import { exercises as allExercises } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import type { Answer, CheckResult, Report } from '@/lib/exercises'
import { type LearnerRow, learnerRow, standingFields } from './learner-row'
import { learnerTaughtBy } from './taught-by'

/** One learner with a cell for every exercise. */
export interface LearnerPage extends LearnerRow {
  exercises: readonly { id: string; title: string }[]
}

/** The last thing that a learner handed in for an exercise. */
export interface LastAttempt {
  attemptId: string
  exerciseId: string
  outcome: Report['outcome']
  assisted: boolean
  recordedAt: Date
  /** As it was handed in, to the character. */
  answer: Answer
  /** Hidden scenarios too: this is for the instructor. */
  failed: readonly CheckResult[]
  diagnostics: Report['diagnostics']
  message?: string
}

/** How one learner stands; undefined unless this instructor teaches a cohort of theirs. */
export async function learnerPage(
  instructor: Instructor,
  learnerId: string,
): Promise<LearnerPage | undefined> {
  const db = await database()
  const learner = await db.user.findFirst({
    where: { id: learnerId, ...learnerTaughtBy(instructor) },
    select: { id: true, name: true },
  })
  if (!learner) return undefined
  const standings = await db.exerciseStanding.findMany({
    where: { learnerId, learner: learnerTaughtBy(instructor) },
    select: standingFields,
  })
  const exercises = allExercises().map(({ id, title }) => ({ id, title }))
  return { ...learnerRow(learner, exercises, standings), exercises }
}

/** Undefined when nothing was handed in, or unless this instructor teaches a cohort of that learner. */
export async function lastAttempt(
  instructor: Instructor,
  learnerId: string,
  exerciseId: string,
): Promise<LastAttempt | undefined> {
  const db = await database()
  const row = await db.attempt.findFirst({
    where: { learnerId, exerciseId, learner: learnerTaughtBy(instructor) },
    orderBy: [{ createdAt: 'desc' }, { attemptId: 'desc' }],
    select: { attemptId: true, answer: true, report: true, assisted: true, createdAt: true },
  })
  if (!row) return undefined
  const report = row.report as unknown as Report
  return {
    attemptId: row.attemptId,
    exerciseId,
    outcome: report.outcome,
    assisted: row.assisted,
    recordedAt: row.createdAt,
    answer: row.answer as unknown as Answer,
    failed: report.results.filter((result) => !result.verdict.passed),
    diagnostics: report.diagnostics,
    ...(report.message !== undefined && { message: report.message }),
  }
}
