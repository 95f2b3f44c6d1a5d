import type { CheckOf } from '../check'
import { ending } from './ending'
import { type Finding, fails, holds, type Subject } from './finding'
import { type Retry, retries } from './history'
import { placeOfState } from './places'
import { listed, seconds } from './words'

export function judgeRetryDelays(check: CheckOf<'RetryDelays'>, subject: Subject): Finding {
  const { run, machine } = subject
  const made = retries(run.history).filter(
    (retry) => check.state === undefined || retry.state === check.state,
  )
  const isAsked =
    made.length === check.seconds.length && made.every((retry, index) => isNear(retry, check.seconds[index]))
  if (isAsked) return holds(made.map((retry) => retry.retried))
  const task = check.state === undefined ? 'a failed task' : `"${check.state}"`
  const end = ending(subject)
  return fails(
    made.length === 0
      ? `It never tried ${task} again. ${end.text}`
      : `It tried ${task} again after ${listed(made.map((retry) => seconds(retry.seconds)))}.`,
    check.seconds.length === 0
      ? `It does not try ${task} again.`
      : `It tries ${task} again after ${listed(check.seconds.map(seconds))}.`,
    made.length === 0 ? end.evidence : made.flatMap((retry) => [retry.failed, retry.retried]),
    placeOfState(machine, check.state ?? made[0]?.state),
  )
}

/** To the millisecond, the finest that a history shows. */
function isNear(retry: Retry, wanted: number | undefined): boolean {
  return wanted !== undefined && Math.abs(retry.seconds - wanted) < 0.001
}
