import type { JsonObject } from '@/lib/json'

/** The answer of an operation that was refused. */
export interface ApiError {
  error: { code: string; message: string }
}

/** A request that the API refuses: thrown where it is noticed, told to the caller in one place. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** What the error has besides its message, such as the `reason` of a ValidationException. */
    readonly fields: JsonObject = {},
  ) {
    super(message)
    this.name = 'Refused'
  }
}

/** @throws Refused */
export function refuse(code: string, message: string, fields?: JsonObject): never {
  throw new Refused(code, message, fields)
}

/** What `work` answers, or its refusal as a value. */
export function answered<T>(work: () => T): T | ApiError {
  try {
    return work()
  } catch (thrown) {
    return errorOf(thrown)
  }
}

/** A refusal as a value. @throws everything else */
export function errorOf(thrown: unknown): ApiError {
  if (!(thrown instanceof Refused)) throw thrown
  return { error: { code: thrown.code, message: thrown.message } }
}
