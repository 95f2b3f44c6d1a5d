/**
 * AWS's API for Step Functions, and for what else of the same simulated account answers to AWS's clients: DynamoDB,
 * SQS, CloudFormation, STS and the logs of Step Functions. Where to look:
 *
 * - a request as it comes over the wire, and its answer: `respond.ts`; what each service makes of it: `wire`
 * - the operations of Step Functions: `operations/index.ts` is the table; a new one is a small file and a line there
 * - how their requests are read: `members.ts`, `parse-request.ts`; how they refuse: `refused.ts`, and in AWS's words
 *   `operations/refusals.ts`
 * - stacks of CloudFormation: `cloudformation`; what Step Functions writes to CloudWatch Logs: `logs`
 * - what they ask of a learner's sandbox, wherever that is kept: `sandbox.ts`
 * - what needs no sandbox: definitions in `create-state-machine.ts` and `validate-state-machine-definition.ts`, single
 *   states in `test-state`; these are functions from a request to its answer or to `{ error: { code, message } }`
 *
 * May import: `lib/sandbox`, `lib/services`, `lib/asl`.
 */
export type { Stack } from './cloudformation'
export { createStateMachine, type NewStateMachine } from './create-state-machine'
export {
  awsLocation,
  type DefinitionProblem,
  type DefinitionProblems,
  definitionProblems,
} from './definition-problems'
export { type ApiHistoryEvent, toApiHistoryEvent } from './history-event'
export type { Caller, Identity } from './operations/operation'
export type { ApiError } from './refused'
export {
  type Admit,
  type ApiRequest,
  type ApiResponse,
  internalFailure,
  requestTooLarge,
  respond,
  serviceUnavailable,
} from './respond'
export {
  type ActivityRecord,
  type Alias,
  type CallbackAnswer,
  type ChangeableResources,
  type ExecutionQuery,
  type ExecutionRecord,
  type ExecutionStart,
  type ExecutionStarted,
  type ExecutionStatus,
  type ExpressResult,
  type ExpressStarted,
  InvalidCursor,
  type LogGroup,
  type LoggedExecution,
  type Machine,
  type MachineSummary,
  type MapRunChanges,
  type MapRunRecord,
  type Page,
  type Paged,
  type Redriven,
  type Resources,
  type Revision,
  type SandboxLimits,
  type SandboxSession,
  type Tags,
  type Version,
  type VersionSummary,
} from './sandbox'
export type { TestStateOutput, TestStateRequest } from './test-state/request'
export { type TestStateAnswer, type TestStateWorld, testState } from './test-state/test-state'
export type { TaskAnswer } from './test-state/work'
export {
  type ValidateStateMachineDefinitionResponse,
  validateStateMachineDefinition,
} from './validate-state-machine-definition'
