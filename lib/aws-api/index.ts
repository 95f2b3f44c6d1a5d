/**
 * The AWS JSON protocol as Step Functions speaks it: operations are pure functions from a request to its answer or
 * to `{ error: { code, message } }`. May import: `lib/sandbox`, `lib/services`, `lib/asl`.
 */
export { createStateMachine, invalidDefinition, type NewStateMachine } from './create-state-machine'
export {
  awsLocation,
  type DefinitionProblem,
  type DefinitionProblems,
  definitionProblems,
} from './definition-problems'
export { type ApiHistoryEvent, toApiHistoryEvent } from './history-event'
export { type ApiError, refuse } from './request'
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
export type { TestStateAnswer, TestStateOutput, TestStateRequest } from './test-state/request'
export { type TestStateWorld, testState } from './test-state/test-state'
export type { TaskAnswer } from './test-state/work'
export {
  type ValidateStateMachineDefinitionResponse,
  validateStateMachineDefinition,
} from './validate-state-machine-definition'
