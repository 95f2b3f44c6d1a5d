import type { JsonObject, JsonValue } from '@/lib/json'
import type { Call } from '../operations/operation'
import type { SandboxSession } from '../sandbox'

/** What a service answers before it is written for the wire. */
export type WireAnswer = { ok: true; response: JsonObject } | { ok: false; error: WireError }

export interface WireError {
  /** With its namespace, as the member `__type` has it: `com.amazonaws.sqs#QueueDoesNotExist`. */
  type: string
  message?: string
  /** What the error has besides. */
  fields?: JsonObject
  status: number
  /** SQS: what the error is called in the older protocol. */
  queryCode?: string
}

/** One service behind the endpoint: it knows its operations and what its errors are called. */
export type WireService = (sandbox: SandboxSession, body: JsonValue, call: Call) => Promise<WireAnswer>

/** AWS's own framework says so, whatever the service. */
export function frameworkError(name: string, message?: string, status = 400): WireAnswer {
  const type = `com.amazon.coral.service#${name}`
  return { ok: false, error: { type, status, ...(message !== undefined && { message }) } }
}

/** For an operation, or a part of one, that exists on AWS and not here; no error of AWS is called so. */
export function notSimulated(what: string): WireAnswer {
  const message = `Stepwise does not simulate ${what}.`
  return { ok: false, error: { type: 'Stepwise.NotSimulated', message, status: 400 } }
}
