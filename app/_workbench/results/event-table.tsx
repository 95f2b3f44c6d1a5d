'use client'

import clsx from 'clsx'
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react'
import type { EventId, Timeline } from '@/lib/asl'
import { ScrollArea } from '../../_ui/scroll-area'
import { rowOf } from '../timeline/event-rows'
import { spokenDuration } from '../timeline/spoken-duration'
import { useSteady } from '../use-steady'
import { type EventFilter, eventsThatFit, isOpen, NO_FILTER } from './event-filter'
import { EventFilterBar } from './event-filter-bar'
import { JsonView } from './json-view'
import { useWindow } from './use-window'

const ROW_PX = 34
const HEAD_PX = 30
const DETAILS_PX = 288

/**
 * Rows are laid out each by itself: to a browser a table is one whole, which it measures anew whenever a row comes or
 * goes, and while a history is scrolled that is every frame.
 */
const COLUMNS =
  'grid grid-cols-[3.5rem_minmax(0,1.1fr)_minmax(0,1fr)_6rem_5rem] @max-[34rem]:grid-cols-[3.5rem_minmax(0,1.4fr)_minmax(0,1fr)_5rem]'
const HEAD = 'border-b border-line px-2 leading-[29px]'

/** What a row shows besides its event. */
export interface EventMark {
  sign: string
  words: string
}

/**
 * The history as a table, however long: only the rows in sight are drawn. A row chosen moves the playhead; its
 * details open below it.
 */
export const EventTable = memo(function EventTable({
  timeline,
  playhead,
  onChoose,
  marks,
}: {
  timeline: Timeline
  playhead: EventId
  onChoose: (event: EventId) => void
  /** Where this run parts from another. */
  marks?: ReadonlyMap<EventId, EventMark> | undefined
}) {
  const { history } = timeline
  const [filter, setFilter] = useState<EventFilter>(NO_FILTER)
  const shown = useFiltered(timeline, filter)
  const [open, setOpen] = useState<EventId>()
  const count = shown?.length ?? history.length
  const eventAt = (row: number) => (shown ? shown[row] : row + 1)
  const place = shown ? lastUpTo(shown, playhead) : playhead - 1
  const openRow = open === undefined ? -1 : shown ? shown.indexOf(open) : open - 1
  // Only a moved playhead scrolls: whoever scrolls on to read is left there.
  const { scroller, look, first, last, before, after } = useWindow(
    count,
    ROW_PX,
    openRow >= 0 ? { row: openRow, height: DETAILS_PX } : undefined,
    { row: place, head: HEAD_PX },
  )
  const hadFocus = useRef(false)
  useEffect(() => {
    if (!hadFocus.current) return
    hadFocus.current = false
    scroller.current?.querySelector<HTMLElement>(`[data-event="${playhead}"] button`)?.focus()
  })

  const walk = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key]
    if (by === undefined || !(event.target instanceof Element) || !event.target.closest('tbody')) return
    const next = eventAt(Math.min(count - 1, Math.max(0, place + by)))
    if (next === undefined) return
    event.preventDefault()
    hadFocus.current = true
    onChoose(next)
  }

  const { press } = useSteady({
    press: (id: EventId) => {
      if (id === playhead || id !== open) setOpen(open === id ? undefined : id)
      onChoose(id)
    },
  })

  const rows = []
  for (let row = first; row < last; row++) {
    const id = eventAt(row)
    if (id !== undefined) rows.push({ row, id })
  }
  return (
    <div className="flex h-full min-h-0 flex-col text-sm">
      <EventFilterBar
        timeline={timeline}
        filter={filter}
        found={shown?.length}
        onChange={(changed) => setFilter(changed)}
      />
      <ScrollArea
        ref={scroller}
        label="Events"
        onScroll={look}
        onKeyDown={walk}
        className="min-h-0 flex-1 [contain:strict] print:[contain:none]"
      >
        <table aria-rowcount={count + 1} className="block w-full text-left">
          <caption className="sr-only">Events of the run, in order</caption>
          <thead className="sticky top-0 z-[1] block bg-panel text-xs text-ink-faint">
            <tr aria-rowindex={1} className={COLUMNS} style={{ height: HEAD_PX }}>
              <th scope="col" className={`${HEAD} text-right`}>
                Id
              </th>
              <th scope="col" className={HEAD}>
                Event
              </th>
              <th scope="col" className={HEAD}>
                State
              </th>
              <th scope="col" className={`${HEAD} text-right`}>
                Time
              </th>
              <th scope="col" className={`${HEAD} text-right @max-[34rem]:hidden`}>
                Took
              </th>
            </tr>
          </thead>
          <tbody className="block">
            {before > 0 && <Gap height={before} />}
            {rows.map(({ row, id }) => (
              <Row
                key={id}
                timeline={timeline}
                id={id}
                place={row}
                isOpen={id === open}
                standing={id === playhead ? 'now' : id < playhead ? 'past' : 'to come'}
                mark={marks?.get(id)}
                onPress={press}
              />
            ))}
            {after > 0 && <Gap height={after} />}
          </tbody>
        </table>
        {count === 0 && <p className="m-0 p-4 text-ink-soft">No event fits the filter.</p>}
      </ScrollArea>
    </div>
  )
})

