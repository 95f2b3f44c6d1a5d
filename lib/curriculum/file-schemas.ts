import * as z from 'zod/mini'
import { examTasksSchema, idSchema } from '@/lib/exercises/schemas'

/** Courses and the frontmatter of lessons as authors write them. */

const sentence = z.string().check(z.minLength(3))

const sourceSchema = z.strictObject({
  title: sentence,
  url: z.string().check(z.regex(/^https:\/\/[^\s]+$/, 'has to be an https address.')),
  checked: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'has to be a day such as 2026-11-22, in quotes.')),
})

export const frontmatterSchema = z.strictObject({
  title: sentence,
  summary: sentence,
  minutes: z.int().check(z.minimum(1), z.maximum(120)),
  concepts: z.array(idSchema).check(z.minLength(1)),
  examTasks: examTasksSchema,
  sources: z.array(sourceSchema).check(z.minLength(1)),
})

export type Frontmatter = z.infer<typeof frontmatterSchema>

export const courseFileSchema = z.strictObject({
  $schema: z.exactOptional(z.string()),
  title: sentence,
  summary: sentence,
  modules: z
    .array(
      z.strictObject({
        id: idSchema,
        title: sentence,
        summary: sentence,
        lessons: z.array(idSchema).check(z.minLength(1)),
      }),
    )
    .check(z.minLength(1)),
})
