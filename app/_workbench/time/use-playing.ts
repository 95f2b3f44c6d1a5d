'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { EventId, StateName, Timeline } from '@/lib/asl'
import { nextStop, type Speed, untilNext } from './moves'

export interface Playing {
  isPlaying: boolean
  speed: Speed
  setSpeed: (speed: Speed) => void
  /** From the start where the playhead is at the end. */
  toggle: () => void
  pause: () => void
}

/** Lets the playhead run through the history, up to a breakpoint or the end. */
export function usePlaying(
  timeline: Timeline | undefined,
  playhead: EventId,
  breakpoints: ReadonlySet<StateName>,
  onMove: (to: EventId) => void,
): Playing {
  const [isPlaying, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<Speed>(1)
  const now = useRef({ playhead, onMove })
  useEffect(() => {
    now.current = { playhead, onMove }
  })

  useEffect(() => {
    if (!isPlaying || !timeline) return
    const last = timeline.history.length
    const stop = nextStop(timeline, now.current.playhead, breakpoints) ?? last
    let due: number | undefined
    let frame = requestAnimationFrame(function tick(at) {
      const from = now.current.playhead
      let to = from
      due ??= at + untilNext(timeline, to, speed)
      while (to < stop && due <= at) due += untilNext(timeline, ++to, speed)
      if (to > from) now.current.onMove(to)
      if (to >= stop) setPlaying(false)
      else frame = requestAnimationFrame(tick)
    })
    return () => cancelAnimationFrame(frame)
  }, [isPlaying, timeline, speed, breakpoints])

  const toggle = useCallback(() => {
    if (!timeline || timeline.history.length === 0) return
    if (!isPlaying && now.current.playhead >= timeline.history.length) {
      now.current = { ...now.current, playhead: 0 }
      now.current.onMove(0)
    }
    setPlaying(!isPlaying)
  }, [isPlaying, timeline])
  return { isPlaying, speed, setSpeed, toggle, pause: useCallback(() => setPlaying(false), []) }
}
