import { type EventId, type HistoryEvent, transitions } from '@/lib/asl'
import { takenKey } from '../graph/taken-key'

/** When each arrow of the graph was taken first, in that order. */
export function firstTaken(history: readonly HistoryEvent[]): ReadonlyMap<string, EventId> {
  const first = new Map<string, EventId>()
  for (const { from, to, event } of transitions(history)) {
    if (from === undefined) continue
    const key = takenKey(from, to)
    if (!first.has(key)) first.set(key, event)
  }
  return first
}

/** The arrows that were taken among the first `upTo` events. */
export function takenArrows(first: ReadonlyMap<string, EventId>, upTo: EventId): ReadonlySet<string> {
  return new Set([...first].flatMap(([key, event]) => (event <= upTo ? [key] : [])))
}