/** The events that fit; nothing where all do. */
function useFiltered(timeline: Timeline, filter: EventFilter): readonly EventId[] | undefined {
  const [found, setFound] = useState<{ of: Timeline; events: readonly EventId[] }>()
  useEffect(() => {
    const abort = new AbortController()
    if (isOpen(filter)) setFound(undefined)
    else {
      void eventsThatFit(timeline, filter, abort.signal).then(
        (events) => !abort.signal.aborted && setFound({ of: timeline, events }),
      )
    }
    return () => abort.abort()
  }, [timeline, filter])
  return found?.of === timeline ? found.events : undefined
}

/** The place of the last event up to this one, -1 before the first. */
function lastUpTo(events: readonly EventId[], at: EventId): number {
  return events.findLastIndex((event) => event <= at)
}

function Gap({ height }: { height: number }) {
  return (
    <tr aria-hidden className="block" style={{ height }}>
      <td className="p-0" />
    </tr>
  )
}

interface RowProps {
  timeline: Timeline
  id: EventId
  /** Among the rows, from 0. */
  place: number
  isOpen: boolean
  standing: 'past' | 'now' | 'to come'
  mark: EventMark | undefined
  onPress: (id: EventId) => void
}

const Row = memo(function Row({ timeline, id, place, isOpen, standing, mark, onPress }: RowProps) {
  const row = rowOf(timeline, id)
  const event = timeline.history[id - 1]
  if (!row || !event) return null
  const cell = 'truncate border-b border-line px-2 leading-[33px]'
  return (
    <>
      <tr
        data-event={row.id}
        aria-rowindex={place + 2}
        aria-current={standing === 'now' ? 'step' : undefined}
        style={{ height: ROW_PX }}
        className={clsx(
          COLUMNS,
          '[contain:strict]',
          standing === 'now' ? 'bg-accent-wash' : standing === 'to come' && 'opacity-60',
        )}
      >
        <td className={clsx(cell, 'text-right text-ink-faint tabular-nums')}>
          {mark && (
            <span title={mark.words} className="mr-1 font-bold text-caught">
              <span aria-hidden>{mark.sign}</span>
              <span className="sr-only">{mark.words}</span>
            </span>
          )}
          {row.id}
        </td>
        <td className={cell}>
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => onPress(id)}
            title={row.note === undefined ? row.type : `${row.type}: ${row.note}`}
            className={clsx(
              'block w-full truncate text-left -outline-offset-1 hover:underline',
              row.tone === 'bad' && 'font-semibold text-failed',
              row.tone === 'good' && 'text-succeeded',
            )}
          >
            {row.type}
            {row.note !== undefined && <span className="font-normal text-ink-soft"> · {row.note}</span>}
          </button>
        </td>
        <td className={cell} title={[...row.within, row.state ?? ''].join(' ▸ ')}>
          {row.state}
          {row.within.length > 0 && <span className="text-ink-faint"> · {row.within.join(' ▸ ')}</span>}
        </td>
        <td className={clsx(cell, 'text-right text-ink-soft tabular-nums')}>+{spokenDuration(row.since)}</td>
        <td className={clsx(cell, 'text-right text-ink-soft tabular-nums @max-[34rem]:hidden')}>
          {row.took !== undefined && spokenDuration(row.took)}
        </td>
      </tr>
      {isOpen && (
        <tr className="block" style={{ height: DETAILS_PX }}>
          <td className="block h-full overflow-hidden border-b border-line bg-sunken px-3 py-2 align-top">
            <JsonView
              label={`${row.meaning} Details of event ${id}, caused by event ${event.previousEventId}`}
              value={{ ...event.details }}
            />
          </td>
        </tr>
      )}
    </>
  )
})
