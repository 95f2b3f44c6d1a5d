import type { Failure } from '@/lib/asl'
import type { HandlerOutcome } from '@/lib/handlers'
import type { Ids } from '../ids'
import { optimizedCause } from '../sdk-error'
import { CAUSE_CHARACTERS } from '../step-functions/task-tokens'
import { type FunctionReference, functionArn } from './function'

/** A refusal by the Lambda API itself: the function did not run. */
export function refusedByLambda(ids: Ids, status: number, code: string, message: string): Failure {
  const cause = optimizedCause('AWSLambda', { code, message, status, requestId: ids.uuid() })
  return { error: errorNames.has(code) ? `Lambda.${code}` : 'Lambda.AWSLambdaException', cause }
}

/** Codes for which Lambda's SDK has an exception of its own; any other is an `AWSLambdaException`. */
const errorNames = new Set([
  'InvalidParameterValueException',
  'InvalidRequestContentException',
  'RequestTooLargeException',
  'ResourceNotFoundException',
])

export function functionNotFound(ids: Ids, wanted: FunctionReference): Failure {
  const arn = `${functionArn(wanted)}:${wanted.qualifier ?? '$LATEST'}`
  return refusedByLambda(ids, 404, 'ResourceNotFoundException', `Function not found: ${arn}`)
}

/** A function in another account or region is out of the role's reach. */
export function notAuthorized(ids: Ids, wanted: FunctionReference, caller: string): Failure {
  return refusedByLambda(
    ids,
    403,
    'AccessDeniedException',
    `User: ${caller} is not authorized to perform: lambda:InvokeFunction on resource: ${functionArn(wanted)} because no resource-based policy allows the lambda:InvokeFunction action`,
  )
}

/** How a function that ended badly fails its task: the error's name, and Lambda's report on it as JSON text, cut. */
export function functionFailure(
  outcome: Exclude<HandlerOutcome, { kind: 'Returned' }>,
  requestId: string,
  timeoutSeconds: number,
): Failure {
  const report = reportOf(outcome, requestId, timeoutSeconds)
  return { error: report.errorType, cause: JSON.stringify(report).slice(0, CAUSE_CHARACTERS) }
}

/** What Lambda reports of it. */
export function reportOf(
  outcome: Exclude<HandlerOutcome, { kind: 'Returned' }>,
  requestId: string,
  timeoutSeconds: number,
): { errorType: string; errorMessage: string; trace?: readonly string[] } {
  switch (outcome.kind) {
    case 'Threw':
      return { errorType: outcome.errorType, errorMessage: outcome.errorMessage, trace: outcome.trace }
    case 'Exited':
      return { errorType: outcome.errorType, errorMessage: outcome.errorMessage }
    case 'TimedOut':
      return {
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
      }
    case 'OutOfMemory':
      return {
        errorType: 'Runtime.OutOfMemory',
        errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
      }
  }
}
