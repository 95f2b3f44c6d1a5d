import { refuse } from '../refused'

/**
 * A ValidationException of Step Functions itself, not of the API's model. `reason` where the API reference has one
 * that fits. @throws Refused
 */
export function invalid(message: string, reason?: ValidationReason): never {
  refuse('ValidationException', message, reason && { reason })
}

type ValidationReason =
  | 'API_DOES_NOT_SUPPORT_LABELED_ARNS'
  | 'CANNOT_UPDATE_COMPLETED_MAP_RUN'
  | 'INVALID_ROUTING_CONFIGURATION'
  | 'MISSING_REQUIRED_PARAMETER'

// What the error is, and then what it is about: recorded by LocalStack's tests against AWS. All throw Refused.

export function noSuchMachine(arn: string): never {
  refuse('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`)
}

export function noSuchExecution(arn: string): never {
  refuse('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`)
}

export function noSuchActivity(arn: string): never {
  refuse('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`)
}

export function noSuchResource(arn: string): never {
  refuse('ResourceNotFound', `Resource not found: '${arn}'`, { resourceName: arn })
}

/** Said of an alias (recorded), and of the version that one is to lead to. */
export function noSuchReference(arn: string): never {
  refuse('ResourceNotFound', 'Request references a resource that does not exist.', { resourceName: arn })
}

/** Says what is wrong with the ARN, or no more than the ARN itself. */
export function invalidArn(why: string): never {
  refuse('InvalidArn', `Invalid Arn: '${why}'`)
}

export function wrongMachineType(): never {
  refuse('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine')
}

/** Quoted from AWS in the tests of a deployment tool (cdkd, issue 2116). */
export function machineDeleting(arn: string): never {
  refuse('StateMachineDeleting', `State Machine is being deleted: '${arn}'`)
}
