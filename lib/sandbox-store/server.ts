/**
 * Learners' sandboxes in the database: what the endpoint for SDK and CLI works on. Where to look:
 *
 * - a sandbox as the operations of the API see it: `session.ts`, its resources in `resources.ts`, its executions and
 *   histories in `executions.ts`
 * - everything that moves an execution is a turn (`lib/sandbox/turn`): who takes it and when in `turns.ts`, under
 *   which lease in `lease.ts`, what it is given in `load-turn.ts`, where it is taken in `turn-worker.ts`, and what it
 *   has made is stored, all at once, in `commit-turn.ts`
 * - what is due later: `alarm.ts`
 * - who may come in: `access-keys.ts`; a request over HTTP: `endpoint.ts`
 *
 * May import: `lib/db`, `lib/auth`, `lib/runners` (its worker pool), `lib/aws-api`, `lib/sandbox`, `lib/services`,
 * `lib/handlers`, `lib/asl`. Server only.
 */
import 'server-only'

export { REGION as SANDBOX_REGION } from '@/lib/services'
export {
  type AccessKey,
  type AccessKeyFacts,
  accessKeysOf,
  makeAccessKey,
  openingOf,
  revokeAccessKey,
} from './access-keys'
export { closeSandboxes, watchSandboxes } from './at-work'
export { answerClient, type EndpointRequest } from './endpoint'
export { clockOf, newSandbox, type SandboxClock, sandboxOf, setClock } from './sandboxes'
export { sandboxSession } from './session'
export { CommandFailed, SandboxBusy } from './turns'
