import type { Failure, Instant, TaskToken } from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import type { DeliveryHappening } from './deliver'
import type { JobHappening } from './jobs'
import type { FunctionHappening } from './lambda'
import type { QueueHappening } from './sqs'
import type { WorkerHappening } from './step-functions/activity-workers'
import type { CallbackHappening } from './step-functions/callback-clients'

/**
 * What is to happen later, as plain data: an account with its agenda can be stored and go on tomorrow. What
 * happens to an execution is done by whoever drives it; everything else by `happen`.
 */
export type Happening = ToExecution | InAccount

/** What reaches an execution: the sandbox turns it into a signal, or starts and stops. */
export type ToExecution =
  | { kind: 'TaskStarted'; taskToken: TaskToken; workerName?: string }
  | { kind: 'TaskHeartbeat'; taskToken: TaskToken }
  | { kind: 'TaskSettled'; taskToken: TaskToken; outcome: Outcome }
  /** The account has it in `executions`. */
  | { kind: 'ExecutionStarts'; executionArn: string }
  | { kind: 'ExecutionStops'; executionArn: string; failure: Failure }

/** What happens in the account alone; each service adds its own. */
export type InAccount = Here | { kind: 'InOtherAccount'; happening: Here }

type Here =
  | CallbackHappening
  | WorkerHappening
  | JobHappening
  | QueueHappening
  | DeliveryHappening
  | FunctionHappening

const ofExecutions = new Set<Happening['kind']>([
  'TaskStarted',
  'TaskHeartbeat',
  'TaskSettled',
  'ExecutionStarts',
  'ExecutionStops',
])

/** Whether it happens in the account alone, and not to an execution. */
export function isInAccount(happening: Happening): happening is Here {
  return !ofExecutions.has(happening.kind) && happening.kind !== 'InOtherAccount'
}

export type Outcome = { ok: true; output: JsonValue } | { ok: false; failure: Failure }

/** Appointments on the virtual clock. Those for one instant happen in the order in which they were made. */
export interface Agenda {
  at(due: Instant, happening: Happening): void
}
