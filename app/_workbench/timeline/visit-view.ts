import {
  type EventId,
  type Failure,
  type HistoryEvent,
  type StateVisit,
  statusAt,
  type Timeline,
  type TrackedVisit,
  type VisitStatus,
} from '@/lib/asl'
import { type CalledFunction, calledFunction } from './called-function'
import { failureOf } from './failure-of'

/** One try of a stay's work. */
export interface Try {
  /** The event that began it: `…Scheduled`, `…StateStarted`. */
  event: EventId
  since: number
  /** Milliseconds of virtual time until it succeeded or failed; absent while it is at work. */
  took?: number
  failure?: Failure & { event: EventId }
  /** Milliseconds between the failure and the next try. */
  delay?: number
}

/** One stay in a state as the inspector shows it at a moment: the fold of `lib/asl`, and what its own events tell beside. */
export interface VisitView extends Omit<StateVisit, 'events'> {
  /** Milliseconds of virtual time from the start of the execution. */
  since: number
  /** Milliseconds of virtual time inside; absent while still there. */
  took?: number
  /** Every failed try, retried ones included, in order. */
  failures: readonly (Failure & { event: EventId })[]
  /** Milliseconds of virtual time between a failed try and the next. */
  retryDelays: readonly number[]
  tries: readonly Try[]
  /** The Lambda function that it invoked last; absent without one. */
  called?: CalledFunction
}

/** The stay as it was right after the event `at`. */
export function visitView({ history }: Timeline, tracked: TrackedVisit, at: EventId): VisitView {
  const { visit } = tracked
  const { events: ids, output, assigned, exitedEvent, failure: _, endedAt, ...begun } = visit
  const status: VisitStatus = statusAt(tracked, at) ?? 'running'
  const isOver = status !== 'running' && status !== 'retrying'
  const isLeft = exitedEvent !== undefined && exitedEvent <= at
  const events = ids.filter((id) => id <= at).flatMap((id) => history[id - 1] ?? [])
  const called = calledFunction(events)
  const start = history[0]?.timestamp ?? 0
  const { tries, failures } = triesOf(events, start)
  return {
    ...begun,
    status,
    since: visit.enteredAt - start,
    retries: Math.max(0, tries.length - 1),
    ...(isOver && endedAt !== undefined && { endedAt, took: endedAt - visit.enteredAt }),
    ...(isLeft && { exitedEvent, ...(output !== undefined && { output }), ...(assigned && { assigned }) }),
    tries,
    failures,
    retryDelays: tries.flatMap(({ delay }) => delay ?? []),
    ...(called && { called }),
  }
}

function triesOf(events: readonly HistoryEvent[], start: number): Pick<VisitView, 'tries' | 'failures'> {
  const tries: Try[] = []
  const failures: (Failure & { event: EventId })[] = []
  for (const event of events) {
    const last = tries.at(-1)
    if (/(Scheduled|(Map|Parallel)StateStarted|MapRunStarted)$/.test(event.type)) {
      const failedAt = last?.failure && last.took !== undefined ? start + last.since + last.took : undefined
      if (last && failedAt !== undefined) last.delay = event.timestamp - failedAt
      tries.push({ event: event.id, since: event.timestamp - start })
    } else if (/(Failed|TimedOut)$/.test(event.type)) {
      const failure = { event: event.id, ...failureOf(event) }
      failures.push(failure)
      if (last) Object.assign(last, { failure, took: event.timestamp - start - last.since })
    } else if (last && /Succeeded$/.test(event.type)) last.took = event.timestamp - start - last.since
  }
  return { tries, failures }
}
