'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from '../../_ui/button'

/** Which of several stays is shown: one back, one on, or by its number. */
export function VisitPicker({
  place,
  count,
  onChoose,
}: {
  /** From 0. */
  place: number
  count: number
  onChoose: (place: number) => void
}) {
  return (
    <div className="flex items-center gap-1.5 text-ink-soft">
      <Button
        size="sm"
        look="quiet"
        aria-label="Visit before"
        disabled={place <= 0}
        onClick={() => onChoose(place - 1)}
      >
        <ChevronLeft aria-hidden />
      </Button>
      <label className="flex items-center gap-1.5">
        Visit
        <input
          type="number"
          min={1}
          max={count}
          value={place + 1}
          onChange={({ target }) => {
            const to = target.valueAsNumber
            if (to >= 1 && to <= count) onChoose(to - 1)
          }}
          className="w-16 rounded-sm border border-line-strong bg-panel px-1 py-0.5 tabular-nums"
        />
        of {count}
      </label>
      <Button
        size="sm"
        look="quiet"
        aria-label="Next visit"
        disabled={place >= count - 1}
        onClick={() => onChoose(place + 1)}
      >
        <ChevronRight aria-hidden />
      </Button>
    </div>
  )
}
