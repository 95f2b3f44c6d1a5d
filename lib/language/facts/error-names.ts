import { byName, type Fact } from './fact'
import { guidePage } from './guide'

function error(name: string, help: string, limits?: string, page = 'concepts-error-handling'): Fact {
  return { name, help, source: guidePage(page), ...(limits && { limits }) }
}

/** Errors of Step Functions itself and of Lambda functions; custom errors have any name without `States.`. */
export const errorNames = byName([
  error('States.ALL', 'Any error that can be caught.', 'Stands alone, in the last entry.'),
  error('States.TaskFailed', 'Any error of a task but a timeout.', 'Does not match `States.Timeout`.'),
  error(
    'States.Timeout',
    'The task, or the wait for its token, took longer than TimeoutSeconds, or its worker fell silent.',
    'Not matched by `States.TaskFailed`.',
  ),
  error('States.HeartbeatTimeout', 'No heartbeat came within HeartbeatSeconds.'),
  error(
    'States.Permissions',
    'The role of the state machine may not do what the task needs.',
    'Many integrations fail with an AccessDenied error of their own instead.',
  ),
  error(
    'States.Runtime',
    'The execution could not go on, for example because a path finds nothing.',
    'Never retried and never caught, not even by its name.',
  ),
  error('States.DataLimitExceeded', 'An input, output or result is larger than 256 KiB.'),
  error(
    'States.NoChoiceMatched',
    'No rule of a Choice held, and there is no Default.',
    'A Choice cannot catch it; a Parallel or Map around it can.',
  ),
  error('States.IntrinsicFailure', 'An intrinsic function could not work with its arguments.'),
  error('States.ParameterPathFailure', 'A path in the parameters finds nothing.'),
  error('States.ReferencePathConflict', 'ResultPath or ItemsPath does not fit the input.'),
  error(
    'States.ResultPathMatchFailure',
    'ResultPath does not fit the input.',
    'So says the guide; runs are reported to fail with States.ReferencePathConflict.',
  ),
  error(
    'States.QueryEvaluationError',
    'A JSONata expression failed, gave nothing, or gave a value of the wrong type.',
    undefined,
    'transforming-data',
  ),
  error('States.BranchFailed', 'A branch of a Parallel failed.'),
  error(
    'States.ExceedToleratedFailureThreshold',
    'More items of a distributed Map failed than it tolerates.',
  ),
  error('States.ItemReaderFailed', 'A distributed Map could not read its items.'),
  error('States.ResultWriterFailed', 'A distributed Map could not write its results.'),
  error(
    'States.Http.Socket',
    'An HTTP task could not connect, or got no answer in time.',
    undefined,
    'call-https-apis',
  ),
  error(
    'States.Http.StatusCode.429',
    'An HTTP task was answered with this status; any status that is no success has such a name.',
    undefined,
    'call-https-apis',
  ),
  error(
    'Lambda.Unknown',
    'The function ended without an error of its own: out of memory, or its process ended.',
    undefined,
    'connect-lambda',
  ),
  error(
    'Sandbox.Timedout',
    'The function ran into its own timeout.',
    'This is not `States.Timeout`.',
    'connect-lambda',
  ),
  error(
    'Lambda.TooManyRequestsException',
    'Too many invocations at once; worth a retry.',
    undefined,
    'connect-lambda',
  ),
  error('Lambda.ServiceException', 'Lambda itself had a fault; worth a retry.', undefined, 'connect-lambda'),
  error(
    'Lambda.AWSLambdaException',
    'Lambda refused or could not do the call; worth a retry.',
    undefined,
    'connect-lambda',
  ),
  error(
    'Lambda.SdkClientException',
    'The call did not reach Lambda; worth a retry.',
    undefined,
    'connect-lambda',
  ),
])

const status = /^States\.Http\.StatusCode\.\d{3}$/

/** What is known of an error, also of HTTP statuses that are not listed one by one. */
export function errorFact(name: string): Fact | undefined {
  const found =
    errorNames.get(name) ?? (status.test(name) ? errorNames.get('States.Http.StatusCode.429') : undefined)
  return found && { ...found, name }
}
