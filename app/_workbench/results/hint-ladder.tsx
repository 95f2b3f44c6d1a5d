'use client'

import { useState } from 'react'
import type { AuthoredCheck } from '@/lib/exercises'
import { Button } from '../../_ui/button'

/** Four hints per check and the solution as the fifth rung; each opens on request, in any order, at any time. */
export function HintLadder({
  checks,
  focus,
  failed,
  opened,
  onOpen,
  onSolution,
}: {
  checks: readonly AuthoredCheck[]
  /** The check to begin with. */
  focus: string | undefined
  failed: ReadonlySet<string>
  /** Keys `checkId rung` of what is open. */
  opened: ReadonlySet<string>
  onOpen: (key: string) => void
  /** Absent where there is no solution to show. */
  onSolution: (() => void) | undefined
}) {
  const [chosen, setChosen] = useState<string>()
  const check =
    checks.find((one) => one.id === (chosen ?? focus)) ??
    checks.find((one) => failed.has(one.id)) ??
    checks[0]
  if (!check) return <p className="m-0 p-4 text-sm text-ink-soft">There are no hints for this exercise.</p>
  const count = check.hints.filter((_, rung) => opened.has(`${check.id} ${rung}`)).length
  return (
    <div className="grid gap-3 p-3 text-sm">
      {checks.length > 1 && (
        <label className="grid gap-1">
          <span className="font-semibold">Hints for</span>
          <select
            value={check.id}
            onChange={(event) => setChosen(event.target.value)}
            className="min-h-9 w-full max-w-xl rounded-md border border-line-strong bg-panel px-2"
          >
            {checks.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
                {failed.has(one.id) ? ' (not yet)' : ''}
              </option>
            ))}
          </select>
        </label>
      )}
      <p className="m-0 text-ink-soft">
        {count} of 4 opened. The fifth rung is the solution; asking for it is remembered.
      </p>
      <ol className="m-0 grid max-w-2xl list-none gap-2 p-0">
        {check.hints.map((hint, rung) => {
          const key = `${check.id} ${rung}`
          return (
            <li key={key} className="m-0 rounded-md border border-line px-3 py-2">
              {opened.has(key) ? (
                <p className="m-0 whitespace-pre-wrap">
                  <span className="font-semibold">{rung + 1}.</span> {hint}
                </p>
              ) : (
                <button
                  type="button"
                  className="w-full text-left font-semibold text-accent"
                  onClick={() => onOpen(key)}
                >
                  {rung + 1}. {RUNGS[rung]}
                </button>
              )}
            </li>
          )
        })}
      </ol>
      {onSolution && (
        <div>
          <Button size="sm" onClick={onSolution}>
            5. Show the solution
          </Button>
        </div>
      )}
    </div>
  )
}

const RUNGS = ['Where to look', 'The idea behind it', 'A closer look', 'Nearly the answer'] as const
