import {
  type EventId,
  type HistoryEvent,
  type PickedIterations,
  type Standing,
  type StateName,
  Timeline,
  type TrackedVisit,
  type Tracks,
} from '@/lib/asl'
import type { ChildRun, Run } from '@/lib/sandbox'
import { firstTaken, takenArrows } from './taken'

/** An execution as it was right after an event of it: that of a run, or a child of a map run in it. */
export interface Moment {
  timeline: Timeline
  at: EventId
  /** Absent for the run's own execution. */
  child?: ChildRun
}

/** A stay in a distributed Map, and the child executions that it had begun by then. */
export interface MapRunMoment {
  map: StateName
  /** In the order in which they began; their place is their index. */
  children: readonly (Moment & { child: ChildRun })[]
}

/** A stay in a state, of the run's own execution or of a child. */
export type ShownStay = Moment & { tracked: TrackedVisit }

/** The latest map run of each distributed Map that the execution had entered by then. */
export function mapRunsAt(run: Run, { timeline, at }: Moment): readonly MapRunMoment[] {
  if (!run.children?.length) return []
  const latest = new Map<StateName, string>()
  for (const { event, map, mapRunArn } of startedIn(timeline)) if (event <= at) latest.set(map, mapRunArn)
  const instant = at === 0 ? Number.NEGATIVE_INFINITY : (timeline.history[at - 1]?.timestamp ?? 0)
  return [...latest].map(([map, mapRunArn]) => ({
    map,
    children: (run.children ?? []).flatMap((child) => {
      const reached = child.mapRunArn === mapRunArn ? eventsUpTo(child.history, instant) : 0
      return reached === 0 ? [] : [{ child, timeline: timelineOf(child), at: reached }]
    }),
  }))
}

/**
 * The children that are shown with an execution, and those that are shown with them: of each Map the picked one, or
 * all.
 */
export function shownChildren(
  run: Run,
  of: Moment,
  picked: PickedIterations,
): readonly (Moment & { child: ChildRun })[] {
  return mapRunsAt(run, of).flatMap(({ map, children }) => {
    const one = picked.get(map)
    const shown = one === undefined ? children : children.slice(one, one + 1)
    return shown.flatMap((child) => [child, ...shownChildren(run, child, picked)])
  })
}

const timelines = new WeakMap<ChildRun, Timeline>()

function timelineOf(child: ChildRun): Timeline {
  const known = timelines.get(child) ?? new Timeline(child.history)
  timelines.set(child, known)
  return known
}

interface Started {
  event: EventId
  map: StateName
  mapRunArn: string
}
const started = new WeakMap<Timeline, readonly Started[]>()

/** Every map run that an execution began. */
function startedIn(timeline: Timeline): readonly Started[] {
  const known =
    started.get(timeline) ??
    timeline.history.flatMap((event): Started[] => {
      if (event.type !== 'MapRunStarted') return []
      const map = timeline.visitOf(event.id)?.visit.name
      return map === undefined ? [] : [{ event: event.id, map, mapRunArn: event.details.mapRunArn }]
    })
  started.set(timeline, known)
  return known
}

const tracked = new WeakMap<Timeline, { picked: PickedIterations; tracks: Tracks }>()

/** How the states of a child stood then, over the picked iterations. */
export function standingsOf(
  { timeline, at }: Moment,
  picked: PickedIterations,
): ReadonlyMap<StateName, Standing> {
  if (picked.size === 0) return timeline.tracks.at(at)
  const known = tracked.get(timeline)
  const tracks = known?.picked === picked ? known.tracks : timeline.tracksOf(picked)
  tracked.set(timeline, { picked, tracks })
  return tracks.at(at)
}

const arrows = new WeakMap<Timeline, ReadonlyMap<string, EventId>>()

/** The arrows of the graph that a child had taken by then. */
export function takenIn({ timeline, at }: Moment): ReadonlySet<string> {
  const first = arrows.get(timeline) ?? firstTaken(timeline.history)
  arrows.set(timeline, first)
  return takenArrows(first, at)
}

/** How a child ended, by the name of its last event; undefined while it had not. */
export function endingOf({ timeline, at }: Moment): HistoryEvent['type'] | undefined {
  const last = timeline.history[at - 1]?.type
  return last?.startsWith('Execution') && last !== 'ExecutionStarted' ? last : undefined
}

/** How many events had happened by then. */
function eventsUpTo(history: readonly HistoryEvent[], instant: number): EventId {
  const later = history.findIndex(({ timestamp }) => timestamp > instant)
  return later < 0 ? history.length : later
}
