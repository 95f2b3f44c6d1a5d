import type { EventId, Failure, Instant, StateName, TaskToken } from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import type { PendingTaskView } from '@/lib/services'

/**
 * What somebody does to a run from outside. Same request and same interventions, same run: so nothing is ever taken
 * back or changed on the way; the run is made again with other interventions.
 */
export interface Interventions {
  /** "What if": these events of the execution under test show another input, result or output, and it goes on with that. */
  overrides?: readonly { event: EventId; value: JsonValue }[]
  /** "What if the task had answered …": these calls never reach their service. */
  mocks?: readonly Mock[]
  /** The clock stands still as long as a task waits for an answer that nobody in the account is going to give. */
  byHand?: boolean
  /** In order; each is done when nothing more can happen without it. */
  acts?: readonly Act[]
  /** Stops behind the step of the execution under test that writes this event. */
  until?: EventId
}

/** What a call of a task is answered instead of what its service would have answered. */
export interface Mock {
  state: StateName
  /** The how-manieth call of this state, from 0; retries, loops and iterations count on. */
  invocation: number
  outcome: { ok: true; output: JsonValue } | { ok: false; failure: Failure }
  /** What the service said when it took the job or the message, where the integration pattern waits for more. */
  submitted?: JsonValue
  /** Virtual time until the answer. */
  afterMs: number
}

/** What the other side does, or the clock. */
export type Act =
  | { act: 'Succeed'; taskToken: TaskToken; output: JsonValue }
  | { act: 'Fail'; taskToken: TaskToken; error?: string; cause?: string }
  | { act: 'Heartbeat'; taskToken: TaskToken }
  /** A worker of ours takes the task of an activity; what is answered without having been taken is taken first. */
  | { act: 'TakeTask'; taskToken: TaskToken }
  /** Time goes on until nobody waits for the answer any more. */
  | { act: 'LetExpire'; taskToken: TaskToken }
  /** The clock jumps to whatever is due next, and that happens. */
  | { act: 'NextDue' }
  | { act: 'PassTime'; ms: number }

/** For whom a run waits that cannot go on by itself. */
export interface Waiting {
  at: Instant
  /** When something would happen by itself; absent where nothing would. */
  nextDueAt?: Instant
  tasks: readonly WaitingTask[]
}

export interface WaitingTask extends PendingTaskView {
  kind: 'token' | 'activity'
  /** Of an activity: a worker has it. */
  isTaken: boolean
}

/** An act that came to nothing, in the words of the service. */
export interface RefusedAct {
  /** Its place among the acts, from 0. */
  place: number
  message: string
}
