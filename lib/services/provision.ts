import { type JsonValue, jsonEquals } from '@/lib/json'
import type {
  BucketSetup,
  BusSetup,
  ConnectionSetup,
  FunctionSetup,
  QueueSetup,
  RuleSetup,
  SubscriptionSetup,
  TableSetup,
  TopicSetup,
} from './account'
import type { Account } from './create-account'
import { newTable } from './dynamodb'
import { newBus } from './events'
import { newConnection } from './http/connection'
import type { PolicyDocument, RoleSetup } from './iam'
import { newFunction } from './lambda'
import { newBucket } from './s3'
import { newTopic } from './sns'
import { newQueue } from './sqs'

/** What can be put into an account that is at work, by kind: in the words of its setup. */
export interface Provided {
  functions: FunctionSetup
  tables: TableSetup
  queues: QueueSetup
  topics: TopicSetup
  buses: BusSetup
  buckets: BucketSetup
  connections: ConnectionSetup
  roles: RoleSetup
  /** Of the topic of that name. */
  subscriptions: SubscriptionSetup
  /** `bus/rule` */
  rules: RuleSetup
  /** One more policy of the role of that name. */
  policies: PolicyDocument
}

export type ProvidedKind = keyof Provided

/** A change of what an account holds, as CloudFormation makes one. */
export type Provision = {
  [K in ProvidedKind]: { act: 'Make' | 'Remove'; kind: K; name: string; setup: Provided[K] }
}[ProvidedKind]

export type Provisioned =
  | 'Done'
  /** To make: something of this kind has the name. */
  | 'Exists'
  /** To remove, or to make something that is part of something else: there is nothing of the name. */
  | 'Missing'
  /** To remove: a bucket that holds objects stays. */
  | 'NotEmpty'

/** Makes or removes one thing. @throws when the setup holds what AWS would not take */
export function provision(account: Account, change: Provision): Provisioned {
  const part = parts[change.kind] as Part<Provided[ProvidedKind]>
  return part[change.act](account, change.name, change.setup)
}

interface Part<Setup> {
  Make(account: Account, name: string, setup: Setup): Provisioned
  Remove(account: Account, name: string, setup: Setup): Provisioned
}

const parts: { readonly [K in ProvidedKind]: Part<Provided[K]> } = {
  functions: entry(({ functions }) => functions, newFunction),
  tables: entry(({ tables }) => tables, newTable),
  queues: entry(({ queues }) => queues, newQueue),
  topics: entry(({ topics }) => topics, newTopic),
  buses: entry(({ buses }) => buses, newBus),
  roles: entry(
    ({ roles }) => roles,
    (_, setup) => setup,
  ),
  buckets: {
    ...entry(({ buckets }) => buckets, newBucket),
    Remove({ buckets }, name) {
      if ((buckets.get(name)?.objects.size ?? 0) > 0) return 'NotEmpty'
      return buckets.delete(name) ? 'Done' : 'Missing'
    },
  },
  connections: {
    Make(account, name, setup) {
      if (account.connections.has(name)) return 'Exists'
      account.connections.set(name, newConnection(name, setup))
      account.setup = { ...account.setup, connections: { ...account.setup.connections, [name]: setup } }
      return 'Done'
    },
    Remove(account, name) {
      const { [name]: _, ...others } = account.setup.connections ?? {}
      account.setup = { ...account.setup, connections: others }
      return account.connections.delete(name) ? 'Done' : 'Missing'
    },
  },
  subscriptions: {
    Make({ topics }, name, setup) {
      const topic = topics.get(name)
      if (!topic) return 'Missing'
      const subscriptions = [...(topic.setup.subscriptions ?? []), setup]
      topics.set(name, { ...topic, setup: { ...topic.setup, subscriptions } })
      return 'Done'
    },
    Remove({ topics }, name, setup) {
      const topic = topics.get(name)
      if (!topic) return 'Missing'
      const subscriptions = without(topic.setup.subscriptions ?? [], setup)
      topics.set(name, { ...topic, setup: { ...topic.setup, subscriptions } })
      return 'Done'
    },
  },
  rules: {
    Make({ buses }, path, setup) {
      const [busName = '', name = ''] = path.split('/')
      const bus = buses.get(busName)
      if (!bus) return 'Missing'
      if (Object.hasOwn(bus.setup.rules ?? {}, name)) return 'Exists'
      buses.set(busName, { ...bus, setup: { ...bus.setup, rules: { ...bus.setup.rules, [name]: setup } } })
      return 'Done'
    },
    Remove({ buses }, path) {
      const [busName = '', name = ''] = path.split('/')
      const bus = buses.get(busName)
      const { [name]: rule, ...rules } = bus?.setup.rules ?? {}
      if (!bus || !rule) return 'Missing'
      buses.set(busName, { ...bus, setup: { ...bus.setup, rules } })
      return 'Done'
    },
  },
  policies: {
    Make({ roles }, name, policy) {
      const role = roles.get(name)
      if (!role) return 'Missing'
      roles.set(name, { ...role, policies: [...role.policies, policy] })
      return 'Done'
    },
    Remove({ roles }, name, policy) {
      const role = roles.get(name)
      if (!role) return 'Missing'
      roles.set(name, { ...role, policies: without(role.policies, policy) })
      return 'Done'
    },
  },
}

/** What is one entry of a map, and part of nothing else. */
function entry<State, Setup>(
  map: (account: Account) => Map<string, State>,
  make: (name: string, setup: Setup) => State,
): Part<Setup> {
  return {
    Make(account, name, setup) {
      if (map(account).has(name)) return 'Exists'
      map(account).set(name, make(name, setup))
      return 'Done'
    },
    Remove: (account, name) => (map(account).delete(name) ? 'Done' : 'Missing'),
  }
}

/** Without the first that is equal. */
function without<T>(list: readonly T[], one: T): T[] {
  const at = list.findIndex((each) => jsonEquals(plain(each), plain(one)))
  return list.filter((_, index) => index !== at)
}

/** A setup as the JSON that it is. */
function plain(setup: unknown): JsonValue {
  return JSON.parse(JSON.stringify(setup)) as JsonValue
}
