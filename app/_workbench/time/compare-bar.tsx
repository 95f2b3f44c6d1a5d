'use client'

import { ArrowLeftRight, X } from 'lucide-react'
import { Button } from '../../_ui/button'
import type { Bench } from '../use-workbench'
import { partingSentence } from './parting'
import type { Travel } from './use-travel'

/** With which earlier run this one is compared, and where the two part. */
export function CompareBar({ bench, travel }: { bench: Bench; travel: Travel }) {
  const { run, ghost, earlier } = bench.state
  const { comparison } = bench
  if (!run || earlier.length === 0) return null
  const first = comparison?.firstOtherWay ?? comparison?.firstDivergence
  const event = comparison && first !== undefined ? nearestHere(comparison.here, first) : undefined
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-sunken px-2 py-1 text-sm print:hidden">
      <span className="font-semibold">{run.label}</span>
      <label className="flex min-w-0 items-center gap-1.5 text-ink-soft">
        beside
        <select
          value={ghost?.number ?? ''}
          onChange={({ target }) => bench.chooseGhost(target.value === '' ? undefined : Number(target.value))}
          className="min-h-8 max-w-64 min-w-0 rounded-sm border border-line-strong bg-panel px-1"
        >
          <option value="">no other run</option>
          {earlier.map((one) => (
            <option key={one.number} value={one.number}>
              {one.label}
            </option>
          ))}
        </select>
      </label>
      {ghost && (
        <>
          <p role="status" className="m-0 min-w-48 flex-1 break-words" data-parting>
            {comparison
              ? partingSentence(comparison, run.run.history, ghost.run.history)
              : 'Finding where the two runs part …'}
          </p>
          {event !== undefined && (
            <Button size="sm" onClick={() => travel.goTo(event)}>
              Go to where they part
            </Button>
          )}
          <Button
            size="sm"
            look="quiet"
            aria-pressed={bench.isSideBySide}
            onClick={() => bench.setSideBySide(!bench.isSideBySide)}
          >
            Side by side
          </Button>
          <Button size="sm" look="quiet" onClick={bench.swapRuns}>
            <ArrowLeftRight aria-hidden /> Show the other
          </Button>
          <Button
            size="sm"
            look="quiet"
            aria-label="Compare no more"
            onClick={() => bench.chooseGhost(undefined)}
          >
            <X aria-hidden />
          </Button>
        </>
      )}
    </div>
  )
}

/** The row's event of this run, or the last one before it. */
function nearestHere(here: Int32Array, row: number): number | undefined {
  for (let place = row; place >= 0; place--) {
    const event = here[place]
    if (event) return event
  }
  return undefined
}
