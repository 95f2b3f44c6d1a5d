/**
 * AWS's API for Step Functions, and for DynamoDB and SQS of the same simulated account: `respond` takes a request as
 * it comes over the wire. Operations that need no sandbox are functions of their own, from a request to its answer
 * or to `{ error: { code, message } }`. May import: `lib/sandbox`, `lib/services`, `lib/asl`.
 */
export { createStateMachine, type NewStateMachine } from './create-state-machine'
export {
  awsLocation,
  type DefinitionProblem,
  type DefinitionProblems,
  definitionProblems,
} from './definition-problems'
export { type ApiHistoryEvent, toApiHistoryEvent } from './history-event'
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
