import type { AccountSetup, AccountView, Run } from '@/lib/sandbox'
import { ACCOUNT_ID, OTHER_ACCOUNT_ID } from '@/lib/sandbox'
import { buckets } from './buckets'
import { children, machines } from './executions'
import { functions } from './functions'
import { buses, topics } from './messaging'
import { queues } from './queues'
import type { Resource, Section, Sources } from './resource'
import { roles } from './roles'
import { tables } from './tables'
import { activities, tokens } from './tokens'
import { connections, jobs } from './work'

/** All of one account that there is to show. */
export interface AccountContent {
  accountId: string
  sections: readonly Section[]
}

const KINDS: readonly (readonly [title: string, resources: (sources: Sources) => readonly Resource[]])[] = [
  ['Functions', functions],
  ['Tables', tables],
  ['Queues', queues],
  ['Topics', topics],
  ['Event buses', buses],
  ['Buckets', buckets],
  ['Activities', activities],
  ['Task tokens', tokens],
  ['Jobs', jobs],
  ['HTTP requests', connections],
  ['Other state machines', machines],
  ['Map runs', children],
  ['Roles', roles],
]

/**
 * The account of an exercise, and the second one where it has one: before a run as it is set up, after it as the run
 * left it, with what changed.
 */
export function accountContents(setup: AccountSetup, run?: Run): readonly AccountContent[] {
  const { otherAccount } = setup
  const ours = sourcesOf(ACCOUNT_ID, setup, run, run?.accountBefore, run?.account)
  if (!otherAccount) return [contentOf(ours)]
  const { accountId = OTHER_ACCOUNT_ID } = otherAccount
  const theirs = sourcesOf(
    accountId,
    otherAccount,
    run,
    run?.accountBefore?.otherAccount,
    run?.account.otherAccount,
  )
  return [contentOf(ours), contentOf(theirs)]
}

function sourcesOf(
  accountId: string,
  setup: AccountSetup,
  run: Run | undefined,
  before: AccountView | undefined,
  now = untouched(setup),
): Sources {
  return {
    accountId,
    setup,
    ...(before && { before }),
    now,
    ...(run && { run }),
    at: run?.accountAt ?? run?.stopDate ?? 0,
  }
}

/** What a run changed, by name: "table orders". */
export function changedNames({ sections }: AccountContent): readonly string[] {
  return sections.flatMap(({ resources }) => resources.flatMap(({ key, change }) => (change ? [key] : [])))
}

function contentOf(sources: Sources): AccountContent {
  const sections = KINDS.map(([title, resources]) => ({ title, resources: resources(sources) }))
  return {
    accountId: sources.accountId,
    sections: sections.filter((section) => section.resources.length > 0),
  }
}

/** An account before its first run; the simulated account itself is not needed for that. */
function untouched({ functions, tables, queues, buckets }: AccountSetup): AccountView {
  return {
    functions: mapped(functions, () => ({ invocations: 0, logs: [] })),
    tables: mapped(tables, ({ items = [] }) => ({ items })),
    queues: mapped(queues, () => ({ messages: [] })),
    buckets: mapped(buckets, ({ objects = {} }) => ({ objects })),
  }
}

function mapped<Setup, View>(
  setups: Readonly<Record<string, Setup>> = {},
  view: (setup: Setup) => View,
): Record<string, View> {
  return Object.fromEntries(Object.entries(setups).map(([name, setup]) => [name, view(setup)]))
}
