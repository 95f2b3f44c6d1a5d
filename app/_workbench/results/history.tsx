'use client'

import { useMemo, useState } from 'react'
import { type EventId, type HistoryEvent, Timeline } from '@/lib/asl'
import { EventTable } from './event-table'

/** The events of another execution: to read, with a playhead of its own. */
export function History({ label, history }: { label: string; history: readonly HistoryEvent[] }) {
  // Beyond the last event: all of them are past, and none is scrolled to.
  const [playhead, setPlayhead] = useState<EventId>(Number.POSITIVE_INFINITY)
  const timeline = useMemo(() => new Timeline(history), [history])
  return (
    <section aria-label={label} className="h-72 overflow-hidden rounded-md border border-line">
      <EventTable timeline={timeline} playhead={playhead} onChoose={setPlayhead} />
    </section>
  )
}
