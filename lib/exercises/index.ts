/**
 * An exercise, its checks, and `grade`: the same code in the browser's worker and on the server.
 * May import: `lib/sandbox`, `lib/asl`. Pure: reading exercises from disk belongs to `lib/curriculum`.
 */
export type { Check } from './check'
export type {
  Answer,
  AuthoredCheck,
  CheckResult,
  Exercise,
  ExerciseForLearner,
  Mistake,
  Prompt,
  Report,
  Scenario,
  Verdict,
} from './exercise'
