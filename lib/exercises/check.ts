import type { HistoryEventType } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'

/**
 * The closed vocabulary of checks over a `Run`: what the machine does first, how it is written second. When a
 * check will not fit, a kind is added here, in `check-schema.ts` and in `judge/`, with its tests.
 */
export type Check =
  | { kind: 'Status'; status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT'; error?: string }
  | { kind: 'OutputEquals'; value: JsonValue }
  /** Every member of `value` is in the output, at any depth; objects there may have more members, arrays not. */
  | { kind: 'OutputIncludes'; value: JsonValue }
  /** At least once when `times` is absent. A retried state is entered once. */
  | { kind: 'StateEntered'; state: string; times?: number }
  | { kind: 'StateNotEntered'; state: string }
  /** `resource` as in `ServiceCall`. At least once when `times` is absent. */
  | { kind: 'Called'; resource: string; times?: number; payloadIncludes?: JsonObject }
  | { kind: 'NotCalled'; resource: string }
  /** Seconds from the failure of each try of a task to the next try, in order. */
  | { kind: 'RetryDelays'; state?: string; seconds: readonly number[] }
  /** Exactly these items, in any order, in DynamoDB's own JSON. */
  | { kind: 'TableHolds'; table: string; items: readonly JsonObject[]; account?: 'other' }
  /** Exactly these messages, in any order; a body that is JSON text may be given as the value. */
  | { kind: 'QueueHolds'; queue: string; messages: readonly JsonValue[]; account?: 'other' }
  /** Exactly these objects by key; a body that is JSON text may be given as the value. */
  | {
      kind: 'BucketHolds'
      bucket: string
      objects: Readonly<Record<string, JsonValue>>
      account?: 'other'
    }
  /** Exactly these messages were published on the topic, in any order. */
  | { kind: 'Published'; topic: string; messages: readonly JsonValue[] }
  /** As many events came to the bus, `default` unless given, each with at least these members. */
  | { kind: 'EventsPut'; bus?: string; events: readonly JsonObject[] }
  /** What became of the latest task of this state that waited for a token or a worker. */
  | { kind: 'TaskAnswered'; state: string; as: 'Succeeded' | 'Failed' | 'GivenUp' | 'Waiting' }
  /** The latest job of this kind, such as `glue:startJobRun`. */
  | { kind: 'JobEnded'; job: string; as: 'Running' | 'Succeeded' | 'Failed' | 'Stopped' }
  /** A request as an endpoint got it, with what the connection added; at least once when `times` is absent. */
  | {
      kind: 'HttpSent'
      method?: string
      /** With its query. */
      url?: string
      headers?: Readonly<Record<string, string>>
      body?: JsonValue
      times?: number
    }
  /** An execution of another state machine of the account; at least once when `times` is absent. */
  | { kind: 'ExecutionMade'; machine: string; status?: string; inputIncludes?: JsonObject; times?: number }
  /** What Step Functions answered to those who used a token; at least once when `times` is absent. */
  | { kind: 'CallbackAnswered'; action?: CallbackAction; answer: CallbackAnswer; times?: number }
  /** Invocations, whoever asked for them: a task, a queue, Lambda itself when it tries again. */
  | { kind: 'FunctionRan'; function: string; times: number }
  | { kind: 'LogIncludes'; function: string; text: string }
  /** Virtual time from start to stop, both ends included. */
  | { kind: 'TakesSeconds'; atLeast?: number; atMost?: number }
  /** At least once when `times` is absent; `times: 0` asks for none. */
  | { kind: 'EventOccurs'; type: HistoryEventType; times?: number }
  /** As AWS bills a Standard workflow: each state entered and each retry. */
  | { kind: 'TransitionsAtMost'; count: number }
  /** How it is written: a Task whose `Resource` is exactly this. */
  | { kind: 'ResourceUsed'; resource: string }

export type CallbackAction = 'SendTaskSuccess' | 'SendTaskFailure' | 'SendTaskHeartbeat'

/** `OK`, or the API error. */
export type CallbackAnswer = 'OK' | 'TaskTimedOut' | 'InvalidToken' | 'InvalidOutput'

export type CheckKind = Check['kind']

export type CheckOf<Kind extends CheckKind> = Extract<Check, { kind: Kind }>
