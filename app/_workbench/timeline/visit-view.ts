import { type EventId, type Failure, type HistoryEvent, type StateVisit, stateVisits } from '@/lib/asl'
import { type CalledFunction, calledFunction } from './called-function'
import { failureOf } from './failure-of'

/** One stay in a state as the inspector shows it: the fold of `lib/asl`, and what its own events tell beside. */
export interface VisitView extends StateVisit {
  /** Milliseconds of virtual time from the start of the execution. */
  since: number
  /** Milliseconds of virtual time inside; absent while still there. */
  took?: number
  /** Every failed try, retried ones included, in order. */
  failures: readonly (Failure & { event: EventId })[]
  /** Milliseconds of virtual time between a failed try and the next. */
  retryDelays: readonly number[]
  /** The Lambda function that it invoked last; absent without one. */
  called?: CalledFunction
}

/** Every stay among the first `upTo` events, in order of entry. */
export function visitViews(history: readonly HistoryEvent[], upTo: EventId): readonly VisitView[] {
  const start = history[0]?.timestamp ?? 0
  const seen = upTo >= history.length ? history : history.filter((event) => event.id <= upTo)
  return stateVisits(seen).map((visit) => {
    const events = visit.events.flatMap((id) => seen[id - 1] ?? [])
    const called = calledFunction(events)
    return {
      ...visit,
      since: visit.enteredAt - start,
      ...(visit.endedAt !== undefined && { took: visit.endedAt - visit.enteredAt }),
      ...triesOf(events),
      ...(called && { called }),
    }
  })
}

function triesOf(events: readonly HistoryEvent[]): Pick<VisitView, 'failures' | 'retryDelays'> {
  const failures: (Failure & { event: EventId })[] = []
  const retryDelays: number[] = []
  let failedAt: number | undefined
  for (const event of events) {
    if (/(Failed|TimedOut)$/.test(event.type)) {
      failures.push({ event: event.id, ...failureOf(event) })
      failedAt = event.timestamp
    } else if (/(Scheduled|StateStarted)$/.test(event.type) && failedAt !== undefined) {
      retryDelays.push(event.timestamp - failedAt)
      failedAt = undefined
    }
  }
  return { failures, retryDelays }
}
