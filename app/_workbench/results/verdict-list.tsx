'use client'

import { Check, EyeOff, X } from 'lucide-react'
import { useState } from 'react'
import type { EventId } from '@/lib/asl'
import type { CheckResult, Report } from '@/lib/exercises'
import { EventLink } from './inspector'

export interface VerdictActions {
  /** Shows an event of a scenario's run: run it if need be, then move the playhead there. */
  onShowEvent: (scenarioId: string, id: EventId) => void
  onShowPlace: (pointer: string) => void
  onHints: (checkId: string) => void
}

/** Verdicts in authored order. The first failure is open, the others are lines with names. */
export function VerdictList({ report, actions }: { report: Report; actions: VerdictActions }) {
  const firstFailed = report.results.findIndex((result) => !result.verdict.passed)
  return (
    <ol className="m-0 list-none p-0 text-sm">
      {report.results.map((result, index) => (
        <Verdict
          key={`${result.checkId} ${result.scenarioId}`}
          result={result}
          isFirstFailed={index === firstFailed}
          actions={actions}
        />
      ))}
    </ol>
  )
}

function Verdict({
  result,
  isFirstFailed,
  actions,
}: {
  result: CheckResult
  isFirstFailed: boolean
  actions: VerdictActions
}) {
  const [isOpen, setOpen] = useState<boolean>()
  const { verdict } = result
  const open = isOpen ?? isFirstFailed
  const heading = (
    <>
      {verdict.passed ? (
        <Check role="img" aria-label="Passed" className="mt-0.5 size-4 shrink-0 text-succeeded" />
      ) : (
        <X role="img" aria-label="Not yet" className="mt-0.5 size-4 shrink-0 text-failed" />
      )}
      <span className="min-w-0">
        <span className="font-semibold">{result.title}</span>
        <span className="text-ink-soft"> · {result.hidden ? 'a hidden scenario' : result.scenarioTitle}</span>
      </span>
      {result.hidden && <EyeOff aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />}
    </>
  )
  if (verdict.passed) return <li className="m-0 flex gap-2 border-b border-line px-3 py-2">{heading}</li>
  return (
    <li className="m-0 border-b border-line">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full gap-2 px-3 py-2 text-left -outline-offset-2 hover:bg-idle-wash"
      >
        {heading}
      </button>
      {open && (
        <div className="grid gap-2 px-3 pb-3 pl-9">
          {!result.hidden && (
            <dl className="m-0 grid gap-x-3 gap-y-1 @min-[30rem]:grid-cols-[auto_1fr]">
              <Fact term="What we did" text={verdict.did} />
              <Fact term="What happened" text={verdict.happened} />
              <Fact term="What was expected" text={verdict.expected} />
            </dl>
          )}
          <p className="m-0 text-ink-soft">{result.teaching}</p>
          <p className="m-0 flex flex-wrap gap-x-4 gap-y-1">
            {!result.hidden &&
              verdict.evidence
                .slice(0, 3)
                .map((id) => (
                  <EventLink
                    key={id}
                    id={id}
                    onShow={(event) => actions.onShowEvent(result.scenarioId, event)}
                  />
                ))}
            <PlaceLink at={verdict.at} onShow={actions.onShowPlace} />
            <button
              type="button"
              className="font-semibold text-accent underline underline-offset-2"
              onClick={() => actions.onHints(result.checkId)}
            >
              hints for this check
            </button>
          </p>
        </div>
      )}
    </li>
  )
}

function PlaceLink({ at, onShow }: { at: string | undefined; onShow: (pointer: string) => void }) {
  if (at === undefined) return null
  return (
    <button
      type="button"
      className="font-semibold text-accent underline underline-offset-2"
      onClick={() => onShow(at)}
    >
      show in the text
    </button>
  )
}

function Fact({ term, text }: { term: string; text: string }) {
  return (
    <>
      <dt className="font-semibold text-ink-soft">{term}</dt>
      <dd className="m-0 min-w-0 break-words whitespace-pre-wrap">{text}</dd>
    </>
  )
}
