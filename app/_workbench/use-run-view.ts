'use client'

import { useMemo, useRef } from 'react'
import { type Standing, type StateName, standingsTogether } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import type { ShownStatus } from './graph/status'
import { shownChildren, standingsOf, takenIn } from './timeline/map-runs'
import { stateNotes } from './timeline/state-notes'
import { firstTaken, takenArrows } from './timeline/taken'
import { useLighting } from './use-lighting'
import type { ReadingView } from './use-reading'
import { stateNameOf, type WorkbenchState } from './workbench-state'

const NOTHING: ReadonlyMap<StateName, Standing> = new Map()

/** The folds over the one history that graph, table and inspector draw. */
export function useRunView(
  { run, ghost, playhead, selected, picked, breakpoints }: WorkbenchState,
  { picture, diagnostics }: ReadingView,
) {
  const history = run?.run.history
  const lit = useLighting(run?.run, playhead)
  const timeline = run?.timeline
  const tracks = useMemo(
    () => timeline && (picked.size === 0 ? timeline.tracks : timeline.tracksOf(picked)),
    [timeline, picked],
  )
  const first = useMemo(() => firstTaken(history ?? []), [history])
  const children = run && timeline ? shownChildren(run.run, { timeline, at: lit }, picked) : []
  const own = tracks?.at(lit) ?? NOTHING
  const standings = useStable(
    children.length === 0
      ? own
      : standingsTogether([own, ...children.map((one) => standingsOf(one, picked))]),
    isSameStanding,
  )
  const statuses = useMemo(
    () => new Map<StateName, ShownStatus>([...standings].map(([name, { status }]) => [name, status])),
    [standings],
  )
  const taken = useStable(
    new Set([takenArrows(first, lit), ...children.map(takenIn)].flatMap((arrows) => [...arrows])),
    Object.is,
  )
  const problems = useMemo(() => {
    const counts = new Map<JsonPointer, number>()
    for (const { path, severity } of diagnostics) {
      if (severity !== 'ERROR') continue
      const owner = picture.outline
        .filter(({ at }) => path === at || path.startsWith(`${at}/`))
        .reduce<JsonPointer | undefined>(
          (best, { at }) => (best === undefined || at.length > best.length ? at : best),
          undefined,
        )
      if (owner !== undefined) counts.set(owner, (counts.get(owner) ?? 0) + 1)
    }
    return counts
  }, [diagnostics, picture])
  const name = selected === undefined ? undefined : stateNameOf(selected)
  const notes = useMemo(
    () => stateNotes(standings, breakpoints, timeline, ghost?.timeline),
    [standings, breakpoints, timeline, ghost],
  )
  return { timeline, notes, statuses, taken, problems, name }
}

/**
 * The former collection where the new one says the same: while the playhead moves through events that change no
 * status, the graph has nothing to draw.
 */
function useStable<Of extends ReadonlyMap<string, Standing> | ReadonlySet<string>>(
  now: Of,
  isSame: (one: Value, other: Value) => boolean,
): Of {
  const kept = useRef(now)
  if (kept.current !== now && !holdSame(kept.current, now, isSame)) kept.current = now
  return kept.current
}

type Value = Standing | string

function holdSame(
  one: ReadonlyMap<string, Standing> | ReadonlySet<string>,
  other: ReadonlyMap<string, Standing> | ReadonlySet<string>,
  isSame: (one: Value, other: Value) => boolean,
): boolean {
  if (one.size !== other.size) return false
  const others = other.entries()
  for (const [key, value] of one.entries()) {
    const { value: entry } = others.next()
    if (!entry || entry[0] !== key || !isSame(value, entry[1])) return false
  }
  return true
}

function isSameStanding(one: Value, other: Value): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other
  return one.status === other.status && one.entered === other.entered && one.retries === other.retries
}
