import { useState } from 'react'
import type { Field, HandlerFailure, LogEntry } from './content/resource'

/** What is not shown stands in the details. */
const FIELDS_AT_MOST = 8
/** Of a log at first. */
const LINES_AT_MOST = 20

/** The parts of an entry, with what each was before where it changed. */
export function FieldLine({ fields }: { fields: readonly Field[] }) {
  const more = fields.length - FIELDS_AT_MOST
  return (
    <dl className="m-0 mt-0.5 flex flex-wrap gap-x-4 gap-y-0.5 text-[0.8125rem]">
      {fields.slice(0, FIELDS_AT_MOST).map(({ name, value, was }) => (
        <div key={name} className="flex min-w-0 flex-wrap gap-x-1.5">
          <dt className="text-ink-soft">{name}</dt>
          <dd className="m-0 min-w-0 font-mono [overflow-wrap:anywhere]">
            {was !== undefined && <Was was={was} isGone={value === undefined} />}
            {value !== undefined &&
              (was === undefined ? (
                value
              ) : (
                <ins className="font-semibold no-underline">
                  <span className="sr-only">now </span>
                  {value}
                </ins>
              ))}
          </dd>
        </div>
      ))}
      {more > 0 && <div className="text-ink-soft">and {more} more</div>}
    </dl>
  )
}

function Was({ was, isGone }: { was: string; isGone: boolean }) {
  return (
    <>
      <del className="text-ink-soft">
        <span className="sr-only">before </span>
        {was}
      </del>
      {!isGone && <span aria-hidden> → </span>}
    </>
  )
}

/** What a handler wrote with `console`, as it stands in its log. */
export function LogLines({ label, lines }: { label: string; lines: readonly LogEntry[] }) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? lines : lines.slice(0, LINES_AT_MOST)
  return (
    <ol
      aria-label={label}
      className="m-0 mt-1 list-none rounded-sm border border-line bg-sunken px-2 py-1 font-mono text-[0.8125rem] leading-5"
    >
      {shown.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else that tells them apart
        <li key={index} className="m-0 flex gap-2">
          <span className={LEVELS[line.level] ?? 'text-ink-faint'}>{line.level}</span>
          <span className="min-w-0 [overflow-wrap:anywhere] whitespace-pre-wrap">{line.text}</span>
        </li>
      ))}
      {shown.length < lines.length && (
        <li className="m-0">
          <button
            type="button"
            className="font-sans font-semibold text-accent underline underline-offset-2"
            onClick={() => setWhole(true)}
          >
            show {lines.length - shown.length} more lines
          </button>
        </li>
      )}
    </ol>
  )
}

const LEVELS: Readonly<Record<string, string>> = { warn: 'text-caught', error: 'text-failed font-semibold' }

/** Why a handler failed: what happened, where, and what would help. */
export function FailureBox({ failure }: { failure: HandlerFailure }) {
  const { error, message, where, help } = failure
  return (
    <div className="mt-1 rounded-sm border border-failed bg-failed-wash px-2 py-1">
      <p className="m-0 [overflow-wrap:anywhere]">
        <span className="font-mono font-semibold text-failed">{error}</span> {message}
      </p>
      {where !== undefined && <p className="m-0">{where}</p>}
      <p className="m-0 text-ink-soft">{help}</p>
    </div>
  )
}
