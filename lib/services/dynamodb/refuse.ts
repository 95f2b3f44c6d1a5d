import type { JsonObject } from '@/lib/json'

/** A refusal in DynamoDB's own words. */
export interface DynamoDbError {
  /** Such as `ValidationException`, `ConditionalCheckFailedException`. */
  code: string
  message: string
  status: number
  /** What else the response holds: the `Item` that failed a condition, the `CancellationReasons`. */
  details?: JsonObject
}

/** What an operation answers. `notSimulated` names a part that exists on AWS, but not here. */
export type DynamoDbReply =
  | { ok: true; response: JsonObject }
  | { ok: false; error: DynamoDbError }
  | { ok: false; notSimulated: string }

/** Thrown by the readers of requests, many calls deep, and caught in one place: where an operation answers. */
export class Refused extends Error {
  readonly error: DynamoDbError

  constructor(error: DynamoDbError) {
    super(error.message)
    this.error = error
  }
}

export class NotSimulated extends Error {}

export function refuse(code: string, message: string, details?: JsonObject): never {
  throw new Refused({ code, message, status: 400, ...(details && { details }) })
}

/** What most requests are refused with. */
export function invalid(message: string): never {
  refuse('ValidationException', message)
}

/** JSON that does not have the shape which DynamoDB's protocol asks for. */
export function misshapen(message: string): never {
  refuse('SerializationException', message)
}

export function notSimulated(what: string): never {
  throw new NotSimulated(what)
}

/** Runs one operation; a refusal comes back as a value, everything else that is thrown is a mistake of ours. */
export function answered(operate: () => JsonObject): DynamoDbReply {
  try {
    return { ok: true, response: operate() }
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, error: thrown.error }
    if (thrown instanceof NotSimulated) return { ok: false, notSimulated: thrown.message }
    throw thrown
  }
}
