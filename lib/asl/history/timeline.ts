import type { JsonObject, JsonValue } from '@/lib/json'
import type { StateName } from '../parse/state-machine'
import type { EventId, HistoryEvent } from './history-event'
import { MOST_TELLING } from './state-statuses'
import {
  type StatusChange,
  type TrackedLine,
  type TrackedVisit,
  trackedVisits,
  type VisitStatus,
} from './state-visits'

/** How a state stands: over all its branches and iterations, or over those that were picked. */
export interface Standing {
  status: VisitStatus
  /** Times that it was entered. */
  entered: number
  /** Tries after the first of each entry. */
  retries: number
}

/** Of each Map state named here only the iteration with this index counts. */
export type PickedIterations = ReadonlyMap<StateName, number>

/** How states stand at any event, without folding again. */
export interface Tracks {
  /** Of every state entered by then. */
  at: (event: EventId) => ReadonlyMap<StateName, Standing>
}

type Change = Standing & { event: EventId }

/**
 * A history folded once, so that any moment of it is told without folding again: what `stateVisits` and
 * `stateStatuses` say of the first n events, for every n. A moment is the id of its latest event; 0 is before the first.
 */
export class Timeline {
  readonly history: readonly HistoryEvent[]
  /** Every stay, in the order of entry. */
  readonly visits: readonly TrackedVisit[]
  /** Over all branches and iterations. */
  readonly tracks: Tracks
  readonly #visitOf: ReadonlyMap<EventId, TrackedVisit>
  readonly #byState = new Map<StateName, TrackedVisit[]>()
  readonly #assigned = new Map<TrackedLine, { event: EventId; values: JsonObject }[]>()
  readonly #billed: readonly EventId[]

  constructor(history: readonly HistoryEvent[]) {
    const { visits, visitOf } = trackedVisits(history)
    this.history = history
    this.visits = visits
    this.#visitOf = visitOf
    this.tracks = this.tracksOf(new Map())
    this.#billed = visits
      .flatMap(({ changes }) => changes.filter(isBilled).map(({ event }) => event))
      .sort((one, other) => one - other)
    for (const tracked of visits) {
      const { visit, line } = tracked
      const ofState = this.#byState.get(visit.name) ?? []
      this.#byState.set(visit.name, ofState)
      ofState.push(tracked)
      if (!visit.assigned || visit.exitedEvent === undefined) continue
      const list = this.#assigned.get(line) ?? []
      this.#assigned.set(line, list)
      list.push({ event: visit.exitedEvent, values: visit.assigned })
    }
  }

  /** The stay that the event belongs to; events of the execution itself belong to none. */
  visitOf(event: EventId): TrackedVisit | undefined {
    return this.#visitOf.get(event)
  }

  /** The stays in this state that had begun by then, in the order of entry; of picked iterations alone where given. */
  visitsOf(state: StateName, event: EventId, picked: PickedIterations = new Map()): readonly TrackedVisit[] {
    const all = this.#byState.get(state) ?? []
    const begun = all.slice(
      0,
      countUpTo(all.length, (place) => all[place]?.visit.enteredEvent ?? 0, event),
    )
    return picked.size === 0 ? begun : begun.filter(({ line }) => isPicked(line, picked))
  }

  /** The same over the picked iterations alone. Costs a fold over the stays. */
  tracksOf(picked: PickedIterations): Tracks {
    const changes = new Map<StateName, { event: EventId; status: VisitStatus; of: TrackedVisit }[]>()
    for (const of of this.visits) {
      if (!isPicked(of.line, picked)) continue
      const list = changes.get(of.visit.name) ?? []
      changes.set(of.visit.name, list)
      for (const change of of.changes) list.push({ ...change, of })
    }
    const tracks = new Map([...changes].map(([name, list]) => [name, trackOf(list)]))
    return {
      at(event) {
        const standings = new Map<StateName, Standing>()
        for (const [name, track] of tracks) {
          const standing = latest(track, event)
          if (standing) standings.set(name, standing)
        }
        return standings
      },
    }
  }

