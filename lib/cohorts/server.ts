import 'server-only'

/** The queries of this folder; each has the instructor's permission in its `where`. */
export { cohortPage, LEARNERS_PER_PAGE } from './cohort-page'
export { lastAttempt, learnerPage } from './learner-page'
