import type { Instructor } from '@/lib/auth'
import { exercises as allExercises } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import { type LearnerRow, learnerRow, standingFields } from './learner-row'
import { learnersNeedingHelpFirst } from './learners-needing-help-first'
import { learnerTaughtBy, taughtBy } from './taught-by'

/** How many learners one page shows. */
export const LEARNERS_PER_PAGE = 50

export interface CohortSummary {
  id: string
  name: string
  learners: number
}

/** Learners × exercises of one cohort, those first who need help. */
export interface CohortPage {
  cohort: CohortSummary
  /** All cohorts of this instructor, this one among them, by name. */
  cohorts: readonly CohortSummary[]
  /** The columns, in the order of the course. */
  exercises: readonly { id: string; title: string }[]
  rows: readonly LearnerRow[]
  /** From 1. */
  page: number
  pages: number
}

/**
 * One page of a cohort, of the instructor's first one if none is named; undefined unless this instructor teaches it.
 * Three queries, whatever the number of learners, and none that reads attempts.
 */
export async function cohortPage(
  instructor: Instructor,
  { cohortId, page = 1 }: { cohortId?: string; page?: number } = {},
): Promise<CohortPage | undefined> {
  const db = await database()
  const cohorts = await cohortsOf(instructor)
  const cohort = cohortId === undefined ? cohorts[0] : cohorts.find((one) => one.id === cohortId)
  if (!cohort) return undefined

  const pages = Math.max(1, Math.ceil(cohort.learners / LEARNERS_PER_PAGE))
  const shown = Math.min(Math.max(1, Math.trunc(page)), pages)
  const learners = await learnersNeedingHelpFirst(instructor, cohort.id, {
    limit: LEARNERS_PER_PAGE,
    offset: (shown - 1) * LEARNERS_PER_PAGE,
  })
  const standings = await db.exerciseStanding.findMany({
    where: { learnerId: { in: learners.map((learner) => learner.id) }, learner: learnerTaughtBy(instructor) },
    select: standingFields,
  })
  const exercises = allExercises().map(({ id, title }) => ({ id, title }))
  const rows = learners.map((learner) => learnerRow(learner, exercises, standings))
  return { cohort, cohorts, exercises, rows, page: shown, pages }
}

async function cohortsOf(instructor: Instructor): Promise<CohortSummary[]> {
  const db = await database()
  const cohorts = await db.cohort.findMany({
    where: taughtBy(instructor),
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, _count: { select: { members: { where: { role: 'LEARNER' } } } } },
  })
  return cohorts.map(({ id, name, _count }) => ({ id, name, learners: _count.members }))
}
