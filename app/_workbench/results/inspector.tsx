'use client'

import { useState } from 'react'
import type { EventId } from '@/lib/asl'
import { Tag } from '../../_ui/tag'
import type { CalledFunction } from '../timeline/called-function'
import { handlerReport } from '../timeline/handler-report'
import { spokenDuration } from '../timeline/spoken-duration'
import type { VisitView } from '../timeline/visit-view'
import { JsonView } from './json-view'
import { meaningOf } from './plain-failure'

const LINK = 'font-semibold text-accent underline underline-offset-2'

/** Input, output and failures of the selected state, one visit at a time. */
export function Inspector({
  state,
  visits,
  onShowEvent,
  onShowLog,
}: {
  state: string | undefined
  /** Of that state, up to the playhead, in order. */
  visits: readonly VisitView[]
  onShowEvent: (id: EventId) => void
  /** Shows what a function logged. */
  onShowLog: (called: CalledFunction) => void
}) {
  const [chosen, setChosen] = useState<EventId>()
  if (state === undefined)
    return <Hint text="Choose a state in the graph, or an event, to see what went in and what came out." />
  const visit = visits.find((one) => one.enteredEvent === chosen) ?? visits.at(-1)
  if (!visit) return <Hint text={`The run did not enter "${state}".`} />
  return (
    <div className="grid gap-3 p-3 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <p className="m-0 text-base font-bold break-words">{visit.name}</p>
        <Tag>{visit.type}</Tag>
        {visits.length > 1 && (
          <label className="flex items-center gap-1.5 text-ink-soft">
            Visit
            <select
              value={visit.enteredEvent}
              onChange={(event) => setChosen(Number(event.target.value))}
              className="rounded-sm border border-line-strong bg-panel px-1 py-0.5"
            >
              {visits.map((one, index) => (
                <option key={one.enteredEvent} value={one.enteredEvent}>
                  {index + 1} of {visits.length}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <p className="m-0 text-ink-soft">{summary(visit)}</p>
      {visit.failures.map((failure) => (
        <FailureCard
          key={failure.event}
          failure={failure}
          called={visit.called}
          onShowEvent={onShowEvent}
          onShowLog={onShowLog}
        />
      ))}
      <JsonView label="Input" value={visit.input} />
      {visit.output !== undefined && <JsonView label="Output" value={visit.output} />}
      {visit.assigned && <JsonView label="Variables it set" value={visit.assigned} />}
    </div>
  )
}

/** A failed try: its name, what that means, and why; of a function also the line, and the way to its log. */
function FailureCard({
  failure,
  called,
  onShowEvent,
  onShowLog,
}: {
  failure: VisitView['failures'][number]
  called: CalledFunction | undefined
  onShowEvent: (id: EventId) => void
  onShowLog: (called: CalledFunction) => void
}) {
  const { event, error, cause } = failure
  const report = called && handlerReport(cause)
  const line = report?.line === undefined ? '' : `, in line ${report.line} of its code`
  return (
    <div className="rounded-md border border-failed bg-failed-wash p-3">
      <p className="m-0">
        <span className="font-mono font-semibold text-failed">{error ?? 'no error name'}</span>{' '}
        <EventLink id={event} onShow={onShowEvent} />
      </p>
      <p className="m-0 mt-1">{meaningOf(failure)}</p>
      {cause !== undefined && (
        <p className="m-0 mt-1 [overflow-wrap:anywhere] text-ink-soft">
          <span className="font-semibold">{report ? `${called.name} said${line}:` : 'Cause:'}</span>{' '}
          {(report?.errorMessage ?? cause).slice(0, 2_000)}
        </p>
      )}
      {called && (
        <p className="m-0 mt-1">
          <button type="button" onClick={() => onShowLog(called)} className={LINK}>
            show the log of {called.name}
          </button>
        </p>
      )}
    </div>
  )
}

function summary(visit: VisitView): string {
  const parts = [`Entered ${spokenDuration(visit.since)} after the start`]
  if (visit.took !== undefined) parts.push(`left ${spokenDuration(visit.took)} later`)
  if (visit.retries > 0) parts.push(`tried ${visit.retries + 1} times`)
  if (visit.retryDelays.length > 0) {
    parts.push(`waited ${visit.retryDelays.map((delay) => spokenDuration(delay)).join(', ')} between tries`)
  }
  return `${parts.join(', ')}.`
}

export function EventLink({ id, onShow }: { id: EventId; onShow: (id: EventId) => void }) {
  return (
    <button type="button" onClick={() => onShow(id)} className={LINK}>
      show event {id}
    </button>
  )
}

function Hint({ text }: { text: string }) {
  return <p className="m-0 p-4 text-sm text-ink-soft">{text}</p>
}
