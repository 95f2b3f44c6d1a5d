/** Step Functions as a service of the account: task tokens, activities, executions that others start. */
export {
  type Activity,
  newActivity,
  scheduleActivity,
  type WorkerHappening,
  workerActs,
} from './activity-workers'
export { callStartSync } from './answer-sync'
export { type CallbackCall, type CallbackHappening, callClients, clientActs } from './callback-clients'
export {
  executionEnded,
  machineArn,
  newMachine,
  type StoredExecution,
  type StoredMachine,
} from './executions'
export { billedExpressMs, EXPRESS_LEAST_MIB } from './express-bill'
export { stepFunctions } from './service'
export { giveUpTask, type PendingTask } from './task-tokens'
