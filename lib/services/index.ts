/**
 * The simulated account as the integrations see it: one folder per service, each a pure function over its own
 * state. May import: `lib/asl` (types). Handlers come in as a function.
 */
export type { AccountSetup, AccountView, FunctionSetup, QueueSetup, TableSetup } from './account'
