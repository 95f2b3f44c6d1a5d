import type { CheckOf } from '../check'
import { ending } from './ending'
import { type Finding, fails, holds, type Subject } from './finding'
import { lastId } from './history'

export function judgeStatus(check: CheckOf<'Status'>, subject: Subject): Finding {
  const { run } = subject
  const isAsked =
    !run.stoppedBy &&
    run.status === check.status &&
    (check.error === undefined || run.failure?.error === check.error)
  if (isAsked) return holds(lastId(run.history))
  const end = ending(subject)
  return fails(end.text, expectation(check), end.evidence, end.at)
}

function expectation({ status, error }: CheckOf<'Status'>): string {
  switch (status) {
    case 'SUCCEEDED':
      return 'The execution succeeds.'
    case 'TIMED_OUT':
      return 'The execution ends as TIMED_OUT.'
    case 'FAILED':
      return error === undefined ? 'The execution fails.' : `The execution fails with ${error}.`
  }
}
