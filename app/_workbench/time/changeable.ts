import type { EventId, HistoryEvent, Timeline } from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import type { Interventions, Mock } from '@/lib/sandbox'
import { failureOf } from '../timeline/failure-of'

/** What of a run can be changed at an event, to see how it would have gone on. */
export interface Changeable {
  event: EventId
  /** "the output of Charge" */
  what: string
  /** What it is in this run; nothing for a task that failed. */
  value: JsonValue | undefined
  /** Of a task's answer: which call it was, so that it may fail instead, or succeed. */
  call?: Omit<Mock, 'outcome'>
  /** What a call failed with. */
  failure?: ReturnType<typeof failureOf>
}

/** What can be changed at this event; nothing where it shows neither data nor a task's answer. */
export function changeableAt(timeline: Timeline, event: EventId): Changeable | undefined {
  const one = timeline.history[event - 1]
  if (!one) return undefined
  const { type, details } = one
  const name = timeline.visitOf(event)?.visit.name ?? ''
  if (type === 'ExecutionStarted') return { event, what: 'the input of the execution', value: details.input }
  if (type.endsWith('StateEntered') && 'input' in details) {
    return { event, what: `the input of ${name}`, value: details.input }
  }
  if (type.endsWith('StateExited') && 'output' in details) {
    return { event, what: `the output of ${name}`, value: details.output }
  }
  if (type === 'TaskSubmitted') return { event, what: `the receipt that ${name} got`, value: details.output }
  if (!/^(Task|LambdaFunction|Activity)(Succeeded|Failed|TimedOut)$/.test(type)) return undefined
  const call = callOf(timeline, one)
  if (!call) return undefined
  const what = `the answer to ${name}`
  return 'output' in details
    ? { event, what, value: details.output, call }
    : { event, what, value: undefined, call, failure: failureOf(one) }
}

/** The nearest moment up to this one at which something can be changed. */
export function changeableBefore(timeline: Timeline, at: EventId): Changeable | undefined {
  for (let event = at; event > 0; event--) {
    const found = changeableAt(timeline, event)
    if (found) return found
  }
  return undefined
}

/** Which call of its state an answer belongs to. */
function callOf(timeline: Timeline, answer: HistoryEvent): Changeable['call'] {
  const { history } = timeline
  const visit = timeline.visitOf(answer.id)?.visit
  const scheduled = visit?.events.findLast((id) => id < answer.id && isScheduled(history[id - 1]))
  const began = scheduled === undefined ? undefined : history[scheduled - 1]
  if (!visit || scheduled === undefined || !began) return undefined
  const submitted = visit.events
    .flatMap((id) => (id > scheduled && id < answer.id ? (history[id - 1] ?? []) : []))
    .find(({ type }) => type === 'TaskSubmitted')
  const invocation = timeline
    .visitsOf(visit.name, scheduled)
    .flatMap(({ visit: { events } }) => events)
    .filter((id) => id < scheduled && isScheduled(history[id - 1])).length
  return {
    state: visit.name,
    invocation,
    afterMs: answer.timestamp - began.timestamp,
    ...(submitted?.type === 'TaskSubmitted' && { submitted: submitted.details.output }),
  }
}

function isScheduled(event: HistoryEvent | undefined): boolean {
  return event !== undefined && /^(Task|LambdaFunction|Activity)Scheduled$/.test(event.type)
}

/** What is put in place of what the run had. */
export type Change = { value: JsonValue } | { outcome: Mock['outcome'] }

/**
 * The interventions of the run that goes on with the change. What was changed at this event or later is void: from
 * here on it is another run.
 */
export function withChange(
  before: Interventions,
  { event, call }: Changeable,
  change: Change,
): Interventions {
  const overrides = (before.overrides ?? []).filter((one) => one.event < event)
  const mocks = before.mocks ?? []
  if ('value' in change) return { ...before, overrides: [...overrides, { event, value: change.value }] }
  if (!call) throw new Error('Only the answer to a call can be mocked.')
  const others = mocks.filter((one) => one.state !== call.state || one.invocation !== call.invocation)
  return { ...before, overrides, mocks: [...others, { ...call, outcome: change.outcome }] }
}
