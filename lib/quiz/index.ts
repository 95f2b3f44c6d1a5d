/** Questions and how they are scored; pure. May import: `lib/exercises`. */
export type { Question, QuestionForLearner, QuestionResult } from './question'
export { forLearner, score } from './score'
