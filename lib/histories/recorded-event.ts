import type { EventId, HistoryEvent, Instant } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'

/**
 * An event of a history whoever made it. Unlike `HistoryEvent` the type may be one that we do not know, and data
 * (`input`, `output`, `parameters`) may be absent, because AWS was asked to leave them out or cut them.
 */
export interface RecordedEvent {
  id: EventId
  /** Of the event that caused it; 0 for the first event and for the first state entered. */
  previousEventId: EventId | 0
  timestamp: Instant
  type: string
  /** JSON values where AWS sends JSON text. */
  details: JsonObject
}

/** In characters: a history of 25,000 events with ordinary payloads, printed with indentation, is well below. */
export const LONGEST_HISTORY_TEXT = 32_000_000

/** A history of ours, to stand beside another. */
export function recordedEvents(history: readonly HistoryEvent[]): RecordedEvent[] {
  return history.map(({ details, ...event }) => ({ ...event, details: { ...details } }))
}
