'use client'

import { Search } from 'lucide-react'
import { useMemo } from 'react'
import type { Timeline } from '@/lib/asl'
import { type EventFilter, isOpen, KIND_LABELS, NO_FILTER } from './event-filter'

const FIELD = 'min-h-8 min-w-0 rounded-sm border border-line-strong bg-panel px-1.5 text-sm'

/** By kind, by state, by text. */
export function EventFilterBar({
  timeline,
  filter,
  found,
  onChange,
}: {
  timeline: Timeline
  filter: EventFilter
  /** How many events fit, once that is known. */
  found: number | undefined
  onChange: (filter: EventFilter) => void
}) {
  const states = useMemo(() => [...new Set(timeline.visits.map(({ visit }) => visit.name))], [timeline])
  return (
    <search
      aria-label="Filter events"
      className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-2 py-1 print:hidden"
    >
      <select
        aria-label="Kind of event"
        value={filter.kind}
        onChange={({ target }) => onChange({ ...filter, kind: target.value as EventFilter['kind'] })}
        className={FIELD}
      >
        {Object.entries(KIND_LABELS).map(([kind, label]) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </select>
      <select
        aria-label="State"
        value={filter.state ?? ''}
        onChange={({ target }) => {
          const { state: _, ...rest } = filter
          onChange(target.value === '' ? rest : { ...rest, state: target.value })
        }}
        className={`${FIELD} max-w-40`}
      >
        <option value="">All states</option>
        {states.map((state) => (
          <option key={state} value={state}>
            {state}
          </option>
        ))}
      </select>
      <label className="relative flex min-w-28 flex-1 items-center">
        <span className="sr-only">Text in the events</span>
        <Search aria-hidden className="absolute left-2 size-3.5 text-ink-faint" />
        <input
          type="search"
          value={filter.text}
          placeholder="Text or value"
          onChange={({ target }) => onChange({ ...filter, text: target.value })}
          className={`${FIELD} w-full pl-7`}
        />
      </label>
      {!isOpen(filter) && (
        <span role="status" className="text-xs text-ink-soft">
          {found ?? '…'} of {timeline.history.length}{' '}
          <button
            type="button"
            onClick={() => onChange(NO_FILTER)}
            className="font-semibold text-accent underline underline-offset-2"
          >
            show all
          </button>
        </span>
      )}
    </search>
  )
}
