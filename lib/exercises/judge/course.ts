import type { CheckOf } from '../check'
import { ending } from './ending'
import { type Finding, fails, holds, type Subject } from './finding'
import { isEntered, lastId, retries } from './history'
import { isOftenEnough } from './often'
import { counted, listed, seconds, times } from './words'

/** How a run went: its events, its time, its price. */

export function judgeEventOccurs(check: CheckOf<'EventOccurs'>, { run }: Subject): Finding {
  const ids = run.history.filter((event) => event.type === check.type).map(({ id }) => id)
  if (isOftenEnough(ids.length, check)) return holds(ids)
  const types = new Set(run.history.map((event) => event.type))
  return fails(
    ids.length === 0
      ? `The history has no ${check.type}; it has ${listed([...types], 12)}.`
      : `The history has ${check.type} ${times(ids.length)}.`,
    check.times === 0
      ? `The history has no ${check.type}.`
      : `The history has ${check.type} ${check.times === undefined ? 'at least once' : times(check.times)}.`,
    ids.length === 0 ? lastId(run.history) : ids,
    undefined,
  )
}

export function judgeTakesSeconds(check: CheckOf<'TakesSeconds'>, subject: Subject): Finding {
  const { run } = subject
  const taken = (run.stopDate - run.startDate) / 1000
  const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = check
  if (run.status !== 'RUNNING' && taken >= atLeast && taken <= atMost) return holds(lastId(run.history))
  const bounds = [
    ...(check.atLeast === undefined ? [] : [`at least ${seconds(check.atLeast)}`]),
    ...(check.atMost === undefined ? [] : [`at most ${seconds(check.atMost)}`]),
  ]
  return fails(
    run.status === 'RUNNING' ? ending(subject).text : `It took ${seconds(taken)} of virtual time.`,
    `It takes ${bounds.join(' and ')}.`,
    lastId(run.history),
    undefined,
  )
}

/**
 * AWS bills a Standard workflow by the transition: one for the start, one for each state entered, one for each
 * retry.
 */
export function judgeTransitions(check: CheckOf<'TransitionsAtMost'>, { run }: Subject): Finding {
  const entered = run.history.filter(isEntered)
  const again = retries(run.history)
  const count = 1 + entered.length + again.length
  if (count <= check.count) return holds(lastId(run.history))
  return fails(
    `It made ${count} transitions: the start, ${counted(entered.length, 'state', 'states')} entered, ${counted(again.length, 'retry', 'retries')}.`,
    `It makes at most ${check.count} transitions.`,
    entered.map(({ id }) => id),
    undefined,
  )
}
