import 'server-only'

export { type AttemptSummary, attemptOf, attemptsOn, type StoredAttempt } from './attempts'
export { type Draft, DraftsFull, discardDraft, draftsOf, saveDraft } from './drafts'
/** The queries of this folder; `index.ts` says what lives here. */
export { learnerTransaction } from './learner-transaction'
export { rememberPlace } from './lesson-place'
export { progressOf } from './progress-of'
export { QuizAnswerConflict, type QuizAnswerRequest, recordQuizAnswer } from './quiz-answers'
export { solutionFor } from './solution'
export { isStorable } from './storable'
export { AttemptConflict, type Grading, submitAttempt } from './submit-attempt'
export type { AttemptVerdict } from './verdict'
