'use client'

import { useEffect, useRef, useState } from 'react'

/** A value that changes again sooner is on its way. */
const RESTING_MS = 90

/**
 * The value as soon as it rests. A single change is told at once; of many in a row, as while the playhead is dragged,
 * the last: what is costly to show does not keep pace with each.
 */
export function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value)
  const changedAt = useRef(0)
  useEffect(() => {
    const now = performance.now()
    const isOnTheWay = now - changedAt.current < RESTING_MS
    changedAt.current = now
    if (!isOnTheWay) {
      setRested(value)
      return
    }
    const resting = setTimeout(() => setRested(value), RESTING_MS)
    return () => clearTimeout(resting)
  }, [value])
  return rested
}
