import * as z from 'zod/mini'
import type { AccountText, Example } from '@/lib/curriculum'

/** A machine of the playground as a learner keeps it: texts as they were typed, right or wrong. */
export interface Sketch {
  name: string
  type: 'STANDARD' | 'EXPRESS'
  definition: string
  /** At least one. */
  inputs: readonly SketchInput[]
  /** The place of the input that Run takes. */
  chosen: number
  account: AccountText
}

export interface SketchInput {
  title: string
  /** JSON. */
  text: string
}

export const INPUTS_AT_MOST = 20

/** Of a whole sketch as JSON, in UTF-8 bytes: a definition of 1 MiB with all that is beside it. */
export const MOST_SKETCH_BYTES = 4 * 1024 * 1024

const MOST_TEXT = MOST_SKETCH_BYTES
const FILES_AT_MOST = 60

const text = z.string().check(z.maxLength(MOST_TEXT))
const title = z.string().check(z.minLength(1), z.maxLength(120))

/** A sketch that comes from a store, a link or a request. Its size as a whole is for the door to look at. */
export const sketchSchema: z.ZodMiniType<Sketch> = z
  .strictObject({
    name: title,
    type: z.enum(['STANDARD', 'EXPRESS']),
    definition: text,
    inputs: z.array(z.strictObject({ title, text })).check(z.minLength(1), z.maxLength(INPUTS_AT_MOST)),
    chosen: z.int().check(z.minimum(0)),
    account: z.strictObject({
      json: text,
      files: z
        .record(z.string().check(z.regex(/^(functions|machines)\/[a-z0-9.-]{1,80}$/)), text)
        .check(
          z.refine(
            (files) => Object.keys(files).length <= FILES_AT_MOST,
            `has more than ${FILES_AT_MOST} files`,
          ),
        ),
    }),
  })
  .check(z.refine(({ chosen, inputs }) => chosen < inputs.length, 'chooses an input that is not there'))

/** What a learner gets who opens an example. */
export function sketchOfExample(example: Example): Sketch {
  return {
    name: example.title,
    type: example.type,
    definition: example.definition,
    inputs: example.inputs.map((one) => ({
      title: one.title,
      text: JSON.stringify(one.input, undefined, 2),
    })),
    chosen: 0,
    account: example.account,
  }
}
