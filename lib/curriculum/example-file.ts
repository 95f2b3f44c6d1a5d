import * as z from 'zod/mini'
import { accountFile, idSchema } from '@/lib/exercises/schemas'

/** `example.json` and `catalogue.json` of the playground as authors write them. */

const sentence = z.string().check(z.minLength(3), z.maxLength(400))

const endingFile = z.strictObject({
  status: z.enum(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'RUNNING']),
  error: z.exactOptional(z.string()),
  output: z.exactOptional(z.json()),
})

export const exampleFileSchema = z.strictObject({
  $schema: z.exactOptional(z.string()),
  title: sentence,
  /** What it shows, in a sentence. */
  idea: sentence,
  /** What to look at once it has run, in a sentence. */
  look: sentence,
  /** What somebody might search for who does not know the title: `polling`, `idempotency`. */
  words: z.array(z.string().check(z.minLength(2))).check(z.minLength(1)),
  workflowType: z._default(z.enum(['STANDARD', 'EXPRESS']), 'STANDARD'),
  account: z._default(accountFile, {}),
  inputs: z
    .array(z.strictObject({ title: sentence, input: z.json(), ends: endingFile }))
    .check(z.minLength(1), z.maxLength(6)),
})

export type ExampleFile = z.infer<typeof exampleFileSchema>

export const catalogueFileSchema = z.strictObject({
  $schema: z.exactOptional(z.string()),
  /** What a machine that is begun from nothing begins with: the smallest definition and a furnished account. */
  start: idSchema,
  groups: z
    .array(
      z.strictObject({
        title: sentence,
        summary: sentence,
        examples: z.array(idSchema).check(z.minLength(1)),
      }),
    )
    .check(z.minLength(1)),
})
