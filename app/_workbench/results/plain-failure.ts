import type { Failure } from '@/lib/asl'

/** What AWS's reserved error names mean, for someone who meets them first. */
const MEANINGS: Readonly<Record<string, string>> = {
  'States.TaskFailed': 'The task ended with an error of its own.',
  'States.Timeout': 'It took longer than it was allowed to.',
  'States.HeartbeatTimeout': 'No sign of life came within HeartbeatSeconds.',
  'States.Permissions': 'The role of the state machine may not make this call.',
  'States.ResultPathMatchFailure':
    'The result could not be put where ResultPath says, because the input has another shape.',
  'States.ParameterPathFailure': 'A path in Parameters points at something the input does not have.',
  'States.NoChoiceMatched': 'No rule of the Choice held, and it has no Default.',
  'States.BranchFailed': 'A branch of the Parallel state failed.',
  'States.ExceedToleratedFailureThreshold': 'More items failed than the Map state tolerates.',
  'States.IntrinsicFailure': 'An intrinsic function could not work with what it was given.',
  'States.Runtime':
    'The state could not be run as written, often because a path finds nothing. This cannot be caught by States.ALL or retried.',
  'States.DataLimitExceeded': 'The data is larger than the 256 KiB that may pass between states.',
  'States.QueryEvaluationError': 'An expression could not be evaluated.',
  'Lambda.Unknown': 'The function ended without saying why: it ran out of time or memory.',
}

/** An error in plain words; its own name still stands beside it. */
export function meaningOf({ error }: Failure): string {
  if (error === undefined) return 'It failed without naming an error.'
  if (Object.hasOwn(MEANINGS, error)) return MEANINGS[error] ?? ''
  return 'An error raised by the task, not by Step Functions: a Retry or Catch can name it.'
}
