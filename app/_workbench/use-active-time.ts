'use client'

import { type RefObject, useEffect, useRef } from 'react'

/** A longer pause is no work on the exercise. */
const LONGEST_PAUSE_MS = 60_000

/** Counts the time in which something is done inside `host`; reading it starts the next count. */
export function useActiveTime(host: RefObject<HTMLElement | null>): () => number {
  const counted = useRef({ total: 0, last: 0 })
  useEffect(() => {
    const element = host.current
    const touched = () => {
      const now = performance.now()
      const pause = now - counted.current.last
      if (counted.current.last > 0 && pause < LONGEST_PAUSE_MS) counted.current.total += pause
      counted.current.last = now
    }
    const kinds = ['keydown', 'pointerdown', 'pointermove', 'focusin'] as const
    for (const kind of kinds) element?.addEventListener(kind, touched, { passive: true })
    return () => {
      for (const kind of kinds) element?.removeEventListener(kind, touched)
    }
  }, [host])
  return () => {
    const { total } = counted.current
    counted.current.total = 0
    return Math.round(total)
  }
}
