import type { StateName } from '../parse/state-machine'
import type { EventId, HistoryEvent } from './history-event'
import { type StateVisit, stateVisits, type VisitStatus } from './state-visits'

/** What the graph paints; a state that was not entered has no entry, which reads as idle. */
export type StateStatus = VisitStatus

/** Where a state stands in several branches or iterations at once, the first of these that occurs is shown. */
export const MOST_TELLING: readonly VisitStatus[] = [
  'running',
  'retrying',
  'failed',
  'caught',
  'aborted',
  'succeeded',
]

/** How each state stands after the event `upTo` (all events unless given). */
export function stateStatuses(history: readonly HistoryEvent[], upTo?: EventId): Map<StateName, StateStatus> {
  const latestByPlace = new Map<string, StateVisit>()
  for (const visit of stateVisits(upTo === undefined ? history : history.filter(({ id }) => id <= upTo))) {
    latestByPlace.set(JSON.stringify([visit.name, visit.path]), visit)
  }
  const statuses = new Map<StateName, StateStatus>()
  for (const { name, status } of latestByPlace.values()) {
    const other = statuses.get(name)
    if (other === undefined || MOST_TELLING.indexOf(status) < MOST_TELLING.indexOf(other))
      statuses.set(name, status)
  }
  return statuses
}
