import type { ServiceCall } from '@/lib/sandbox'
import type { CheckOf } from '../check'
import { differenceText, firstDifference } from './difference'
import { ending } from './ending'
import { type Finding, fails, holds, type Subject } from './finding'
import { isScheduled, resourceOf } from './history'
import { isOftenEnough } from './often'
import { placeOfState, states } from './places'
import { cut, listed, preview, sentence, times } from './words'

export function judgeCalled(check: CheckOf<'Called'>, subject: Subject): Finding {
  const { run, machine } = subject
  const toResource = run.calls.filter((call) => call.resource === check.resource)
  const { payloadIncludes } = check
  const fitting =
    payloadIncludes === undefined
      ? toResource
      : toResource.filter((call) => !firstDifference(payloadIncludes, call.payload, 'included'))
  const evidence = scheduledIds(check.resource, subject)
  if (isOftenEnough(fitting.length, check)) return holds(evidence)

  const payload = payloadIncludes === undefined ? '' : ` with ${preview(payloadIncludes, 160)}`
  const expected =
    check.times === 0
      ? `It does not call ${check.resource}${payload}.`
      : `It calls ${check.resource}${payload} ${check.times === undefined ? 'at least once' : times(check.times)}.`
  const [near] = toResource
  if (near && fitting.length === 0 && payloadIncludes !== undefined) {
    const difference = firstDifference(payloadIncludes, near.payload, 'included')
    return fails(
      `${sentence(`It called ${check.resource} with ${preview(near.payload)}`)} ${difference ? differenceText(difference, 'It') : ''}`.trim(),
      expected,
      evidence,
      placeOfState(machine, near.stateName, 'Parameters') ?? placeOfState(machine, near.stateName),
    )
  }
  if (near) {
    return fails(
      `It called ${check.resource} ${times(fitting.length)}${outcomes(toResource)}.`,
      expected,
      evidence,
      placeOfState(machine, near.stateName),
    )
  }
  const end = ending(subject)
  const [wrong] = run.calls
  const task = wrong?.stateName ?? states(machine).find((state) => state.type === 'Task')?.name
  return fails(
    `${callsMade(run.calls)}${run.status === 'SUCCEEDED' ? '' : ` ${end.text}`}`,
    expected,
    wrong ? scheduledIds(wrong.resource, subject) : end.evidence,
    placeOfState(machine, task, 'Resource') ?? '/States',
  )
}

export function judgeNotCalled(check: CheckOf<'NotCalled'>, subject: Subject): Finding {
  const made = subject.run.calls.filter((call) => call.resource === check.resource)
  const [first] = made
  if (!first) return holds([])
  return fails(
    `It called ${check.resource} ${times(made.length)}.`,
    `It does not call ${check.resource}.`,
    scheduledIds(check.resource, subject),
    placeOfState(subject.machine, first.stateName, 'Resource'),
  )
}

function scheduledIds(resource: string, { run }: Subject): number[] {
  return run.history
    .filter((event) => isScheduled(event) && resourceOf(event) === resource)
    .map(({ id }) => id)
}

function callsMade(calls: readonly ServiceCall[]): string {
  if (calls.length === 0) return 'It called nothing at all.'
  const counts = new Map<string, number>()
  for (const { resource } of calls) counts.set(resource, (counts.get(resource) ?? 0) + 1)
  return `It called only ${listed([...counts].map(([resource, count]) => `${cut(resource, 160)} (${times(count)})`))}.`
}

function outcomes(calls: readonly ServiceCall[]): string {
  const failed = calls.filter((call) => call.outcome.kind === 'Failed').length
  return failed === 0 ? '' : `, of which ${failed} failed`
}
