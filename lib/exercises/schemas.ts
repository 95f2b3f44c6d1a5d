/**
 * The second door of this folder: zod schemas of `exercise.json` and of what comes over HTTP, and what the schemas
 * cannot say of an account. Apart from `index.ts` so that the workbench, which needs none of it, does not carry it.
 */

export { type AccountProblem, accountProblems } from './account'
export { type AccountFile, accountFile } from './account-file'
export { accountSetup } from './account-setup'
export {
  attemptSchema,
  exerciseIdSchema,
  MAX_ANSWER_BYTES,
  ulidSchema,
} from './attempt'
export { type ExerciseFile, examTasksSchema, exerciseFileSchema, idSchema } from './exercise-file'
