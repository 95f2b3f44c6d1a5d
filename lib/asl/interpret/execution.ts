import type { JsonValue } from '@/lib/json'
import type { EventId, HistoryEvent } from '../history/history-event'
import type { Resource, StateMachine } from '../parse/state-machine'
import type { Random } from '../query'
import type { ChildHistory, ChildOf, Offspring } from './child-executions'
import type { Frame } from './frame'
import type { Watch } from './inspect'
import type { MapRunDescription } from './map-run/description'
import type { PayloadSizes } from './payload'
import type { ReadyQueue } from './ready-queue'
import type { Effect, Failure, Instant, TaskToken } from './signal'
import type { Timers } from './timers'

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
  /** The version that was started, or that the alias led to. */
  stateMachineVersionArn?: string
  /** The alias that was started. */
  stateMachineAliasArn?: string
  limits?: Partial<ExecutionLimits>
  refuse?: RefuseTask
  /** Must change nothing; like `refuse` it is not part of a snapshot. Children of map runs are not watched. */
  watch?: Watch
}

/**
 * What AWS checks before it schedules a task: an activity that does not exist, parameters that the integration
 * cannot take. Answers the sentence that the cause ends with, or nothing when the task may go ahead. Must be a
 * pure function; it is not part of a snapshot and is handed to `restore` again.
 */
export type RefuseTask = (task: {
  resource: Resource
  resourceArn: string
  payload: JsonValue
}) => string | undefined

/**
 * `payloadBytes`, `variableBytes`, `historyEvents` and `executionSeconds` are AWS's and end an execution as AWS does. The others
 * are ours, around a hostile definition, and end it with `stoppedBy`.
 */
export interface ExecutionLimits {
  /** Bytes of UTF-8 in one input, output, result or variable. */
  payloadBytes: number
  /** Bytes of all variables of the execution together. */
  variableBytes: number
  /** The event with this id is the last; Express executions have no such limit. */
  historyEvents: number
  /** One year for Standard, five minutes for Express. */
  executionSeconds: number
  /** Events that we keep at most, whatever AWS allows. */
  keptEvents: number
  /** States entered and retried, by all branches together. */
  transitions: number
  /** Branches and iterations alive at once. */
  frames: number
  /** Work of all JSONata expressions together; a node evaluated is one unit. */
  queryUnits: number
  /** Estimated memory of the values that are alive; shared parts count once. */
  memoryBytes: number
  /**
   * `kept`: whoever drives keeps all events, so every value made so far is alive. `streamed`: events are written
   * out as they happen; only what the execution itself holds is alive, and `keptEvents` says nothing.
   */
  history: 'kept' | 'streamed'
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

/**
 * An execution at work. It is owned by whoever drives it and advanced in place by `step`: nothing is copied, so
 * a transition costs the same after ten events or ten thousand. Callers read `status` and nothing else; to keep
 * a moment, `snapshot` it.
 */
export interface RunningExecution {
  readonly status: 'RUNNING'
  readonly machine: StateMachine
  readonly identity: Identity
  readonly limits: ExecutionLimits
  readonly refuse: RefuseTask | undefined
  readonly watch: Watch | undefined

  /** The instant of the latest signal. */
  now: Instant
  startedAt: Instant
  input: JsonValue
  root: Frame
  /** Frames that can move without waiting. */
  readonly ready: ReadyQueue<Frame>
  readonly timers: Timers
  /** Tasks under way, by token. */
  readonly tasks: Map<TaskToken, Frame>

  /** State of the generator behind `random`. */
  randomState: number
  readonly random: Random
  readonly sizes: PayloadSizes
  /** Shared with the executions that map runs started from here. */
  readonly counts: Counts
  /** The id of the latest event of this execution's own history. */
  lastEventId: number
  /** Values for events still to be written, by event id. */
  overrides: Map<EventId, JsonValue> | undefined
  /** Of all variables that its frames hold. */
  variableBytes: number
  redriveCount: number
  /** Of the latest redrive. */
  redrivenAt: Instant | undefined
  /** Set where this is the child of a map run. */
  readonly childOf: ChildOf | undefined
  /** The children of map runs, from the first map run on. */
  offspring: Offspring | undefined

  /** What the step at hand has led to so far; handed out at its end. */
  events: HistoryEvent[]
  effects: Effect[]
  ended: EndedExecution | undefined
}

/** The names of an execution and its surroundings, as the context object shows them. */
export interface Identity {
  seed: number
  type: 'STANDARD' | 'EXPRESS'
  region: string
  accountId: string
  name: string
  roleArn: string
  executionArn: string
  stateMachineArn: string
  stateMachineName: string
  stateMachineVersionArn?: string
  stateMachineAliasArn?: string
}

export interface Counts {
  /** Events in all histories together. */
  events: number
  transitions: number
  /** Frames made so far: the next frame's id. */
  framesMade: number
  framesAlive: number
  tasks: number
  timers: number
  mapRuns: number
  /** Child executions of map runs made so far. */
  children: number
  storageRequests: number
  queryUnits: number
  memoryBytes: number
  /** With a streamed history: at how many bytes the living values are counted again. */
  countAgainAt: number
}

export type Execution = RunningExecution | EndedExecution

/** What one signal led to. After `step` only this `execution` is used, never the one that was passed in. */
export interface Step {
  execution: Execution
  /** The events that this step added, in order. */
  history: readonly HistoryEvent[]
  /** The events that it added to the histories of children of map runs, each history a part at a time. */
  children: readonly ChildHistory[]
  /** Every map run that changed, as it is now. */
  mapRuns: readonly MapRunDescription[]
  /** To be performed in this order. */
  effects: readonly Effect[]
}
