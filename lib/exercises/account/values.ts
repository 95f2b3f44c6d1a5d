import { createAccount, readPattern } from '@/lib/services'
import type { AccountFile } from '../account-file'
import { type AccountProblem, problem } from './problem'

type Path = AccountProblem['path']

/** What stands in a language of the service itself: event patterns, filter policies, items of tables. */
export function* valueProblems(
  { buses = {}, topics = {}, tables = {} }: Omit<AccountFile, 'otherAccount' | 'role'>,
  at: Path,
): Generator<AccountProblem> {
  for (const [bus, { rules = {} }] of Object.entries(buses)) {
    for (const [rule, { pattern }] of Object.entries(rules)) {
      const read = readPattern(pattern, 'EventBridge')
      if (read.ok) continue
      const path = [...at, 'buses', bus, 'rules', rule, 'pattern']
      yield problem(
        path,
        `This is no event pattern: ${read.problem}`,
        'Write it as EventBridge’s user guide shows it.',
      )
    }
  }
  for (const [topic, { subscriptions = [] }] of Object.entries(topics)) {
    for (const [place, { filter }] of subscriptions.entries()) {
      const read = filter && readPattern(filter, 'SNS')
      if (!read || read.ok) continue
      const path = [...at, 'topics', topic, 'subscriptions', place, 'filter']
      yield problem(
        path,
        `This is no filter policy: ${read.problem}`,
        'Write it as SNS’s developer guide shows it.',
      )
    }
  }
  for (const [name, table] of Object.entries(tables)) {
    try {
      createAccount({ tables: { [name]: table } }, { seed: 1 })
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown)
      yield problem([...at, 'tables', name, 'items'], message, 'Correct the item, or the keys of the table.')
    }
  }
}
