import { completion, type Standing } from '@/lib/progress'

/** How a learner stands on an exercise, as an instructor sees it at a glance. */
export type ExerciseState = 'not-started' | 'working' | 'failing' | 'stuck' | 'passed' | 'passed-assisted'

/** What a state is told by. */
export type StandingAtAGlance = Pick<
  Standing,
  'attempts' | 'failedInARow' | 'activeMs' | 'passedAt' | 'assistedAt'
>

/** Failed tries in a row from which on somebody should have a look. */
export const STUCK_AFTER_FAILURES = 3

/** Minutes of work without passing from which on somebody should have a look, if it was tried at all. */
export const STUCK_AFTER_MINUTES = 30

/**
 * Not passed, and either failed three times in a row or tried in vain for half an hour of work. How often or how
 * long before passing makes no difference any more.
 */
export function isStuck(standing: Omit<StandingAtAGlance, 'assistedAt'>): boolean {
  if (standing.passedAt) return false
  const isLong = standing.activeMs >= STUCK_AFTER_MINUTES * 60_000
  return standing.failedInARow >= STUCK_AFTER_FAILURES || (standing.attempts > 0 && isLong)
}

/** `standing` is absent while nothing was begun; a draft or a look at the solution begins it. */
export function exerciseState(standing: StandingAtAGlance | undefined): ExerciseState {
  if (!standing) return 'not-started'
  const completed = completion(standing)
  if (completed !== 'open') return completed
  if (standing.attempts === 0) return 'working'
  return isStuck(standing) ? 'stuck' : 'failing'
}
