/**
 * The simulated account as the integrations see it: one folder per service, each a pure function over its own
 * state. May import: `lib/asl` and `lib/handlers` (types). Handlers come in as a function.
 */
export {
  ACCOUNT_ID,
  type AccountSetup,
  type AccountView,
  type FunctionSetup,
  type QueueSetup,
  REGION,
  type TableSetup,
} from './account'
export type { Answer, Call } from './answer'
export { type Account, createAccount, isSimulated, perform, simulatedActions, viewOf } from './perform'
export { refusal } from './refusal'
