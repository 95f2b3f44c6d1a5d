import type { EventId, StateName, Timeline } from '@/lib/asl'

/** The events at which a state is entered, rising. */
function entries({ visits }: Timeline): readonly EventId[] {
  return visits.map(({ visit }) => visit.enteredEvent)
}

/** The next or former moment at which a state begins; the end or the start of the run where there is none. */
export function byState(timeline: Timeline, at: EventId, by: 1 | -1): EventId {
  return by === 1
    ? (entries(timeline).find((event) => event > at) ?? timeline.history.length)
    : (entries(timeline).findLast((event) => event < at) ?? 0)
}

/** Where a run that goes on from `at` stops: at the next entry of a state with a breakpoint; nothing where there is none. */
export function nextStop(
  timeline: Timeline,
  at: EventId,
  breakpoints: ReadonlySet<StateName>,
): EventId | undefined {
  return timeline.visits.find(({ visit }) => visit.enteredEvent > at && breakpoints.has(visit.name))?.visit
    .enteredEvent
}

/** "Run to here": the next entry of the state, or its first where none follows; nothing where it is never entered. */
export function entryOf(timeline: Timeline, state: StateName, at: EventId): EventId | undefined {
  const all = timeline.visits.flatMap(({ visit }) => (visit.name === state ? [visit.enteredEvent] : []))
  return all.find((event) => event > at) ?? all[0]
}

/** How often virtual time goes as fast as real time. */
export type Speed = 1 | 60

/** A gap longer than this is cut short: nobody sits through a night, and nothing happens in it. */
const LONGEST_GAP_MS = 2_000
/** Events of one instant are shown one after the other all the same. */
const SHORTEST_MS: Readonly<Record<Speed, number>> = { 1: 150, 60: 25 }
/** However many events there are, playing them takes about this long at most. */
const LONGEST_PLAY_MS = 60_000

/** Real milliseconds from this moment to the next event. */
export function untilNext({ history }: Timeline, at: EventId, speed: Speed): number {
  const gap = (history[at]?.timestamp ?? 0) - (history[at - 1]?.timestamp ?? history[at]?.timestamp ?? 0)
  const [least, most] = [SHORTEST_MS[speed], LONGEST_GAP_MS]
  return Math.min(Math.max(gap / speed, least), most, LONGEST_PLAY_MS / Math.max(1, history.length))
}
