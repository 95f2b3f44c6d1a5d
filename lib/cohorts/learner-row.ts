import type { Standing } from '@/lib/progress'
import { type ExerciseState, exerciseState, type StandingAtAGlance } from './exercise-state'

/** One learner's line: a cell for every exercise. */
export interface LearnerRow {
  learnerId: string
  name: string
  /** Absent while nothing was begun. */
  lastActive?: Date
  /** In the order of the columns. */
  cells: readonly ExerciseCell[]
  /** Ids of exercises. */
  stuckOn: readonly string[]
}

export interface ExerciseCell {
  exerciseId: string
  state: ExerciseState
  attempts: number
  failedInARow: number
  /** Ids, of the last attempt. */
  failedChecks: readonly string[]
}

/** What the page needs of a standing; it fetches some thousand of them. */
export type StandingRow = CellStanding & Pick<Standing, 'lastAt'> & { learnerId: string; exerciseId: string }

type CellStanding = StandingAtAGlance & Pick<Standing, 'failedChecks'>

export const standingFields = {
  learnerId: true,
  exerciseId: true,
  attempts: true,
  failedInARow: true,
  activeMs: true,
  lastAt: true,
  passedAt: true,
  assistedAt: true,
  failedChecks: true,
} as const

/** Standings on exercises that are not taught any more count as activity and have no cell. */
export function learnerRow(
  learner: { id: string; name: string },
  exercises: readonly { id: string }[],
  standings: readonly StandingRow[],
): LearnerRow {
  const own = standings.filter((standing) => standing.learnerId === learner.id)
  const byExercise = new Map(own.map((standing) => [standing.exerciseId, standing]))
  const cells = exercises.map(({ id }) => exerciseCell(id, byExercise.get(id)))
  const times = own.flatMap(({ lastAt }) => (lastAt ? [lastAt.getTime()] : []))
  return {
    learnerId: learner.id,
    name: learner.name,
    ...(times.length > 0 && { lastActive: new Date(Math.max(...times)) }),
    cells,
    stuckOn: cells.filter((cell) => cell.state === 'stuck').map((cell) => cell.exerciseId),
  }
}

function exerciseCell(exerciseId: string, standing: CellStanding | undefined): ExerciseCell {
  const { attempts = 0, failedInARow = 0, failedChecks = [] } = standing ?? {}
  return { exerciseId, state: exerciseState(standing), attempts, failedInARow, failedChecks }
}
