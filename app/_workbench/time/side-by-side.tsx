'use client'

import { useMemo } from 'react'
import type { HistoryEvent } from '@/lib/asl'
import type { Comparison, EventById } from '@/lib/histories'
import { AlignedRows } from '../history-import/aligned-rows'
import type { Sides } from '../history-import/divergence'
import type { ShownRun } from '../workbench-state'
import type { Travel } from './use-travel'

export interface SideBySideProps {
  run: ShownRun
  ghost: ShownRun
  comparison: Comparison
  travel: Travel
}

/** The run that is shown and the one beside it, event by event. */
export default function SideBySide({ run, ghost, comparison, travel }: SideBySideProps) {
  const sides = useMemo<Sides>(
    () => ({
      hereTitle: run.label,
      thereTitle: ghost.label,
      words: {
        same: 'agree',
        differs: 'differ',
        'only here': 'only in this run',
        'only there': 'only in the other run',
      },
    }),
    [run, ghost],
  )
  return (
    <div className="flex h-full min-h-0 flex-col p-2 text-sm">
      <AlignedRows
        comparison={comparison}
        hereById={recordedById(run.run.history)}
        thereById={recordedById(ghost.run.history)}
        sides={sides}
        caption="Events of the two runs, side by side"
        className="min-h-0 flex-1 rounded-md border border-line"
        onChoose={travel.goTo}
      />
    </div>
  )
}

function recordedById(history: readonly HistoryEvent[]): EventById {
  return (id) => {
    const event = history[id - 1]
    return event && { ...event, details: { ...event.details } }
  }
}
