import { ACCOUNT_ID, type AccountSetup, type HttpRequestView, OTHER_ACCOUNT_ID } from './account'
import { newTable, type Table } from './dynamodb'
import { type Bus, newBuses } from './events'
import { type Connection, newConnection } from './http/connection'
import type { RoleSetup } from './iam'
import { firstState } from './ids'
import type { Job } from './jobs'
import { type LambdaFunction, newFunction } from './lambda'
import { type Bucket, newBucket } from './s3'
import { newTopic, type Topic } from './sns'
import { newQueue, type Queue } from './sqs'
import {
  type Activity,
  type CallbackCall,
  newActivity,
  newMachine,
  type PendingTask,
  type StoredExecution,
  type StoredMachine,
} from './step-functions'

/**
 * A simulated account, changed in place by the operations of its services. It is plain data: JSON values and maps
 * by text, no classes and no functions, so that it can be stored and go on elsewhere.
 */
export interface Account {
  /** What the exercise says of it; the scripts of workers, clients and jobs are read from here. */
  setup: AccountSetup
  readonly accountId: string
  /** The state machine's; without one everything is allowed. */
  readonly role?: RoleSetup
  /** By name. */
  readonly roles: Map<string, RoleSetup>
  readonly otherAccount?: Account
  readonly functions: Map<string, LambdaFunction>
  readonly tables: Map<string, Table>
  readonly queues: Map<string, Queue>
  readonly topics: Map<string, Topic>
  readonly buses: Map<string, Bus>
  readonly buckets: Map<string, Bucket>
  readonly activities: Map<string, Activity>
  readonly machines: Map<string, StoredMachine>
  /** By ARN. */
  readonly executions: Map<string, StoredExecution>
  /** By token. */
  readonly pendingTasks: Map<string, PendingTask>
  readonly callbackCalls: CallbackCall[]
  readonly jobs: Job[]
  /** By name; EventBridge's, for HTTP tasks. */
  readonly connections: Map<string, Connection>
  readonly httpRequests: HttpRequestView[]
  /** How often each scripted answer, endpoint and fault was used, by its place in the setup. */
  readonly scriptUses: Record<string, number>
  /** Where the generator of ids stands. */
  readonly chance: { state: number }
}

/**
 * An account as the setup describes it. All ids that it will make up follow from the seed.
 *
 * @throws when the setup holds what AWS would not take, such as an item without its table's key.
 */
export function createAccount(
  setup: AccountSetup,
  { seed, accountId = ACCOUNT_ID }: { seed: number; accountId?: string },
): Account {
  const { role, otherAccount } = setup
  return {
    setup,
    accountId,
    ...(role && { role }),
    roles: mapOf(setup.roles, (_, other) => other),
    ...(otherAccount && {
      otherAccount: createAccount(otherAccount, {
        seed,
        accountId: otherAccount.accountId ?? OTHER_ACCOUNT_ID,
      }),
    }),
    functions: mapOf(setup.functions, newFunction),
    tables: mapOf(setup.tables, newTable),
    queues: mapOf(setup.queues, newQueue),
    topics: mapOf(setup.topics, newTopic),
    buses: newBuses(setup.buses),
    buckets: mapOf(setup.buckets, newBucket),
    activities: mapOf(setup.activities, newActivity),
    machines: mapOf(setup.machines, newMachine),
    executions: new Map(),
    pendingTasks: new Map(),
    callbackCalls: [],
    jobs: [],
    connections: mapOf(setup.connections, newConnection),
    httpRequests: [],
    scriptUses: {},
    chance: { state: firstState(seed) },
  }
}

function mapOf<Setup, State>(
  setups: Readonly<Record<string, Setup>> = {},
  make: (name: string, setup: Setup) => State,
): Map<string, State> {
  return new Map(Object.entries(setups).map(([name, setup]) => [name, make(name, setup)]))
}

/** The account that an ARN is of, this or the second. */
export function accountOf(arn: string, account: Account): Account | undefined {
  const owner = arn.split(':')[4]
  return [account, account.otherAccount].find((one) => one?.accountId === owner)
}
