/**
 * The second door of this folder: zod schemas of `exercise.json` and of what comes over HTTP. Apart from
 * `index.ts` so that the workbench, which needs neither, does not carry them.
 */

export type { AccountFile } from './account-file'
export {
  type AttemptRequest,
  answerSchema,
  attemptSchema,
  exerciseIdSchema,
  MAX_ANSWER_BYTES,
  ulidSchema,
} from './attempt'
export { type ExerciseFile, examTasksSchema, exerciseFileSchema } from './exercise-file'
