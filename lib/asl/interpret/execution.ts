import type { JsonValue } from '@/lib/json'
import type { HistoryEvent } from '../history/history-event'
import type { Effect, Failure, Instant } from './signal'

/**
 * What an execution is told when it begins. Everything that AWS would make up (ids, tokens, jitter) comes from
 * `seed`, so the same options and signals give the same history, byte for byte.
 */
export interface ExecutionOptions {
  seed: number
  /** `STANDARD` unless given. */
  type?: 'STANDARD' | 'EXPRESS'
  /** `us-east-1` unless given. */
  region?: string
  /** Twelve digits; `111122223333` unless given. */
  accountId?: string
  stateMachineName?: string
  /** The execution's name; derived from the seed unless given. */
  name?: string
  roleArn?: string
  limits?: Partial<ExecutionLimits>
}

/**
 * The first two are AWS's and end an execution as AWS does; the others are ours, around a hostile definition,
 * and end it with `stoppedBy`.
 */
export interface ExecutionLimits {
  /** Bytes of UTF-8 in one input, output, result or variable: 262,144. */
  payloadBytes: number
  /** The event with this id is the last: 25,000. */
  historyEvents: number
  /** Transitions made by all branches together. */
  transitions: number
  /** Frames (branches and iterations) alive at once. */
  frames: number
  /** Bytes of all values that live frames hold. */
  liveBytes: number
}

/** A limit of ours that ended the execution; no history event pretends that AWS did it. */
export interface StoppedBy {
  limit: 'steps' | 'memory' | 'history'
  /** A sentence for the learner. */
  message: string
}

export type EndedExecution =
  | { status: 'SUCCEEDED'; stopDate: Instant; output: JsonValue }
  | { status: 'FAILED' | 'ABORTED' | 'TIMED_OUT'; stopDate: Instant; failure: Failure }
  | { status: 'STOPPED'; stopDate: Instant; stoppedBy: StoppedBy }

/** Opaque to callers: advanced in place by `step`, saved by `snapshot`. */
export interface RunningExecution {
  readonly status: 'RUNNING'
}

export type Execution = RunningExecution | EndedExecution

/** What one signal led to. After `step` only this `execution` is used, never the one that was passed in. */
export interface Step {
  execution: Execution
  /** The events that this step added, in order. */
  history: readonly HistoryEvent[]
  /** To be performed in this order. */
  effects: readonly Effect[]
}
