/**
 * An exercise, its checks, and `grade`: the same code in the browser's worker and on the server.
 * May import: `lib/sandbox`, `lib/asl`. Pure: reading exercises from disk belongs to `lib/curriculum`.
 * A second door, `schemas.ts`, has the zod schemas of files and requests.
 */
export { accountTrouble } from './account-trouble'
export type { AttemptRequest } from './attempt'
export type { Check, CheckKind } from './check'
export type {
  Answer,
  AuthoredCheck,
  CheckResult,
  ExamTasks,
  Exercise,
  ExerciseForLearner,
  Mistake,
  Prompt,
  PromptForLearner,
  Report,
  Scenario,
  Verdict,
} from './exercise'
export { forLearner, reportForLearner } from './for-learner'
export { checksIn, grade, judged, tookTooLong } from './grade'
export { holdingOptions } from './prediction'
export {
  parseFor,
  type Runnable,
  runIn,
  runScenario,
  type ScenarioRun,
  type TakingPart,
  type World,
} from './run-scenario'
export {
  LONGEST_REAL_WAIT_SECONDS,
  type Place,
  whyCheckIsNotOnAws,
  whyScenarioIsNotOnAws,
} from './where-it-runs'
