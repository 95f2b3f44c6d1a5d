'use client'

import clsx from 'clsx'
import { useEffect, useState } from 'react'
import type { EventId } from '@/lib/asl'
import {
  type AlignedEvent,
  type Comparison,
  type EventById,
  type RecordedEvent,
  rowOfComparison,
} from '@/lib/histories'
import { Button } from '../../_ui/button'
import { ScrollArea } from '../../_ui/scroll-area'
import { JsonView } from '../results/json-view'
import { useWindow } from '../results/use-window'
import { placesOf, type Sides, titleOf } from './divergence'

const ROW_PX = 46
const DETAILS_PX = 320

/** Two histories row by row, however long: only the rows in sight are drawn. A row opens to both events' details. */
export function AlignedRows({
  comparison,
  hereById,
  thereById,
  sides,
  caption,
  className,
  onChoose,
}: {
  comparison: Comparison
  hereById: EventById
  thereById: EventById
  sides: Sides
  caption: string
  className: string
  /** Told of the event here that a press opens. */
  onChoose?: (event: EventId) => void
}) {
  const { firstDivergence } = comparison
  const count = comparison.here.length
  const [open, setOpen] = useState<number>()
  const [wanted, setWanted] = useState<number>()
  const { scroller, look, first, last, before, after, show } = useWindow(
    count,
    ROW_PX,
    open === undefined ? undefined : { row: open, height: DETAILS_PX },
  )
  const goTo = (row: number) => {
    show(row, DETAILS_PX)
    look()
    setOpen(row)
    setWanted(row)
  }
  useEffect(() => {
    if (wanted === undefined) return
    const button = scroller.current?.querySelector<HTMLElement>(`[data-row="${wanted}"] button`)
    if (!button) return
    button.focus({ preventScroll: true })
    setWanted(undefined)
  })

  const rows = []
  for (let index = first; index < last; index++) {
    const row = rowOfComparison(comparison, index, hereById, thereById)
    if (row) rows.push({ index, row })
  }
  return (
    <>
      {firstDivergence !== undefined && (
        <Button size="sm" className="mb-2" onClick={() => goTo(firstDivergence)}>
          Go to where they part
        </Button>
      )}
      <ScrollArea ref={scroller} label={caption} onScroll={look} className={className}>
        <table aria-rowcount={count + 1} className="w-full table-fixed border-collapse text-left">
          <caption className="sr-only">{caption}</caption>
          <thead className="sticky top-0 z-[1] bg-panel text-xs text-ink-faint">
            <tr aria-rowindex={1}>
              <th scope="col" className="w-8 border-b border-line py-1.5">
                <span className="sr-only">Agreement</span>
              </th>
              <th scope="col" className="border-b border-line px-2 py-1.5">
                {sides.hereTitle}
              </th>
              <th scope="col" className="border-b border-line px-2 py-1.5">
                {sides.thereTitle}
              </th>
            </tr>
          </thead>
          <tbody>
            {before > 0 && <Gap height={before} />}
            {rows.map(({ index, row }) => (
              <Row
                key={index}
                index={index}
                row={row}
                sides={sides}
                isOpen={index === open}
                onToggle={() => {
                  setOpen(open === index ? undefined : index)
                  if ('here' in row) onChoose?.(row.here.id)
                }}
              />
            ))}
            {after > 0 && <Gap height={after} />}
          </tbody>
        </table>
      </ScrollArea>
    </>
  )
}

function Gap({ height }: { height: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={3} className="p-0" />
    </tr>
  )
}

/** Signs and words: colour never says it alone. */
const MARKS: Record<AlignedEvent['kind'], { sign: string; className: string }> = {
  same: { sign: '=', className: 'text-ink-faint' },
  differs: { sign: '≠', className: 'bg-caught-wash text-caught font-bold' },
  'only here': { sign: '←', className: 'bg-failed-wash text-failed font-bold' },
  'only there': { sign: '→', className: 'bg-failed-wash text-failed font-bold' },
}

function Row(props: {
  index: number
  row: AlignedEvent
  sides: Sides
  isOpen: boolean
  onToggle: () => void
}) {
  const { index, row, sides, isOpen } = props
  const here = 'here' in row ? row.here : undefined
  const there = 'there' in row ? row.there : undefined
  const mark = MARKS[row.kind]
  const cell = 'border-b border-line px-2 align-middle'
  return (
    <>
      <tr data-row={index} data-kind={row.kind} aria-rowindex={index + 2} style={{ height: ROW_PX }}>
        <td className={clsx('border-b border-line text-center', mark.className)}>
          <span aria-hidden>{mark.sign}</span>
          <span className="sr-only">{sides.words[row.kind]}</span>
        </td>
        {[here, there].map((event, side) => (
          <td key={side === 0 ? 'here' : 'there'} className={cell}>
            {event && (side === 0 || !here) && (
              <button
                type="button"
                aria-expanded={isOpen}
                onClick={props.onToggle}
                className="w-full text-left hover:underline"
              >
                <Title event={event} within={row.within} />
              </button>
            )}
            {event && side === 1 && here && (
              <Title event={event} within={[]} note={row.kind === 'differs' ? placesOf(row.at) : undefined} />
            )}
            {!event && <span className="text-ink-faint">nothing</span>}
          </td>
        ))}
      </tr>
      {isOpen && (
        <tr style={{ height: DETAILS_PX }}>
          <td colSpan={3} className="overflow-hidden border-b border-line bg-sunken px-3 py-2 align-top">
            <div className="grid gap-3 @min-[40rem]:grid-cols-2">
              {here && <JsonView label={`Event ${here.id}, ${sides.hereTitle}`} value={here.details} />}
              {there && <JsonView label={`Event ${there.id}, ${sides.thereTitle}`} value={there.details} />}
            </div>
          </td>
        </tr>
      )}
    </>
  )
}

function Title({
  event,
  within,
  note,
}: {
  event: RecordedEvent
  within: readonly string[]
  note?: string | undefined
}) {
  return (
    <>
      <span className="block truncate" title={titleOf(event)}>
        <span className="text-ink-faint tabular-nums">{event.id} </span>
        {titleOf(event)}
      </span>
      {(within.length > 0 || note !== undefined) && (
        <span
          className={clsx('block truncate', note === undefined ? 'text-ink-soft' : 'text-caught')}
          title={note}
        >
          {note ?? within.join(' ▸ ')}
        </span>
      )}
    </>
  )
}
