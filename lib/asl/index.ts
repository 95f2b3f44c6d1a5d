/**
 * The Amazon States Language: text to `StateMachine` or diagnostics, and the deterministic interpreter that
 * answers each signal with history events and effects. Imports nothing of ours but `lib/json`, `lib/result`
 * and `lib/assert-never`, and could be published alone. Nothing here does I/O or reads a clock.
 */
export { describeEvent } from './history/describe-event'
export type { EventId, HistoryEvent, HistoryEventType } from './history/history-event'
export { type StateStatus, stateStatuses } from './history/state-statuses'
export {
  type PathStep,
  type StateVisit,
  stateVisits,
  type TrackedLine,
  type TrackedVisit,
  type VisitStatus,
} from './history/state-visits'
export {
  type PickedIterations,
  type Standing,
  standingsTogether,
  statusAt,
  Timeline,
  type Tracks,
} from './history/timeline'
export { type StateTransition, transitions } from './history/transitions'
export {
  begin,
  type ChildHistory,
  type Effect,
  type EndedExecution,
  type Execution,
  type ExecutionLimits,
  type ExecutionOptions,
  executionBefore,
  type Failure,
  INTERPRETER_VERSION,
  type InspectedField,
  type Instant,
  type ListedObject,
  type MapRunChanges,
  type MapRunDescription,
  newRecording,
  outstanding,
  type Recording,
  type RefuseTask,
  type RunningExecution,
  recordSignal,
  redriveRefusal,
  restore,
  runState,
  type ScheduledTask,
  type Signal,
  type StateOutcome,
  type StateRun,
  type StateWork,
  type Step,
  type StoppedBy,
  type StorageAnswer,
  type StorageRequest,
  snapshot,
  step,
  type TaskRequest,
  type TaskToken,
  type TimerId,
  type Watch,
  type WorkAnswer,
} from './interpret'
export { type AwsMessageName, aws as awsWords, awsMessageOf } from './parse/aws-messages'
export { choiceOperators } from './parse/choice-rules'
export {
  type AwsDiagnosticCode,
  type Diagnostic,
  type DiagnosticCode,
  isAwsCode,
  type TextRange,
} from './parse/diagnostic'
export { type Field, type FieldOwner, fieldsOf } from './parse/fields'
export { locate, looseValue, pointerAt } from './parse/locate'
export { optimizedIntegrations } from './parse/optimized-integrations'
export { parse } from './parse/parse'
export { parseOnDemand } from './parse/parse-on-demand'
export type { Parsed, ParseOptions } from './parse/read-definition'
export { scanJson } from './parse/scan-json'
export type {
  IntegrationPattern,
  QueryLanguage,
  Resource,
  State,
  StateMachine,
  StateName,
  StateType,
} from './parse/state-machine'
export { suggestion } from './parse/suggestion'
export { variableReferences } from './validate/variable-references'
