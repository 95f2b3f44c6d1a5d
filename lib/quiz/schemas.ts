/** The second door of this folder: the zod schema of a question's file. */
export { type QuestionFile, questionFileSchema } from './question-file'
