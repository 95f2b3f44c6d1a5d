import { type EventId, type HistoryEvent, transitions } from '@/lib/asl'
import { takenKey } from '../graph/taken-key'

/** The arrows of the graph that were taken among the first `upTo` events. */
export function takenArrows(history: readonly HistoryEvent[], upTo: EventId): ReadonlySet<string> {
  return new Set(
    transitions(history).flatMap(({ from, to, event }) =>
      from !== undefined && event <= upTo ? [takenKey(from, to)] : [],
    ),
  )
}
