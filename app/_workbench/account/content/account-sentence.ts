import type { Scenario } from '@/lib/exercises'
import type { Run } from '@/lib/sandbox'
import { type AccountContent, changedNames } from './sections'

/** More names than this are counted. */
const NAMES_AT_MOST = 4

/** What became of the account, in one sentence; it is announced when a run has changed it. */
export function accountSentence(
  accounts: readonly AccountContent[],
  { title }: Pick<Scenario, 'title'>,
  run: Run | undefined,
): string {
  const all = accounts.flatMap(({ sections }) => sections.flatMap(({ resources }) => resources))
  if (all.length === 0) {
    return 'Nothing is in this account: the machine needs no services, and none was called.'
  }
  if (!run) return `What the account holds before a run in “${title}”. Run shows what becomes of it.`
  const changed = accounts.flatMap(changedNames)
  if (changed.length === 0) return `The run in “${title}” changed nothing in the account.`
  const named = changed.slice(0, NAMES_AT_MOST).join(', ')
  const rest = changed.length > NAMES_AT_MOST ? ` and ${changed.length - NAMES_AT_MOST} more` : ''
  return `The run in “${title}” left its marks on ${changed.length} of ${all.length}: ${named}${rest}.`
}
