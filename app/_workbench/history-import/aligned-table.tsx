'use client'

import type { Comparison, ReadHistory, RecordedEvent } from '@/lib/histories'
import { AlignedRows } from './aligned-rows'
import { AWS, divergenceSentence } from './divergence'
import { useAlignment } from './use-alignment'

interface Props {
  here: readonly RecordedEvent[]
  imported: Pick<ReadHistory, 'hasMore'> & { events: readonly RecordedEvent[] }
}

/** A history of ours and one from AWS, event by event; aligned in the worker. */
export function AlignedTable({ here, imported }: Props) {
  const comparison = useAlignment(here, imported.events)
  return comparison ? (
    <ComparedTable here={here} imported={imported} comparison={comparison} />
  ) : (
    <p role="status" className="mt-4 mb-0">
      Aligning the two histories …
    </p>
  )
}

/** The same where the alignment is known. */
export function ComparedTable({ here, imported, comparison }: Props & { comparison: Comparison }) {
  const hereById = (id: number) => here[id - 1]
  const thereById = (id: number) => imported.events[id - 1]
  return (
    <section aria-label="Run and AWS, event by event" className="mt-4">
      {imported.hasMore && (
        <p className="m-0 mb-2 bg-caught-wash px-3 py-1.5">
          The text ends with a next page to fetch: what comes after event {imported.events.length} is missing.
        </p>
      )}
      <p role="status" className="m-0 mb-2 break-words">
        {divergenceSentence(comparison, hereById, thereById)}
      </p>
      <AlignedRows
        comparison={comparison}
        hereById={hereById}
        thereById={thereById}
        sides={AWS}
        caption="Events of the run here and of AWS, side by side"
        className="max-h-[28rem] rounded-md border border-line"
      />
    </section>
  )
}
