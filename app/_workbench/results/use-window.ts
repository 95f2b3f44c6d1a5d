'use client'

import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { usePrinting } from '../use-printing'

/** Rows drawn beyond either edge, so that a scroll of some rows shows no gap. */
const BEYOND = 12
/** The window moves by so many rows at once: a scroll by less draws nothing anew. */
const STEP = 8
const ROWS_ON_PAPER = 1_000

/**
 * Which rows of a long list stand in sight; on paper, the first thousand. All rows are equally high, but for one that is open and has its details
 * below; heights are in pixels.
 */
export function useWindow(
  count: number,
  rowHeight: number,
  open: { row: number; height: number } | undefined,
) {
  const scroller = useRef<HTMLDivElement>(null)
  const [{ top, height }, setView] = useState({ top: 0, height: 600 })
  const look = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const seen = Math.floor(element.scrollTop / (rowHeight * STEP)) * rowHeight * STEP
    const { clientHeight } = element
    setView((before) =>
      before.top === seen && before.height === clientHeight ? before : { top: seen, height: clientHeight },
    )
  }, [rowHeight])
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    look()
    const watcher = new ResizeObserver(look)
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [look])

  const topOf = (row: number) => row * rowHeight + (open && row > open.row ? open.height : 0)
  const isPrinting = usePrinting()
  const first = isPrinting ? 0 : Math.max(0, Math.floor((top - (open?.height ?? 0)) / rowHeight) - BEYOND)
  const seen = Math.ceil((top + height) / rowHeight) + STEP + BEYOND
  const last = Math.min(count, isPrinting ? ROWS_ON_PAPER : seen)
  /** Scrolls as little as shows the row; `head` pixels at the top are covered. */
  const show = (row: number, head: number) => {
    const element = scroller.current
    if (!element) return
    const [from, to] = [topOf(row), topOf(row) + rowHeight]
    if (from < element.scrollTop) element.scrollTop = from
    else if (to + head > element.scrollTop + element.clientHeight) {
      element.scrollTop = to + head - element.clientHeight
    }
  }
  return {
    scroller,
    look,
    first,
    last,
    before: topOf(first),
    after: isPrinting ? 0 : topOf(count) - topOf(last),
    show,
  }
}
