/** Two histories side by side, in the running worker; fetched when it is first asked for. */
import type { HistoryEvent } from '@/lib/asl'
import {
  align,
  type Comparison,
  comparisonOf,
  type ReadHistory,
  type RecordedEvent,
  readHistory,
  recordedEvents,
} from '@/lib/histories'
import type { Result } from '@/lib/result'
import type { Run } from '@/lib/sandbox'

export function compared(here: readonly HistoryEvent[], there: readonly HistoryEvent[]): Comparison {
  return aligned(recordedEvents(here), recordedEvents(there))
}

export function aligned(here: readonly RecordedEvent[], there: readonly RecordedEvent[]): Comparison {
  return comparisonOf(align(here, there))
}

/** What was pasted, and how it stands to the run. */
export function imported(
  text: string,
  here: Run | undefined,
): { read: Result<ReadHistory, string>; comparison?: Comparison } {
  const read = readHistory(text)
  if (!read.ok || !here) return { read }
  return { read, comparison: aligned(recordedEvents(here.history), read.value.events) }
}
