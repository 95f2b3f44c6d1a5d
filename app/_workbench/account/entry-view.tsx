import { useState } from 'react'
import { History } from '../results/history'
import { JsonView } from '../results/json-view'
import type { Detail, Entry } from './content/resource'
import { FailureBox, FieldLine, LogLines } from './entry-parts'
import { MarkTag } from './mark-tag'

/** One item, message, invocation … with what there is to say of it; the rest opens below. */
export function EntryView({ entry }: { entry: Entry }) {
  const [isOpen, setOpen] = useState(false)
  const { title, mark, note, fields, log, failure, details } = entry
  return (
    <li className="m-0 border-t border-line px-3 py-1.5 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        {mark && <MarkTag mark={mark} />}
        {details ? (
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            className="min-w-0 text-left font-semibold break-words underline decoration-line-strong decoration-dotted underline-offset-4 hover:text-accent [overflow-wrap:anywhere]"
          >
            {title}
          </button>
        ) : (
          <span className="min-w-0 font-semibold [overflow-wrap:anywhere]">{title}</span>
        )}
        {note !== undefined && <span className="min-w-0 text-ink-soft [overflow-wrap:anywhere]">{note}</span>}
      </div>
      {failure && <FailureBox failure={failure} />}
      {log && log.length > 0 && <LogLines label={`Log of ${title.toLowerCase()}`} lines={log} />}
      {fields && fields.length > 0 && <FieldLine fields={fields} />}
      {isOpen && details && (
        <div className="mt-2 grid gap-2 pb-1">
          {details().map((detail) => (
            <DetailView key={detail.label} detail={detail} />
          ))}
        </div>
      )}
    </li>
  )
}

function DetailView({ detail }: { detail: Detail }) {
  switch (detail.kind) {
    case 'json':
      return <JsonView label={detail.label} value={detail.value} />
    case 'text':
      return (
        <div className="min-w-0">
          <p className="m-0 text-xs font-semibold text-ink-soft">{detail.label}</p>
          <p className="m-0 font-mono text-[0.8125rem] leading-5 [overflow-wrap:anywhere] whitespace-pre-wrap">
            {detail.text}
          </p>
        </div>
      )
    case 'history':
      return <History label={detail.label} history={detail.history} />
  }
}
