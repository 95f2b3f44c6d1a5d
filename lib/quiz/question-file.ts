import * as z from 'zod/mini'
import { examTasksSchema, idSchema } from '@/lib/exercises/schemas'

/** `content/questions/<id>.json` as authors write it; the id is the file's name. */
const text = z.string().check(z.minLength(3))

const option = z.strictObject({
  id: idSchema,
  text: z.string().check(z.minLength(1)),
  correct: z.boolean(),
  reason: text.check(z.describe('Why this option is right, or what the one who chooses it mixes up')),
})

export const questionFileSchema = z.strictObject({
  $schema: z.exactOptional(z.string()),
  kind: z.enum(['multiple-choice', 'multiple-response']),
  stem: text,
  options: z.array(option).check(z.minLength(4)),
  concepts: z.array(text).check(z.minLength(1)),
  examTasks: examTasksSchema,
  source: z.strictObject({
    title: text,
    url: z.string().check(z.regex(/^https:\/\/[^\s]+$/, 'has to be an https address.')),
    checked: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'has to be a day such as 2026-11-22.')),
  }),
})
