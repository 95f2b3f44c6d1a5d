'use client'

import { useMemo } from 'react'
import { type StateName, stateStatuses } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import type { ShownStatus } from './graph/status'
import { eventRows } from './timeline/event-rows'
import { takenArrows } from './timeline/taken'
import { visitViews } from './timeline/visit-view'
import { useLighting } from './use-lighting'
import type { ReadingView } from './use-reading'
import { stateNameOf, type WorkbenchState } from './workbench-state'

const NOTHING: ReadonlyMap<StateName, ShownStatus> = new Map()

/** The folds over the one history that graph, table and inspector draw. */
export function useRunView(
  { run, playhead, selected }: WorkbenchState,
  { picture, diagnostics }: ReadingView,
) {
  const history = run?.run.history
  const lit = useLighting(run?.run, playhead)
  const rows = useMemo(() => (history ? eventRows(history) : []), [history])
  const visits = useMemo(() => (history ? visitViews(history, playhead) : []), [history, playhead])
  const statuses = useMemo(() => (history ? stateStatuses(history, lit) : NOTHING), [history, lit])
  const taken = useMemo(() => (history ? takenArrows(history, lit) : new Set<string>()), [history, lit])
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
  const visitsOfSelected = useMemo(() => visits.filter((visit) => visit.name === name), [visits, name])
  return { rows, statuses, taken, problems, name, visitsOfSelected }
}
