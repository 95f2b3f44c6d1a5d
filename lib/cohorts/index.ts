/**
 * The instructor's view: how the learners of a cohort stand, and who is stuck. This door has the pure rules and the
 * forms; the queries are behind `server.ts`. May import: `lib/auth` (types), `lib/db`, `lib/progress`, `lib/curriculum`.
 */
export type { CohortPage, CohortSummary } from './cohort-page'
export { type ExerciseState, isStuck } from './exercise-state'
export type { LastAttempt, LearnerPage } from './learner-page'
export type { ExerciseCell, LearnerRow } from './learner-row'
