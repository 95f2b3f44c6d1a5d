'use client'

import { useEffect, useState } from 'react'
import type { EventId } from '@/lib/asl'
import type { Run } from '@/lib/sandbox'

const LONGEST_MS = 1_400
const PER_EVENT_MS = 70
/** Folding a longer history for every frame would make the page wait. */
const LONGEST_HISTORY = 2_000

/**
 * Up to which event the graph is lit. After a run it climbs through the history in about a second; the result is
 * already on the page then. With reduced motion, or in a hidden page, it is there at once.
 */
export function useLighting(run: Run | undefined, playhead: EventId): EventId {
  const [lit, setLit] = useState<{ run: Run | undefined; upTo: EventId }>({ run: undefined, upTo: 0 })
  useEffect(() => {
    if (!run) return
    const last = run.history.length
    const isStill = document.hidden || window.matchMedia('(prefers-reduced-motion: reduce)').matches
    const takes = isStill || last > LONGEST_HISTORY ? 0 : Math.min(LONGEST_MS, last * PER_EVENT_MS)
    const began = performance.now()
    let frame = requestAnimationFrame(function climb(now) {
      const share = takes === 0 ? 1 : Math.min(1, Math.max(0, (now - began) / takes))
      setLit({ run, upTo: Math.ceil(share * last) })
      if (share < 1) frame = requestAnimationFrame(climb)
    })
    return () => cancelAnimationFrame(frame)
  }, [run])
  const isAtEnd = playhead >= (run?.history.length ?? 0)
  return isAtEnd && lit.run === run ? Math.min(lit.upTo, playhead) : isAtEnd ? 0 : playhead
}
