'use client'

import clsx from 'clsx'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { EventId, HistoryEvent } from '@/lib/asl'
import { Button } from '../../_ui/button'
import type { EventRow } from '../timeline/event-rows'
import { spokenDuration } from '../timeline/spoken-duration'
import { JsonView } from './json-view'

/** A long history is shown a window at a time: 25,000 rows would make the page wait. */
const WINDOW = 200

/** The history as a table. A row chosen moves the playhead; its details open below it. */
export function EventTable({
  rows,
  history,
  playhead,
  onChoose,
}: {
  rows: readonly EventRow[]
  history: readonly HistoryEvent[]
  playhead: EventId
  onChoose: (row: EventRow) => void
}) {
  const [open, setOpen] = useState<EventId>()
  const [from, setFrom] = useState(0)
  const body = useRef<HTMLTableSectionElement>(null)
  const place = rows.findIndex((row) => row.id === playhead)
  const first =
    place >= 0 && (place < from || place >= from + WINDOW) ? Math.floor(place / WINDOW) * WINDOW : from
  const shown = rows.slice(first, first + WINDOW)

  useEffect(() => {
    const row = body.current?.querySelector(`[data-event="${playhead}"]`)
    row?.scrollIntoView({ block: 'nearest' })
  }, [playhead])

  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const row = rows[place + step]
    if (step === 0 || !row) return
    event.preventDefault()
    onChoose(row)
    body.current?.querySelector<HTMLElement>(`[data-event="${row.id}"] button`)?.focus()
  }

  return (
    <div className="text-sm">
      {first > 0 && <Window label="Earlier events" onClick={() => setFrom(Math.max(0, first - WINDOW))} />}
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">Events of the run, in order</caption>
        <thead className="sticky top-0 z-[1] bg-panel text-xs text-ink-faint">
          <tr>
            <th scope="col" className="w-12 border-b border-line px-2 py-1.5 text-right">
              Id
            </th>
            <th scope="col" className="border-b border-line px-2 py-1.5">
              Event
            </th>
            <th scope="col" className="border-b border-line px-2 py-1.5">
              State
            </th>
            <th scope="col" className="border-b border-line px-2 py-1.5 text-right whitespace-nowrap">
              Time
            </th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={walk}>
          {shown.map((row) => (
            <Row
              key={row.id}
              row={row}
              event={history[row.id - 1]}
              isCurrent={row.id === playhead}
              isPast={row.id <= playhead}
              isOpen={row.id === open}
              onChoose={() => onChoose(row)}
              onToggle={() => setOpen(open === row.id ? undefined : row.id)}
            />
          ))}
        </tbody>
      </table>
      {first + WINDOW < rows.length && (
        <Window label="Later events" onClick={() => setFrom(first + WINDOW)} />
      )}
    </div>
  )
}

function Window({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <div className="p-2 text-center">
      <Button size="sm" onClick={onClick}>
        {label}
      </Button>
    </div>
  )
}

function Row(props: {
  row: EventRow
  event: HistoryEvent | undefined
  isCurrent: boolean
  isPast: boolean
  isOpen: boolean
  onChoose: () => void
  onToggle: () => void
}) {
  const { row, event, isCurrent, isOpen } = props
  const cell = 'border-b border-line px-2 py-1 align-top'
  return (
    <>
      <tr
        data-event={row.id}
        aria-current={isCurrent ? 'step' : undefined}
        className={clsx('scroll-mt-10', isCurrent ? 'bg-accent-wash' : !props.isPast && 'opacity-60')}
      >
        <td className={clsx(cell, 'text-right text-ink-faint tabular-nums')}>{row.id}</td>
        <td className={cell}>
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => {
              if (isCurrent || !isOpen) props.onToggle()
              props.onChoose()
            }}
            className={clsx(
              'w-full text-left break-words -outline-offset-1 hover:underline',
              row.tone === 'bad' && 'font-semibold text-failed',
              row.tone === 'good' && 'text-succeeded',
            )}
          >
            {row.type}
            {row.note !== undefined && <span className="font-normal text-ink-soft"> · {row.note}</span>}
          </button>
        </td>
        <td className={clsx(cell, 'break-words')}>
          {row.within.length > 0 && <span className="text-ink-faint">{row.within.join(' ▸ ')} ▸ </span>}
          {row.state}
        </td>
        <td className={clsx(cell, 'text-right whitespace-nowrap text-ink-soft tabular-nums')}>
          +{spokenDuration(row.since)}
        </td>
      </tr>
      {isOpen && event && (
        <tr>
          <td colSpan={4} className="border-b border-line bg-sunken px-3 py-2">
            <JsonView
              label={`${row.meaning} Details of event ${row.id}, caused by event ${event.previousEventId}`}
              value={{ ...event.details }}
            />
          </td>
        </tr>
      )}
    </>
  )
}
