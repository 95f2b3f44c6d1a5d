import type { JsonObject, JsonValue } from '@/lib/json'
import type { Failure, Instant } from '../interpret/signal'
import type { StateName } from '../parse/state-machine'

export type EventId = number

interface EventOf<Type extends string, Details> {
  type: Type
  /** From 1, rising by 1. */
  id: EventId
  /** The event that caused this one; 0 for the first event and for the first state entered. */
  previousEventId: EventId | 0
  timestamp: Instant
  details: Details
}

type NoDetails = Readonly<Record<never, never>>
type Entered = { name: StateName; input: JsonValue }
type Exited = { name: StateName; output: JsonValue; assignedVariables?: JsonObject }
type OfTask = { resourceType: string; resource: string }
type OfIteration = { name: StateName; index: number }

/**
 * The events of GetExecutionHistory. Names are AWS's; where AWS sends JSON text (`input`, `output`,
 * `parameters`, variables) the value itself stands here, and `lib/aws-api` writes it as text.
 */
export type HistoryEvent =
  | EventOf<
      'ExecutionStarted',
      { input: JsonValue; roleArn: string; stateMachineAliasArn?: string; stateMachineVersionArn?: string }
    >
  | EventOf<'ExecutionSucceeded', { output: JsonValue }>
  | EventOf<'ExecutionFailed' | 'ExecutionAborted' | 'ExecutionTimedOut', Failure>
  | EventOf<'ExecutionRedriven', { redriveCount: number }>
  | EventOf<
      `${'Pass' | 'Task' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map'}StateEntered`,
      Entered
    >
  | EventOf<`${'Pass' | 'Task' | 'Choice' | 'Wait' | 'Succeed' | 'Parallel' | 'Map'}StateExited`, Exited>
  | EventOf<'TaskStateAborted' | 'WaitStateAborted' | 'ParallelStateAborted' | 'MapStateAborted', NoDetails>
  | EventOf<
      'TaskScheduled',
      OfTask & {
        region: string
        parameters: JsonValue
        timeoutInSeconds?: number
        heartbeatInSeconds?: number
        taskCredentials?: { roleArn: string }
      }
    >
  | EventOf<'TaskStarted', OfTask>
  | EventOf<'TaskSubmitted' | 'TaskSucceeded', OfTask & { output: JsonValue }>
  | EventOf<'TaskFailed' | 'TaskTimedOut' | 'TaskStartFailed' | 'TaskSubmitFailed', OfTask & Failure>
  | EventOf<
      'LambdaFunctionScheduled',
      { resource: string; input: JsonValue; timeoutInSeconds?: number; taskCredentials?: { roleArn: string } }
    >
  | EventOf<'LambdaFunctionStarted', NoDetails>
  | EventOf<'LambdaFunctionSucceeded', { output: JsonValue }>
  | EventOf<
      | 'LambdaFunctionFailed'
      | 'LambdaFunctionTimedOut'
      | 'LambdaFunctionScheduleFailed'
      | 'LambdaFunctionStartFailed',
      Failure
    >
  | EventOf<
      'ActivityScheduled',
      { resource: string; input: JsonValue; timeoutInSeconds?: number; heartbeatInSeconds?: number }
    >
  | EventOf<'ActivityStarted', { workerName?: string }>
  | EventOf<'ActivitySucceeded', { output: JsonValue }>
  | EventOf<'ActivityFailed' | 'ActivityTimedOut' | 'ActivityScheduleFailed', Failure>
  | EventOf<'ParallelStateStarted' | 'ParallelStateSucceeded' | 'ParallelStateFailed', NoDetails>
  | EventOf<'MapStateStarted', { length: number }>
  | EventOf<'MapStateSucceeded' | 'MapStateFailed', NoDetails>
  | EventOf<'MapRunStarted', { mapRunArn: string }>
  | EventOf<'MapRunRedriven', { mapRunArn: string; redriveCount: number }>
  | EventOf<'MapRunFailed', Failure>
  | EventOf<'MapRunSucceeded' | 'MapRunAborted', NoDetails>
  | EventOf<
      'MapIterationStarted' | 'MapIterationSucceeded' | 'MapIterationFailed' | 'MapIterationAborted',
      OfIteration
    >
  | EventOf<'EvaluationFailed', Failure & { location?: string; state: StateName }>

export type HistoryEventType = HistoryEvent['type']