  /**
   * The variables that a state of this line sees right after the event: its own and those of the lines around it.
   */
  variablesAt(line: TrackedLine, event: EventId): JsonObject {
    const variables = new Map<string, JsonValue>()
    for (const one of linesAround(line)) {
      for (const { event: assignedAt, values } of this.#assigned.get(one) ?? []) {
        if (assignedAt > event) break
        for (const [name, value] of Object.entries(values)) variables.set(name, value)
      }
    }
    return Object.fromEntries(variables)
  }

  /** State transitions so far, as AWS bills them: the start, each state entered, each retry. */
  billedTransitions(event: EventId): number {
    return event === 0 ? 0 : 1 + countUpTo(this.#billed.length, (place) => this.#billed[place] ?? 0, event)
  }
}

/** How states stand over several executions of one machine, such as the children of a map run. */
export function standingsTogether(
  all: readonly ReadonlyMap<StateName, Standing>[],
): ReadonlyMap<StateName, Standing> {
  const together = new Map<StateName, Standing>()
  for (const [name, standing] of all.flatMap((one) => [...one])) {
    const before = together.get(name)
    together.set(
      name,
      before
        ? {
            status:
              MOST_TELLING.find((one) => one === before.status || one === standing.status) ?? standing.status,
            entered: before.entered + standing.entered,
            retries: before.retries + standing.retries,
          }
        : standing,
    )
  }
  return together
}

/** How the stay stands right after the event; nothing before it was entered. */
export function statusAt({ changes }: TrackedVisit, event: EventId): VisitStatus | undefined {
  return latest(changes, event)?.status
}

/** An entry, or a try after one that failed. */
function isBilled({ status }: StatusChange): boolean {
  return status === 'running'
}

function isPicked({ path }: TrackedLine, picked: PickedIterations): boolean {
  return path.every(
    (step) => step.of !== 'Iteration' || (picked.get(step.state) ?? step.index) === step.index,
  )
}

/** From the outermost inwards. */
function linesAround(line: TrackedLine): TrackedLine[] {
  return line.owner ? [...linesAround(line.owner.line), line] : [line]
}

/** Folds the stays of one state into one list of changes. At each place only the latest stay counts. */
function trackOf(changes: { event: EventId; status: VisitStatus; of: TrackedVisit }[]): readonly Change[] {
  changes.sort((one, other) => one.event - other.event)
  const latestAt = new Map<string, { of: TrackedVisit; status: VisitStatus }>()
  const counts = new Map<VisitStatus, number>()
  const count = (status: VisitStatus, by: 1 | -1) => counts.set(status, (counts.get(status) ?? 0) + by)
  const placeOf = placeKeys()
  const track: Change[] = []
  let entered = 0
  let retries = 0
  for (const { event, status, of } of changes) {
    const place = placeOf(of.line)
    const before = latestAt.get(place)
    const isEntry = of.changes[0]?.event === event && status === 'running'
    if (isEntry) entered++
    else if (status === 'running') retries++
    if (!isEntry && before?.of !== of) continue
    if (before) count(before.status, -1)
    latestAt.set(place, { of, status })
    count(status, 1)
    const shown = MOST_TELLING.find((one) => (counts.get(one) ?? 0) > 0) ?? status
    track.push({ event, status: shown, entered, retries })
  }
  return track
}

/** Tries of a branch or an iteration are one place. */
function placeKeys(): (line: TrackedLine) => string {
  const known = new Map<TrackedLine, string>()
  return (line) => {
    const key = known.get(line) ?? JSON.stringify(line.path)
    known.set(line, key)
    return key
  }
}

/** The last of the rising list that is not after the event. */
function latest<Of extends { event: EventId }>(list: readonly Of[], event: EventId): Of | undefined {
  return list[countUpTo(list.length, (place) => list[place]?.event ?? 0, event) - 1]
}

/** How many of a rising list are not after the event. */
function countUpTo(length: number, eventAt: (place: number) => EventId, event: EventId): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (eventAt(middle) <= event) low = middle + 1
    else high = middle
  }
  return low
}
