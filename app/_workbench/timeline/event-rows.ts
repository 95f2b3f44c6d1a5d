import {
  describeEvent,
  type EventId,
  type HistoryEvent,
  type StateName,
  type StateVisit,
  stateVisits,
} from '@/lib/asl'
import { failureOf } from './failure-of'

/** One line of the event table. */
export interface EventRow {
  id: EventId
  type: HistoryEvent['type']
  /** What it means, in a sentence. */
  meaning: string
  state?: StateName
  /** "Ship, item 2": the branches and iterations around the state, outermost first. */
  within: readonly string[]
  /** Milliseconds of virtual time since the execution began. */
  since: number
  tone: 'plain' | 'good' | 'bad'
  /** The error of a failure, or nothing. */
  note?: string
}

/** The history as rows, in order. */
export function eventRows(history: readonly HistoryEvent[]): readonly EventRow[] {
  const start = history[0]?.timestamp ?? 0
  const visits = visitByEvent(history)
  return history.map((event) => {
    const visit = visits.get(event.id)
    const note = failureOf(event).error
    return {
      id: event.id,
      type: event.type,
      meaning: describeEvent(event),
      ...(visit && { state: visit.name }),
      within: (visit?.path ?? []).map((step) =>
        step.of === 'Iteration'
          ? `${step.state}, item ${step.index}`
          : `${step.state}, from ${step.startsWith}`,
      ),
      since: event.timestamp - start,
      tone: toneOf(event),
      ...(note !== undefined && { note }),
    }
  })
}

/** The stay in a state that each event belongs to; events of the execution itself belong to none. */
function visitByEvent(history: readonly HistoryEvent[]): ReadonlyMap<EventId, StateVisit> {
  const visits = new Map<EventId, StateVisit>()
  for (const visit of stateVisits(history)) {
    for (const id of visit.events) visits.set(id, visit)
  }
  return visits
}

function toneOf(event: HistoryEvent): EventRow['tone'] {
  if (/(Failed|TimedOut|Aborted)$/.test(event.type)) return 'bad'
  return event.type.endsWith('Succeeded') ? 'good' : 'plain'
}

/** The row to look at first: the last failure, or else the last thing that happened in a state. */
export function tellingRow(rows: readonly EventRow[]): EventRow | undefined {
  return (
    rows.findLast((row) => row.tone === 'bad' && row.state !== undefined) ??
    rows.findLast((row) => row.state !== undefined)
  )
}
