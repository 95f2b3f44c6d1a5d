import type { Failure, Instant, Resource } from '@/lib/asl'
import type { RunHandler } from '@/lib/handlers'
import type { JsonValue } from '@/lib/json'
import type { Ids } from './ids'

/** What a service answers to one call, and how much virtual time that took. */
export type Answer = { durationMs: number } & (
  | { kind: 'Succeeded'; output: JsonValue }
  | { kind: 'Failed'; failure: Failure }
)

/** Work asked of a service: the part of a scheduled task that services look at. */
export interface Call {
  resource: Resource
  resourceArn: string
  payload: JsonValue
}

/** What a service may use besides its own state. */
export interface Surroundings {
  /** When the call arrives. */
  at: Instant
  ids: Ids
  runHandler: RunHandler
}

export function failed(error: string, cause: string, durationMs: number): Answer {
  return { kind: 'Failed', failure: { error, cause }, durationMs }
}

/**
 * For what AWS can do and the sandbox cannot yet: never a made-up success, and an error name that nobody
 * takes for one of AWS's.
 */
export function notSimulated(what: string): Answer {
  return failed(
    'Stepwise.NotSimulated',
    `The sandbox does not simulate ${what} yet. On AWS this call might have succeeded.`,
    0,
  )
}
