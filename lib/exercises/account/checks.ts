import type { AccountFile } from '../account-file'
import type { Check } from '../check'
import { type Kind, type Names, ONE } from './names'
import { type AccountProblem, oneOf, problem } from './problem'

type Path = AccountProblem['path']

/** What the account of a scenario holds, the second account apart. */
export interface Holding {
  names: Names
  otherNames: Names | undefined
  jobs: readonly string[]
}

export function holdingOf(names: Names, otherNames: Names | undefined, account: AccountFile): Holding {
  return { names, otherNames, jobs: (account.jobs ?? []).map(({ on }) => on) }
}

/** A check that asks for a thing that no account holds would find it empty, and pass or fail for nothing. */
export function* checkProblems(
  check: Check,
  path: Path,
  holdings: readonly Holding[],
): Generator<AccountProblem> {
  const asked = thingOf(check)
  if (asked) {
    const { kind, name, member, account } = asked
    const known = holdings.flatMap(
      ({ names, otherNames }) => (account === 'other' ? otherNames : names)?.[kind] ?? [],
    )
    if (!known.includes(name)) {
      const whose = account === 'other' ? 'other account' : 'account'
      yield problem(
        [...path, member],
        `There is no ${ONE[kind]} called "${name}" in the ${whose}.`,
        oneOf([...new Set(known)]),
      )
    }
  }
  if (check.kind === 'JobEnded') {
    const known = [...new Set(holdings.flatMap(({ jobs }) => jobs))]
    if (!known.includes(check.job)) {
      yield problem([...path, 'job'], `No job of this account is about ${check.job}.`, oneOf(known))
    }
  }
}

interface Asked {
  kind: Kind
  name: string
  /** Of the check, where the name stands. */
  member: string
  account?: 'other' | undefined
}

function thingOf(check: Check): Asked | undefined {
  switch (check.kind) {
    case 'TableHolds':
      return { kind: 'tables', name: check.table, member: 'table', account: check.account }
    case 'QueueHolds':
      return { kind: 'queues', name: check.queue, member: 'queue', account: check.account }
    case 'BucketHolds':
      return { kind: 'buckets', name: check.bucket, member: 'bucket', account: check.account }
    case 'Published':
      return { kind: 'topics', name: check.topic, member: 'topic' }
    case 'EventsPut':
      return { kind: 'buses', name: check.bus ?? 'default', member: 'bus' }
    case 'ExecutionMade':
      return { kind: 'machines', name: check.machine, member: 'machine' }
    case 'FunctionRan':
    case 'LogIncludes':
      return { kind: 'functions', name: check.function, member: 'function' }
    default:
      return undefined
  }
}
