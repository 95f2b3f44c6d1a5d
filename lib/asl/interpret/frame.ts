import type { JsonArray, JsonValue } from '@/lib/json'
import type { EventId } from '../history/history-event'
import type { State, StateMachine, StateName } from '../parse/state-machine'
import type { Failed } from './failure'
import type { MapRun } from './map-run/map-run'
import type { Instant, TimerId } from './signal'
import type { TaskRequest } from './task'

/**
 * One line of control: the execution itself, a branch of a Parallel state, or an iteration of a Map. Frames form
 * a tree; a frame whose state is a Parallel or Map waits for its children.
 */
export interface Frame {
  /** From 0 (the execution), in the order in which frames were made. */
  readonly id: number
  readonly parent: Frame | undefined
  /** Which branch or item of the parent's state this is. */
  readonly index: number
  /** Where this frame's state names are looked up: the machine, a branch, or a Map's processor. */
  readonly machine: StateMachine
  /** The event that caused whatever this frame does next: its `previousEventId`. 0 before anything happened. */
  cursor: EventId | 0
  /** Shared with the parent until this frame assigns one of its own. */
  variables: Map<string, JsonValue>
  ownsVariables: boolean
  /** Of the variables that this frame assigned itself. */
  variableBytes: number
  visit: Visit | undefined
  activity: Activity
}

/** The `enteredEventId` of a state that is tested alone: no event tells of it. */
export const ENTERED_ALONE = 0

/** One stay in a state, from `…StateEntered` to `…StateExited`, retries included. */
export interface Visit {
  readonly state: State
  readonly input: JsonValue
  readonly enteredAt: Instant
  readonly enteredEventId: EventId
  /** The `previousEventId` of that event. */
  readonly enteredAfter: EventId | 0
  /** Retries so far, per entry of `Retry`. */
  readonly retriesByRetrier: number[]
  /** The children of the latest try of a Parallel or inline Map; kept after they failed, for a redrive. */
  fork: Fork | undefined
  /** The same of a distributed Map. */
  mapRun: MapRun | undefined
}

/** What a frame is doing. Those marked * are in the ready queue and move in the next round. */
export type Activity =
  /** * About to enter a state. */
  | Entering
  /** In a state that decides on its next move. Between two steps only where that ended the execution. */
  | { doing: 'Deciding' }
  /** * The retry interval is over: the state does its work again without being entered again. */
  | { doing: 'TryingAgain' }
  /** * Scheduled; the call is made in the next round. */
  | { doing: 'Starting'; task: TaskRequest }
  /** A service or a worker has the task. */
  | { doing: 'Working'; task: TaskRequest; heard: Heard; timeout?: TimerId; heartbeat?: TimerId }
  /** A Wait state. */
  | { doing: 'Sleeping'; timer: TimerId }
  /** * The Wait is over. */
  | { doing: 'Waking' }
  /** Between two tries. */
  | { doing: 'BackingOff'; timer: TimerId }
  /** A Parallel or Map waits for its children. */
  | { doing: 'Forked'; fork: Fork }
  /** A distributed Map; * when an answer of S3 came, a child ended, or it has just begun. */
  | { doing: 'RunningMap'; run: MapRun }
  /** * The work of the state has come to a result or a failure. */
  | { doing: 'Settling'; outcome: Outcome }
  /** `instead` is what a frame was about to enter when it was aborted. */
  | { doing: 'Ended'; instead?: Entering }

export type Entering = { doing: 'Entering'; state: StateName; input: JsonValue }

/** What came of a task so far, so that nothing is written twice when the world says it twice. */
export interface Heard {
  /** A worker has the activity's task; other tasks are started at once. */
  started: boolean
  /** The service took the job or the message. */
  submitted: boolean
}

export type Outcome = { ok: true; result: JsonValue } | { ok: false; failed: Failed }

/** The children of a Parallel or Map state. Only those that run exist; the others are a number. */
export interface Fork {
  readonly total: number
  /** How many children may run at once. */
  readonly concurrency: number
  readonly work: ForkWork
  /** The index that starts next. */
  next: number
  /** By index, in the order in which they started. */
  readonly running: Map<number, Frame>
  /** Children that failed or were aborted: with them a redrive goes on. */
  readonly unfinished: Frame[]
  /** By index; holes where children have not ended. */
  readonly results: JsonValue[]
}

export type ForkWork =
  | { of: 'Branches'; input: JsonValue }
  /** `input` is what the ItemSelector's `$` means. */
  | { of: 'Iterations'; items: JsonArray; input: JsonValue }

export function rootFrame(machine: StateMachine): Frame {
  return {
    id: 0,
    parent: undefined,
    index: 0,
    machine,
    cursor: 0,
    variables: new Map(),
    ownsVariables: true,
    variableBytes: 0,
    visit: undefined,
    activity: { doing: 'Ended' },
  }
}

/** Retries so far, by all retriers: `$$.State.RetryCount`. */
export function retriesOf({ retriesByRetrier }: Visit): number {
  return retriesByRetrier.reduce((sum, retries) => sum + retries, 0)
}

/** The stay that the frame is in; asking before a state was entered is a mistake of ours. */
export function visitOf(frame: Frame): Visit {
  if (frame.visit === undefined) throw new Error(`Frame ${frame.id} has not entered a state yet.`)
  return frame.visit
}
