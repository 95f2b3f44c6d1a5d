import clsx from 'clsx'
import { useEffect, useMemo, useRef, useState } from 'react'
import { type AlignedEvent, align, type ReadHistory, type RecordedEvent } from '@/lib/histories'
import { Button } from '../../_ui/button'
import { JsonView } from '../results/json-view'
import { divergenceSentence, placesOf, titleOf } from './divergence'

/** A long alignment is shown a window at a time. */
const WINDOW = 200

/** Both histories, row by row; a row opens to both events' details. */
export function AlignedTable({
  here,
  imported,
}: {
  here: readonly RecordedEvent[]
  imported: Pick<ReadHistory, 'hasMore'> & { events: readonly RecordedEvent[] }
}) {
  const alignment = useMemo(() => align(here, imported.events), [here, imported])
  const { rows, firstDivergence } = alignment
  const [open, setOpen] = useState<number>()
  const [wanted, setWindow] = useState(0)
  const from = wanted < rows.length ? wanted : 0
  const [jumps, setJumps] = useState(0)
  const body = useRef<HTMLTableSectionElement>(null)
  useEffect(() => {
    if (jumps > 0) body.current?.querySelector<HTMLElement>('[data-first] button')?.focus()
  }, [jumps])

  const jump = (to: number) => {
    setWindow(Math.floor(to / WINDOW) * WINDOW)
    setOpen(to)
    setJumps(jumps + 1)
  }
  return (
    <section aria-label="Run and AWS, event by event" className="mt-4">
      {imported.hasMore && (
        <p className="m-0 mb-2 bg-caught-wash px-3 py-1.5">
          The text ends with a next page to fetch: what comes after event {imported.events.length} is missing.
        </p>
      )}
      <p role="status" className="m-0 mb-2 break-words">
        {divergenceSentence(alignment)}
      </p>
      {firstDivergence !== undefined && (
        <Button size="sm" className="mb-2" onClick={() => jump(firstDivergence)}>
          Go to where they part
        </Button>
      )}
      {from > 0 && (
        <Button size="sm" onClick={() => setWindow(from - WINDOW)}>
          Earlier events
        </Button>
      )}
      <table className="w-full table-fixed border-collapse text-left">
        <caption className="sr-only">Events of the run here and of AWS, side by side</caption>
        <thead className="text-xs text-ink-faint">
          <tr>
            <th scope="col" className="w-8 border-b border-line py-1.5">
              <span className="sr-only">Agreement</span>
            </th>
            <th scope="col" className="border-b border-line px-2 py-1.5">
              Here
            </th>
            <th scope="col" className="border-b border-line px-2 py-1.5">
              AWS
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.slice(from, from + WINDOW).map((row, index) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name than its place
              key={from + index}
              row={row}
              isFirst={from + index === firstDivergence}
              isOpen={from + index === open}
              onToggle={() => setOpen(open === from + index ? undefined : from + index)}
            />
          ))}
        </tbody>
      </table>
      {from + WINDOW < rows.length && (
        <Button size="sm" className="mt-2" onClick={() => setWindow(from + WINDOW)}>
          Later events
        </Button>
      )}
    </section>
  )
}

/** Signs and words: colour never says it alone. */
const MARKS: Record<AlignedEvent['kind'], { sign: string; words: string; className: string }> = {
  same: { sign: '=', words: 'agree', className: 'text-ink-faint' },
  differs: { sign: '≠', words: 'differ', className: 'bg-caught-wash text-caught font-bold' },
  'only here': { sign: '←', words: 'only here', className: 'bg-failed-wash text-failed font-bold' },
  'only there': { sign: '→', words: 'only on AWS', className: 'bg-failed-wash text-failed font-bold' },
}

function Row(props: { row: AlignedEvent; isFirst: boolean; isOpen: boolean; onToggle: () => void }) {
  const { row, isFirst, isOpen } = props
  const here = 'here' in row ? row.here : undefined
  const there = 'there' in row ? row.there : undefined
  const mark = MARKS[row.kind]
  const cell = 'border-b border-line px-2 py-1 align-top break-words'
  return (
    <>
      <tr data-first={isFirst ? '' : undefined} data-kind={row.kind} className="scroll-mt-10">
        <td className={clsx('border-b border-line py-1 text-center align-top', mark.className)}>
          <span aria-hidden>{mark.sign}</span>
          <span className="sr-only">{mark.words}</span>
        </td>
        <td className={cell}>
          {here ? (
            <button
              type="button"
              aria-expanded={isOpen}
              onClick={props.onToggle}
              className="w-full text-left break-words hover:underline"
            >
              <Title event={here} within={row.within} />
            </button>
          ) : (
            <span className="text-ink-faint">nothing</span>
          )}
        </td>
        <td className={cell}>
          {there && !here && (
            <button
              type="button"
              aria-expanded={isOpen}
              onClick={props.onToggle}
              className="w-full text-left break-words hover:underline"
            >
              <Title event={there} within={row.within} />
            </button>
          )}
          {there && here && <Title event={there} within={[]} />}
          {!there && <span className="text-ink-faint">nothing</span>}
          {row.kind === 'differs' && <span className="block text-caught">{placesOf(row.at)}</span>}
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={3} className="border-b border-line bg-sunken px-3 py-2">
            <div className="grid gap-3 @min-[40rem]:grid-cols-2">
              {here && <JsonView label={`Event ${here.id} here`} value={here.details} />}
              {there && <JsonView label={`Event ${there.id} on AWS`} value={there.details} />}
            </div>
          </td>
        </tr>
      )}
    </>
  )
}

function Title({ event, within }: { event: RecordedEvent; within: readonly string[] }) {
  return (
    <>
      <span className="text-ink-faint tabular-nums">{event.id} </span>
      {titleOf(event)}
      {within.length > 0 && <span className="block text-ink-soft">{within.join(' ▸ ')}</span>}
    </>
  )
}
