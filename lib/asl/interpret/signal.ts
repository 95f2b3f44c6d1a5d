import type { JsonValue } from '@/lib/json'
import type { EventId } from '../history/history-event'
import type { Resource, StateName } from '../parse/state-machine'
import type { StorageAnswer, StorageRequest } from './map-run/storage'

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number
export type TaskToken = string
export type TimerId = string

/** The pair that a failed state carries. A Fail state may give neither. */
export interface Failure {
  error?: string
  cause?: string
}

/** What reaches the interpreter. Each carries the instant at which it happens; the interpreter reads no clock. */
export type Signal =
  | { type: 'Started'; at: Instant; input: JsonValue }
  /** The answer to the effect of that name. */
  | { type: 'Continue'; at: Instant }
  | { type: 'TimerFired'; at: Instant; timer: TimerId }
  /** The service took the job (`.sync`) or the message with the token (`.waitForTaskToken`) and answered `output`. */
  | { type: 'TaskSubmitted'; at: Instant; taskToken: TaskToken; output: JsonValue }
  /** A worker of an activity took the task. */
  | { type: 'TaskStarted'; at: Instant; taskToken: TaskToken; workerName?: string }
  | { type: 'TaskSucceeded'; at: Instant; taskToken: TaskToken; output: JsonValue }
  | { type: 'TaskFailed'; at: Instant; taskToken: TaskToken; failure: Failure }
  | { type: 'TaskHeartbeat'; at: Instant; taskToken: TaskToken }
  /** The answer to AskStorage. */
  | { type: 'StorageAnswered'; at: Instant; requestId: string; answer: StorageAnswer }
  | { type: 'Stopped'; at: Instant; failure: Failure }
  /** UpdateMapRun: a map run under way goes on with other settings. */
  | { type: 'MapRunUpdated'; at: Instant; mapRunArn: string; changes: MapRunChanges }
  /** A failed, stopped or timed-out Standard execution goes on where it failed. */
  | { type: 'Redriven'; at: Instant }
  /**
   * When the event with this id is written, its input, output or result is `value` instead, and the execution goes
   * on with that. Sent before the step that writes the event; see `recording.ts` for how to get there.
   */
  | { type: 'Overridden'; at: Instant; event: EventId; value: JsonValue }

/** What of a map run can be changed while it runs; what is absent stays. */
export interface MapRunChanges {
  /** 0 for no limit. */
  maxConcurrency?: number
  toleratedFailureCount?: number
  /** From 0 to 100. */
  toleratedFailurePercentage?: number
}

/** What the interpreter asks for. The drive loop performs it. */
export type Effect =
  /** There is more to do without waiting. At most one per step. */
  | { type: 'Continue' }
  | { type: 'ScheduleTask'; task: ScheduledTask }
  | { type: 'CancelTask'; taskToken: TaskToken }
  /** A distributed Map reads its items from S3 or writes its results there. */
  | { type: 'AskStorage'; requestId: string; request: StorageRequest }
  | { type: 'SetTimer'; timer: TimerId; due: Instant }
  | { type: 'CancelTimer'; timer: TimerId }

/** Work asked of a service. */
export interface ScheduledTask {
  taskToken: TaskToken
  resource: Resource
  resourceArn: string
  /** What the service gets: `Parameters` or `Arguments`, or the effective input where there is neither. */
  payload: JsonValue
  stateName: StateName
  /** How many times this state has been retried since it was entered. */
  retryCount: number
  /** The role of `Credentials`, by which a task acts in another account. */
  credentialsRoleArn?: string
}
