import { type EventId, type HistoryEvent, type StateName, transitions } from '@/lib/asl'

/** Key of a transition that was taken; states are told apart by name, which is unique in a machine. */
export function takenKey(from: StateName, to: StateName): string {
  return JSON.stringify([from, to])
}

/** The arrows of the graph that were taken among the first `upTo` events. */
export function takenArrows(history: readonly HistoryEvent[], upTo: EventId): ReadonlySet<string> {
  return new Set(
    transitions(history).flatMap(({ from, to, event }) =>
      from !== undefined && event <= upTo ? [takenKey(from, to)] : [],
    ),
  )
}
