/**
 * A pretend AWS account at work: the virtual clock and the drive loop between the interpreter and the
 * simulated services. May import: `lib/services`, `lib/asl`.
 */

/** The account as a run shows it, for those above who know services only by their runs. */
export {
  ACCOUNT_ID,
  type AccountSetup,
  type AccountView,
  type ConnectionSetup,
  type HttpRequestView,
  type InvocationView,
  type JobView,
  type MessageView,
  OTHER_ACCOUNT_ID,
  type PendingTaskView,
  type PublishedView,
  secretHider,
  withoutSecrets,
} from '@/lib/services'
export { drive, type World } from './drive'
export type { Act, Interventions, Mock, RefusedAct, Waiting, WaitingTask } from './interventions'
export { type MeterReading, priceText } from './meter'
export { type MockedResponses, readMockedResponses } from './mocked-responses'
export { parseForSandbox } from './parse-for-sandbox'
export { PRICES } from './prices'
export type { ChildRun, OtherExecution, Run, ServiceCall } from './run'
export { type RunLimits, type RunRequest, runExecution } from './run-execution'
export { type MockedRequest, type MockedRun, runMocked } from './run-mocked'
export { sandboxDiagnostics } from './sandbox-diagnostics'
export { needsOf, needsOfCommand, union } from './turn/needs'
export { takeTurn } from './turn/take-turn'
export type { TurnWorld } from './turn/turn'
export type {
  Answers,
  AnswerTo,
  Appointment,
  Command,
  Due,
  KeptExecution,
  KeptTask,
  LoadedExecution,
  LoadedMachine,
  MadeChild,
  MadeExecution,
  Needs,
  RecordedSignal,
  SandboxFacts,
  StartCommand,
  TaskAnswer,
  TurnGiven,
  TurnMade,
} from './turn/turn-data'
export { VirtualClock } from './virtual-clock'
