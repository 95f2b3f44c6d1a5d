'use client'

import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Diagnostic } from '@/lib/asl'
import { TextWithCode } from '../../_ui/text-with-code'

/** Fixes are looked for in so many problems at once. */
const FIXED_TOGETHER = 10

/** One line under the editor: the first problem, how many more, and on request all of them. */
export function ProblemStrip({
  id,
  diagnostics,
  onFix,
  onReveal,
}: {
  id: string
  diagnostics: readonly Diagnostic[]
  /** Absent where the text may only be read. */
  onFix: ((diagnostics: readonly Diagnostic[]) => void) | undefined
  onReveal: (diagnostic: Diagnostic) => void
}) {
  const [isOpen, setOpen] = useState(false)
  const [first] = diagnostics
  if (!first) {
    return (
      <p id={id} className="m-0 flex h-10 items-center gap-2 border-t border-line px-3 text-sm text-ink-soft">
        <CircleCheck aria-hidden className="size-4 text-succeeded" /> No problems in the definition
      </p>
    )
  }
  return (
    <div id={id} className="relative border-t border-line text-sm">
      <div className="flex h-10 items-center gap-2 px-3">
        <Severity diagnostic={first} />
        <button
          type="button"
          className="min-w-0 truncate text-left underline-offset-2 hover:underline"
          onClick={() => onReveal(first)}
        >
          <span className="font-semibold">Line {first.range.line}:</span>{' '}
          <TextWithCode text={first.message} />
        </button>
        {onFix && (
          <button
            type="button"
            title="Ctrl + ."
            className="ml-auto shrink-0 rounded-sm px-2 py-1 font-semibold text-accent hover:bg-idle-wash"
            onClick={() => onFix(diagnostics.slice(0, FIXED_TOGETHER))}
          >
            Fixes
          </button>
        )}
        <button
          type="button"
          aria-expanded={isOpen}
          className="shrink-0 rounded-sm px-2 py-1 font-semibold text-accent hover:bg-idle-wash"
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Less' : diagnostics.length === 1 ? 'Details' : `All ${diagnostics.length}`}
        </button>
      </div>
      {isOpen && (
        <ol className="absolute inset-x-0 bottom-full z-10 m-0 max-h-72 list-none overflow-y-auto border-t border-line bg-panel p-0 shadow-floating">
          {diagnostics.map((diagnostic, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two problems may be equal in everything
            <li key={index} className="m-0 border-b border-line">
              <button
                type="button"
                className="flex w-full gap-2 px-3 py-2 text-left hover:bg-idle-wash"
                onClick={() => onReveal(diagnostic)}
              >
                <Severity diagnostic={diagnostic} />
                <span className="min-w-0">
                  <span className="font-semibold">Line {diagnostic.range.line}:</span>{' '}
                  <TextWithCode text={diagnostic.message} />
                  {diagnostic.hint !== undefined && (
                    <span className="block text-ink-soft">
                      <TextWithCode text={diagnostic.hint} />
                    </span>
                  )}
                  <span className="block text-xs text-ink-faint">
                    {diagnostic.wording === 'aws' ? 'Said as AWS says it' : 'Our own words'} ·{' '}
                    {diagnostic.code}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

function Severity({ diagnostic }: { diagnostic: Diagnostic }) {
  return diagnostic.severity === 'ERROR' ? (
    <CircleAlert role="img" aria-label="Error" className="mt-0.5 size-4 shrink-0 text-failed" />
  ) : (
    <TriangleAlert role="img" aria-label="Warning" className="mt-0.5 size-4 shrink-0 text-caught" />
  )
}
