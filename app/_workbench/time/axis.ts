import {
  type EventId,
  type HistoryEvent,
  type StateName,
  statusAt,
  type Timeline,
  type TrackedVisit,
  type VisitStatus,
} from '@/lib/asl'

/** A heartbeat that somebody outside sent for a task of a state; times are virtual, in milliseconds. */
export interface Beat {
  state: StateName
  at: number
}

/** A stay in a state, or several that are too short to be told apart, on the axis. Places are from 0 to 1. */
export interface Bar {
  from: number
  to: number
  name: string
  entered: EventId
  /** More than one where they are drawn as one. */
  stays: number
  /** The tracked stay, for its status at a moment; of several the first. */
  of: TrackedVisit
  isWait: boolean
}

/** One line of control: the execution, a branch, an iteration. Its stays follow one another. */
export interface Lane {
  label: string
  /** The event by which its first state was entered: tries of one branch have the same label, but never the same first event. */
  begins: EventId
  depth: number
  bars: readonly Bar[]
  /** Where something failed, and where a retry began. */
  failures: readonly number[]
  retries: readonly number[]
  heartbeats: readonly number[]
}

export interface Axis {
  lanes: readonly Lane[]
  /** Lines that are not drawn. */
  more: number
  /** The place of a moment, 0 to 1. */
  placeOf: (event: EventId) => number
  /** The moment at a place. */
  eventAt: (place: number) => EventId
  /** Where time is told: place and milliseconds since the start. */
  ticks: readonly { at: number; since: number }[]
}

const LANES_AT_MOST = 14
const TICKS_AT_MOST = 6
/** Bars narrower than this share of the axis become one with their neighbour. */
const NARROWEST = 1 / 160

/**
 * The run along an axis on which every event has some room and long waits are cut short: the logarithm of the time
 * between two events is added to it.
 */
export function axisOf(
  timeline: Timeline,
  picked: ReadonlyMap<string, number>,
  beats: readonly Beat[] = [],
): Axis {
  const { history } = timeline
  const places = placesOf(history)
  const placeOf = (event: EventId) => places[Math.min(Math.max(0, event), history.length)] ?? 0
  const lines = [...groupedByLine(timeline)]
  const shown = lines.filter(([, visits]) => isShown(visits[0], picked)).slice(0, LANES_AT_MOST)
  return {
    lanes: shown.map(([, visits]) => ({
      ...laneOf(visits, history, placeOf),
      heartbeats: thinned(heartbeatsIn(visits, beats).map((at) => placeAt(at, history, places))),
    })),
    more: lines.length - shown.length,
    placeOf,
    eventAt: (place) => nearest(places, place),
    ticks: ticksOf(history, places),
  }
}

/** By event, from 0 for the moment before the first; rising to 1. */
function placesOf(history: readonly HistoryEvent[]): Float64Array {
  const places = new Float64Array(history.length + 1)
  let sum = 0
  for (const [index, event] of history.entries()) {
    const gap = index === 0 ? 0 : event.timestamp - (history[index - 1]?.timestamp ?? event.timestamp)
    sum += 1 + Math.log2(1 + Math.max(0, gap) / 100)
    places[index + 1] = sum
  }
  return sum === 0 ? places : places.map((place) => place / sum)
}

function groupedByLine({ visits }: Timeline): Map<TrackedVisit['line'], TrackedVisit[]> {
  const lines = new Map<TrackedVisit['line'], TrackedVisit[]>()
  for (const visit of visits) {
    const line = lines.get(visit.line)
    if (line) line.push(visit)
    else lines.set(visit.line, [visit])
  }
  return lines
}

function isShown(first: TrackedVisit | undefined, picked: ReadonlyMap<string, number>): boolean {
  return (first?.line.path ?? []).every(
    (step) => step.of !== 'Iteration' || (picked.get(step.state) ?? step.index) === step.index,
  )
}

function laneOf(
  visits: readonly TrackedVisit[],
  history: readonly HistoryEvent[],
  placeOf: (event: EventId) => number,
): Omit<Lane, 'heartbeats'> {
  const first = visits[0]
  const path = first?.line.path ?? []
  const step = path.at(-1)
  const bars: Bar[] = []
  const failures: number[] = []
  const retries: number[] = []
  for (const of of visits) {
    const { visit, changes } = of
    const last = changes.at(-1)
    const isOver = last && last.status !== 'running' && last.status !== 'retrying'
    const from = placeOf(visit.enteredEvent - 1)
    const to = placeOf(isOver ? last.event : history.length)
    const before = bars.at(-1)
    if (
      before &&
      to - from < NARROWEST &&
      before.to - before.from < NARROWEST * 2 &&
      from - before.to < NARROWEST
    ) {
      before.to = to
      before.stays += 1
    } else {
      const isWait = visit.type === 'Wait'
      bars.push({ from, to, name: visit.name, entered: visit.enteredEvent, stays: 1, of, isWait })
    }
    for (const [index, { event, status }] of changes.entries()) {
      if (status === 'retrying' || status === 'failed') failures.push(placeOf(event))
      if (status === 'running' && index > 0) retries.push(placeOf(event))
    }
  }
  const label =
    step === undefined
      ? 'Execution'
      : step.of === 'Iteration'
        ? `${step.state} ${step.index}`
        : `${step.state} ▸ ${step.startsWith}`
  return {
    label,
    begins: first?.visit.enteredEvent ?? 0,
    depth: path.length,
    bars,
    failures: thinned(failures),
    retries: thinned(retries),
  }
}

/** When heartbeats came for the stays of a lane. */
function heartbeatsIn(visits: readonly TrackedVisit[], beats: readonly Beat[]): number[] {
  return beats.flatMap(({ state, at }) =>
    visits.some(
      ({ visit }) =>
        visit.name === state && visit.enteredAt <= at && at <= (visit.endedAt ?? Number.POSITIVE_INFINITY),
    )
      ? [at]
      : [],
  )
}

/** The place of an instant: between the two events around it in proportion to the time. */
function placeAt(instant: number, history: readonly HistoryEvent[], places: Float64Array): number {
  const next = history.findIndex(({ timestamp }) => timestamp > instant)
  const [before, after] = [history[next - 1], history[next]]
  if (!before || !after) return places.at(-1) ?? 0
  const share = (instant - before.timestamp) / (after.timestamp - before.timestamp)
  const from = places[next] ?? 0
  return from + share * ((places[next + 1] ?? from) - from)
}

/** Marks at the same pixel are one. */
function thinned(places: readonly number[]): number[] {
  return [...new Set(places.map((place) => Math.round(place * 500) / 500))]
}

/** The status that a bar has at a moment; nothing before it begins. */
export function barStatus({ of }: Bar, at: EventId): VisitStatus | undefined {
  return statusAt(of, at)
}

function nearest(places: Float64Array, wanted: number): EventId {
  let [low, high] = [0, places.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  const before = Math.max(0, low - 1)
  return wanted - (places[before] ?? 0) < (places[low] ?? 0) - wanted ? before : low
}

function ticksOf(history: readonly HistoryEvent[], places: Float64Array): { at: number; since: number }[] {
  const start = history[0]?.timestamp ?? 0
  const ticks: { at: number; since: number }[] = []
  for (const [index, { timestamp }] of history.entries()) {
    const since = timestamp - start
    const at = places[index + 1] ?? 0
    const last = ticks.at(-1)
    if (last && (since === last.since || at - last.at < 1 / TICKS_AT_MOST)) continue
    ticks.push({ at, since })
  }
  return ticks
}
