import * as z from 'zod/mini'
import type { JsonObject } from '@/lib/json'
import { arn, cause, data, definition, error, optional, text } from '../members'
import { Refused } from '../refused'

const stateName = text(1, 80)
const count = z.int().check(z.gte(0))

/** The request of TestState, as the API has it. */
export const testStateInput = z.object({
  definition,
  /** Of the state to test, when `definition` is a whole state machine. */
  stateName: optional(stateName),
  roleArn: optional(arn),
  /** JSON text; `{}` unless given. */
  input: optional(data),
  inspectionLevel: optional(z.enum(['INFO', 'DEBUG', 'TRACE'])),
  revealSecrets: optional(z.boolean()),
  /** JSON text of an object. */
  variables: optional(data),
  /** JSON text of an object. */
  context: optional(data),
  mock: optional(
    z.object({
      /** JSON text. */
      result: optional(data),
      errorOutput: optional(z.object({ error: optional(error), cause: optional(cause) })),
      fieldValidationMode: optional(z.enum(['STRICT', 'PRESENT', 'NONE'])),
    }),
  ),
  stateConfiguration: optional(
    z.object({
      retrierRetryCount: optional(count),
      errorCausedByState: optional(stateName),
      mapIterationFailureCount: optional(count),
      mapItemReaderData: optional(data),
    }),
  ),
})
export type TestStateRequest = z.output<typeof testStateInput>

/** The response of TestState: every value is JSON text. */
export interface TestStateOutput {
  status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR'
  output?: string
  error?: string
  cause?: string
  nextState?: string
  inspectionData?: JsonObject
}

/** A ValidationException in AWS's words. */
export function invalid(message: string): Refused {
  return new Refused('ValidationException', message)
}

/** A ValidationException where we do not know AWS's words. */
export function invalidInOurWords(message: string): Refused {
  return new Refused('ValidationException', message)
}
