import type { Failure, HistoryEvent, Instant, MapRunDescription } from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import type { AccountView } from '@/lib/services'
import type { RefusedAct, Waiting } from './interventions'
import type { MeterReading } from './meter'

/** One call that a task made to a simulated service. */
export interface ServiceCall {
  /** `lambda:invoke`, `dynamodb:putItem`, `sqs:sendMessage`, or the ARN for a Lambda function or activity. */
  resource: string
  stateName: string
  at: Instant
  payload: JsonValue
  outcome:
    | { kind: 'Succeeded'; output: JsonValue }
    /** The job or message was taken; how the task ended, the history tells. */
    | { kind: 'Submitted'; output: JsonValue }
    | { kind: 'Failed'; failure: Failure }
    /** An activity's task, put where workers ask for it. */
    | { kind: 'Queued' }
}

/** The history of one child of a map run. */
export interface ChildRun {
  executionArn: string
  mapRunArn: string
  history: readonly HistoryEvent[]
}

/** An execution in the account besides the one under test. */
export interface OtherExecution {
  executionArn: string
  stateMachineName: string
  status: Run['status']
  startDate: Instant
  stopDate?: Instant
  input: JsonValue
  output?: JsonValue
  failure?: Failure
  /** Empty beyond the first hundred executions. */
  history: readonly HistoryEvent[]
}

/**
 * One execution made in the workbench or by the grader. Checks see nothing else, so the same checks serve
 * for a run in the sandbox and one on AWS.
 */
export interface Run {
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'
  startDate: Instant
  /** Of the last event: virtual time, so a year's wait shows as a year. */
  stopDate: Instant
  input: JsonValue
  output?: JsonValue
  failure?: Failure
  history: readonly HistoryEvent[]
  /** The histories of children of map runs, the first of them in full; absent without a map run. */
  children?: readonly ChildRun[]
  /** How the map runs stood at the end. */
  mapRuns?: readonly MapRunDescription[]
  /** Of all executions in the account. */
  calls: readonly ServiceCall[]
  /** What was in the account before; on AWS nobody knows. */
  accountBefore?: AccountView
  /** What is in it afterwards, when all that the execution set going has happened too. */
  account: AccountView
  /** The instant at which it was looked at, which may be later than the end; on AWS, when it was asked. */
  accountAt?: Instant
  /** What it would have been billed for; of a run on AWS the bill tells. */
  meter?: MeterReading
  /** Executions that others started, by `states:startExecution` or an event; absent without any. */
  otherExecutions?: readonly OtherExecution[]
  /** Of a run that goes on only when somebody outside does something: who waits, and until when. */
  waiting?: Waiting
  /** What was done to the run from outside and came to nothing. */
  refusedActs?: readonly RefusedAct[]
  /**
   * Set when a limit of ours ended the run before the execution ended; a sentence for the learner.
   * The execution then counts as failed, but no history event pretends that AWS did it.
   */
  stoppedBy?: { limit: 'steps' | 'memory' | 'history' | 'time'; message: string }
}
