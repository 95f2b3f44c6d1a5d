import * as z from 'zod/mini'
import type { Answer } from './exercise'

/** What comes through the HTTP door with an attempt. */

/** Of an answer's text, in UTF-8 bytes; AWS takes definitions of 1 MiB, tests and scripts may be longer. */
export const MAX_ANSWER_BYTES = 6 * 1024 * 1024

/** 26 characters of Crockford's alphabet; the first holds three bits only. */
export const ulidSchema = z.string().check(z.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/))

export const exerciseIdSchema = z
  .string()
  .check(z.maxLength(200), z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)*$/))

const choiceId = z.string().check(z.minLength(1), z.maxLength(100))

const answerSchema: z.ZodMiniType<Answer> = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('definition'), definition: z.string() }),
    z.strictObject({
      kind: z.literal('prediction'),
      // Counted before any is read: reading half a million holds the server up for seconds.
      choices: z.pipe(z.custom<object>(hasFewMembers, 'at most 100 choices'), z.record(choiceId, choiceId)),
    }),
  ])
  .check(z.refine(isWithinSize))

/** An attempt as the browser sends it. A repeat with the same `attemptId` is the same attempt. */
export const attemptSchema = z.strictObject({
  /** ULID, made by the browser when Check is pressed. */
  attemptId: ulidSchema,
  exerciseId: exerciseIdSchema,
  /** Of the exercise that the learner saw. */
  contentVersion: z.string().check(z.regex(/^[\x20-\x7e]{1,100}$/)),
  answer: answerSchema,
  /** Milliseconds that the learner worked on it, as the browser counts. */
  activeMs: z.exactOptional(z.int().check(z.minimum(0), z.maximum(7 * 24 * 3_600_000))),
})

export type AttemptRequest = z.infer<typeof attemptSchema>

function isWithinSize(answer: Answer): boolean {
  return answer.kind === 'prediction' || fits(answer.definition)
}

function hasFewMembers(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length <= 100
}

/** UTF-16 text takes at most three bytes per unit, so short texts need no counting. */
function fits(text: string): boolean {
  return text.length * 3 <= MAX_ANSWER_BYTES || new TextEncoder().encode(text).length <= MAX_ANSWER_BYTES
}
