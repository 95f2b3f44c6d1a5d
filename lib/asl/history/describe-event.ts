import type { Failure } from '../interpret/signal'
import type { HistoryEvent } from './history-event'

/** What the event means, in one plain sentence for the event table. */
export function describeEvent({ type, details }: HistoryEvent): string {
  if (type.endsWith('StateEntered') && 'name' in details) return `${details.name} begins.`
  if (type.endsWith('StateExited') && 'name' in details) {
    const assigned = 'assignedVariables' in details ? Object.keys(details.assignedVariables ?? {}) : []
    return `${details.name} ends${assigned.length > 0 ? ` and assigns ${assigned.join(', ')}` : ''}.`
  }
  if (type.startsWith('MapIteration') && 'index' in details) {
    return `Iteration ${details.index} of ${details.name} ${ITERATION_VERBS[type] ?? 'moves on'}.`
  }
  const sentence = SENTENCES[type] ?? `${type}.`
  const resource = 'resource' in details ? details.resource : ''
  const type_ = 'resourceType' in details ? `${details.resourceType}:` : ''
  const filled = sentence.replace('{resource}', `${type_}${resource}`)
  return FAILURES.test(type) ? `${filled.slice(0, -1)}${because(details)}.` : filled
}

const FAILURES = /Failed$|TimedOut$|Aborted$/

const ITERATION_VERBS: Readonly<Record<string, string>> = {
  MapIterationStarted: 'starts',
  MapIterationSucceeded: 'is done',
  MapIterationFailed: 'failed',
  MapIterationAborted: 'is stopped',
}

const SENTENCES: Readonly<Record<string, string>> = {
  ExecutionStarted: 'The execution starts.',
  ExecutionSucceeded: 'The execution succeeds.',
  ExecutionFailed: 'The execution fails.',
  ExecutionAborted: 'The execution is stopped from outside.',
  ExecutionTimedOut: 'The execution runs out of time.',
  ExecutionRedriven: 'The execution goes on from where it failed.',
  TaskScheduled: '{resource} is about to be called.',
  TaskStarted: '{resource} is called.',
  TaskSubmitted: '{resource} took the request; its end is still to come.',
  TaskSucceeded: '{resource} answers.',
  TaskFailed: '{resource} fails.',
  TaskTimedOut: '{resource} does not answer in time.',
  TaskStartFailed: '{resource} cannot be called.',
  TaskSubmitFailed: '{resource} refuses the request.',
  TaskStateAborted: 'A Task state is stopped.',
  WaitStateAborted: 'A Wait state is stopped.',
  ParallelStateAborted: 'A Parallel state is stopped.',
  MapStateAborted: 'A Map state is stopped.',
  LambdaFunctionScheduled: 'The Lambda function is about to be invoked.',
  LambdaFunctionStarted: 'The Lambda function is invoked.',
  LambdaFunctionSucceeded: 'The Lambda function returns.',
  LambdaFunctionFailed: 'The Lambda function fails.',
  LambdaFunctionTimedOut: 'The Lambda function does not return in time.',
  LambdaFunctionScheduleFailed: 'The Lambda function cannot be scheduled.',
  LambdaFunctionStartFailed: 'The Lambda function cannot be invoked.',
  ActivityScheduled: 'The activity waits for a worker.',
  ActivityStarted: 'A worker takes the task.',
  ActivitySucceeded: 'The worker reports success.',
  ActivityFailed: 'The worker reports a failure.',
  ActivityTimedOut: 'The worker does not answer in time.',
  ActivityScheduleFailed: 'The activity task cannot be scheduled.',
  ParallelStateStarted: 'All branches start.',
  ParallelStateSucceeded: 'All branches are done.',
  ParallelStateFailed: 'A branch failed, and no retry is left.',
  MapRunStarted: 'A map run starts: every item becomes an execution of its own.',
  MapRunRedriven: 'The map run goes on with the items that did not succeed.',
  MapRunSucceeded: 'The map run is done.',
  MapRunFailed: 'The map run fails.',
  MapRunAborted: 'The map run is stopped.',
  MapStateStarted: 'The items are known; iterations start.',
  MapStateSucceeded: 'All iterations are done.',
  MapStateFailed: 'An iteration failed, and no retry is left.',
  EvaluationFailed: 'An expression cannot be evaluated.',
}

function because(details: HistoryEvent['details']): string {
  const { error } = details as Failure
  return error === undefined || error === '' ? '' : ` with ${error}`
}
