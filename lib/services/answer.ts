import type { Failure, Instant, Resource, TaskToken } from '@/lib/asl'
import type { RunHandler } from '@/lib/handlers'
import type { JsonValue } from '@/lib/json'
import type { Agenda } from './agenda'
import type { Account } from './create-account'
import type { Ids } from './ids'

/** What a service answers to one call, and how much virtual time that took. */
export type Answer = { durationMs: number } & (
  | { kind: 'Succeeded'; output: JsonValue }
  | { kind: 'Failed'; failure: Failure }
  /** It took the job (`.sync`) or the message (`.waitForTaskToken`); how the task ends is on the agenda, or open. */
  | { kind: 'Submitted'; output: JsonValue }
  /** An activity's task lies there until a worker takes it. */
  | { kind: 'Queued' }
)

/** Work asked of a service: the part of a scheduled task that services look at. */
export interface Call {
  resource: Resource
  resourceArn: string
  payload: JsonValue
  /** The token of the task, unless it is no task that calls. */
  taskToken?: TaskToken
  /** The role of the task's `Credentials`. */
  credentialsRoleArn?: string
  caller?: Caller
}

/** The execution that calls. */
export interface Caller {
  executionArn: string
  stateMachineArn: string
  stateName: string
  roleArn: string
}

/** What the account itself does not hold: the time, code that runs, and what is to happen later. */
export interface World {
  at: Instant
  runHandler: RunHandler
  agenda: Agenda
}

/** What a service may use besides its own state. */
export interface Surroundings extends World {
  ids: Ids
  /** For services that reach others: SNS to SQS, EventBridge to its targets. */
  account: Account
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
