import { type Account, createAccount } from './create-account'
import { decoded, encoded } from './stored-value'

/**
 * An account as texts by name, one for each table, queue, function …, so that whoever keeps it writes only what
 * changed. Executions and pending tasks are not in it, and of state machines only those of the setup: there may be
 * too many to have them all in memory, and the owner of the account keeps them in a way of its own.
 */
export type AccountParts = Map<string, string>

/** Each entry of these is a part of its own: `tables/orders`. */
const MAPS = [
  'functions',
  'tables',
  'queues',
  'topics',
  'buses',
  'buckets',
  'activities',
  'connections',
] as const

/** Before the names of the parts of the second account. */
const OTHER = 'other account/'

export function savedAccount(account: Account): AccountParts {
  const { setup, role, roles, accountId, otherAccount, machines, executions, pendingTasks, ...others } =
    account
  const { functions, tables, queues, topics, buses, buckets, activities, connections, ...rest } = others
  const parts: AccountParts = new Map()
  parts.set('setup', encoded({ setup, role, roles, accountId }))
  parts.set('rest', encoded(rest))
  for (const name of MAPS) {
    for (const [key, state] of account[name]) parts.set(`${name}/${key}`, encoded(state))
  }
  if (otherAccount) {
    for (const [name, text] of savedAccount(otherAccount)) parts.set(OTHER + name, text)
  }
  return parts
}

/** The account that `savedAccount` saved, without executions and pending tasks. */
export function restoredAccount(parts: ReadonlyMap<string, string>): Account {
  const maps = Object.fromEntries(MAPS.map((name) => [name, new Map<string, unknown>()]))
  const others: AccountParts = new Map()
  for (const [part, text] of parts) {
    if (part.startsWith(OTHER)) others.set(part.slice(OTHER.length), text)
    const [name = '', ...key] = part.split('/')
    maps[name]?.set(key.join('/'), decoded(text))
  }
  // Our own data, written by `savedAccount`: its shape is taken on trust.
  const fixed = decoded(parts.get('setup') ?? '{"setup":{}}') as Pick<Account, 'setup' | 'accountId'>
  const { machines = {} } = fixed.setup
  return {
    ...createAccount({ machines }, { seed: 0 }),
    ...fixed,
    ...(decoded(parts.get('rest') ?? '{}') as object),
    ...maps,
    ...(others.size > 0 && { otherAccount: restoredAccount(others) }),
  } as Account
}
