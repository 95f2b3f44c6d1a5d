import type { Failure } from '@/lib/asl'

/** What AWS's reserved error names mean, for someone who meets them first. */
const MEANINGS: Readonly<Record<string, string>> = {
  'States.TaskFailed': 'The task ended with an error of its own.',
  'States.Timeout': 'It took longer than it was allowed to.',
  'States.HeartbeatTimeout': 'No sign of life came within HeartbeatSeconds.',
  'States.Permissions': 'The role of the state machine may not make this call.',
  'States.ReferencePathConflict':
    'ResultPath or ItemsPath asks for a place that the input does not have, because it has another shape.',
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
  'Lambda.ResourceNotFoundException':
    'There is no function of this name, or not this version or alias of it.',
  'Sandbox.Timedout':
    'The function used up its timeout. Look for a loop without end, or an await for something that never comes.',
  'Runtime.OutOfMemory':
    'The function needed more memory than it can have; in the sandbox that is 64 MiB, whatever its setting.',
  'Runtime.NodeJsExit':
    'The handler returned a promise that nothing settles. Look for an await for something that never comes.',
  'Runtime.HandlerNotFound':
    'The file exports no function named handler. Write: export const handler = async (event) => …',
  'Runtime.UserCodeSyntaxError': 'The code could not be read as JavaScript, so the function never began.',
  'Runtime.CallbackHandlerDeprecated':
    'Return the result, or a promise of it, instead of calling a callback.',
  'Runtime.JSONStringifyError':
    'What the handler returned cannot be written as JSON: it contains itself, or a BigInt.',
  'Function.ResponseSizeTooLarge':
    'The answer is larger than the 6 MB that Lambda allows. Put it into S3 and return its key.',
  TypeError:
    'The code met a value of another kind than it expected, often a member of undefined. Compare the event with what it reads.',
  ReferenceError:
    'The code names something that is not there; the log says so where the sandbox leaves it out on purpose.',
}

/** An error in plain words; its own name still stands beside it. */
export function meaningOf({ error }: Failure): string {
  if (error === undefined) return 'It failed without naming an error.'
  if (Object.hasOwn(MEANINGS, error)) return MEANINGS[error] ?? ''
  return 'An error raised by the task, not by Step Functions: a Retry or Catch can name it.'
}
