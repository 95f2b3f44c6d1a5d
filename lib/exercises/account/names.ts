import type { AccountFile } from '../account-file'

/** Things of an account that others name. */
export type Kind = 'functions' | 'queues' | 'topics' | 'machines' | 'tables' | 'buckets' | 'buses' | 'roles'

/** What one of them is called in a sentence. */
export const ONE: Readonly<Record<Kind, string>> = {
  functions: 'function',
  queues: 'queue',
  topics: 'topic',
  machines: 'state machine',
  tables: 'table',
  buckets: 'bucket',
  buses: 'bus',
  roles: 'role',
}

export type Names = Readonly<Record<Kind, readonly string[]>>

type Things = Partial<Record<Kind, Readonly<Record<string, unknown>>>>

export function namesOf(account: Omit<AccountFile, 'otherAccount' | 'role'> | undefined): Names {
  const things: Things = account ?? {}
  // There is a default bus in every account.
  const given = (kind: Kind) => (kind === 'buses' ? ['default'] : [])
  return eachKind((kind) => [...new Set([...given(kind), ...Object.keys(things[kind] ?? {})])])
}

/** What either has: a scenario's account stands over the exercise's. */
export function together(one: Names, other: Names): Names {
  return eachKind((kind) => [...new Set([...one[kind], ...other[kind]])])
}

/** What all of them have. */
export function inAll(first: Names, others: readonly Names[]): Names {
  return eachKind((kind) => first[kind].filter((name) => others.every((one) => one[kind].includes(name))))
}

function eachKind(names: (kind: Kind) => readonly string[]): Names {
  return {
    functions: names('functions'),
    queues: names('queues'),
    topics: names('topics'),
    machines: names('machines'),
    tables: names('tables'),
    buckets: names('buckets'),
    buses: names('buses'),
    roles: names('roles'),
  }
}
