import type { HistoryEvent } from '@/lib/asl'

type Told = HistoryEvent extends infer One
  ? One extends HistoryEvent
    ? [at: number, type: One['type'], details: One['details']]
    : never
  : never

/** A history of one line, without branches: each event follows the one before it; `at` in milliseconds. */
export function historyOf(told: readonly Told[]): readonly HistoryEvent[] {
  return told.map(
    ([timestamp, type, details], index) =>
      ({ id: index + 1, previousEventId: index < 2 ? 0 : index, timestamp, type, details }) as HistoryEvent,
  )
}
