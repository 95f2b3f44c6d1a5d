/**
 * The simulated account as the integrations see it: one folder per service, each a pure function over its own
 * state. May import: `lib/asl` and `lib/handlers` (types). Handlers come in as a function.
 */
export {
  ACCOUNT_ID,
  type AccountSetup,
  type AccountView,
  type ActivitySetup,
  type BucketSetup,
  type BusSetup,
  type BusView,
  type CallbackSetup,
  type ConnectionSetup,
  type EndpointSetup,
  type FaultSetup,
  type FunctionSetup,
  type FunctionView,
  type HttpRequestView,
  type InvocationView,
  type JobSetup,
  type JobView,
  type MachineSetup,
  type MessageView,
  OTHER_ACCOUNT_ID,
  type OtherAccountSetup,
  type PendingTaskView,
  type PublishedView,
  type QueueSetup,
  REGION,
  type RuleSetup,
  type RuleTargetSetup,
  type ScriptedAnswer,
  type SubscriptionSetup,
  type TableSetup,
  type TopicSetup,
} from './account'
export type { Agenda, Happening, InAccount, ToExecution } from './agenda'
export type { Answer, Call, World } from './answer'
export { askStorage } from './ask-storage'
export { mayAssumeRole } from './assume-role'
export { crc32 } from './crc32'
export { type Account, accountOf, createAccount } from './create-account'
export { readPattern } from './event-pattern'
export { happen } from './happen'
export { HIDDEN, secretHider, withoutSecrets } from './http/without-secrets'
export type { PolicyDocument, RoleAsked, RoleSetup } from './iam'
// Not by the folder's door: behind it are the rules, which are loaded with the first role.
export { readPolicy } from './iam/policy-document'
export { activityRefusal, giveUp, isSimulated, perform, simulatedActions, surroundingsOf } from './perform'
export {
  type Provided,
  type ProvidedKind,
  type Provision,
  type Provisioned,
  provision,
} from './provision'
export { refusal } from './refusal'
export { operationOf } from './registry'
export { answerStorage, type Bucket, newBucket } from './s3'
export { type AccountParts, restoredAccount, savedAccount } from './saved-account'
export { isOwnAction, loadSdkActions, type SdkActions } from './sdk-actions'
export type { Operation, Reply } from './service'
export { serviceTitles } from './service-titles'
export {
  billedExpressMs,
  EXPRESS_LEAST_MIB,
  executionEnded,
  machineArn,
  newActivity,
  type PendingTask,
  type StoredExecution,
} from './step-functions'
export { isOffered, patterns, type SupportRow, supportMatrix } from './support-matrix'
export { viewOf } from './view'
