/** The second door of this folder: the zod schema of a question's file. */
export { questionFileSchema } from './question-file'
