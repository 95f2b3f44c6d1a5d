'use client'

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { usePrinting } from '../use-printing'

/** Rows drawn beyond either edge, so that a scroll of some rows shows no gap. */
const BEYOND = 4
/** After a jump those beyond the edges are drawn when it rests so long: while a playhead is dragged, every frame jumps. */
const RESTING_MS = 120
/** The window moves by so many rows at once: a scroll by less draws nothing anew. */
const STEP = 4
const ROWS_ON_PAPER = 1_000

/** Until the list has been measured. */
const USUAL_HEIGHT = 400

interface View {
  /** Where the rows in sight begin, in steps. */
  top: number
  height: number
  /** The row that was brought into sight last. */
  followed: number
  /** Where the list is to be scrolled to for that. */
  aim?: { top: number }
  /** Where the last move led, while it left nothing in sight of what had been. */
  jump?: { top: number } | undefined
}

function inSteps(top: number, rowHeight: number): number {
  return Math.floor(top / (rowHeight * STEP)) * rowHeight * STEP
}

function moved({ top, height }: View, to: number): Pick<View, 'top' | 'jump'> {
  return { top: to, jump: height > 0 && Math.abs(to - top) > height ? { top: to } : undefined }
}

/**
 * Which rows of a long list stand in sight; on paper, the first thousand. All rows are equally high, but for one that
 * is open and has its details below; heights are in pixels.
 */
export function useWindow(
  count: number,
  rowHeight: number,
  open: { row: number; height: number } | undefined,
  /** Comes into sight whenever it changes; `head` pixels at the top of the list are covered. */
  follow?: { row: number; head: number },
) {
  const scroller = useRef<HTMLDivElement>(null)
  const scrolled = useRef(0)
  const [view, setView] = useState<View>({ top: 0, height: 0, followed: -1 })
  const { top, height, aim, jump } = view
  const look = useCallback(() => {
    const element = scroller.current
    if (!element) return
    scrolled.current = element.scrollTop
    const seen = inSteps(element.scrollTop, rowHeight)
    const { clientHeight } = element
    setView((before) =>
      before.top === seen && before.height === clientHeight
        ? before
        : { ...before, ...moved(before, seen), height: clientHeight },
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

  // Found while drawing, so that the rows around are drawn at once and the browser lays them out once.
  if (follow && height > 0 && follow.row !== view.followed) {
    const target = follow.row < 0 || follow.row >= count ? undefined : aimAt(follow.row, follow.head)
    const { aim: _, ...before } = view
    setView({
      ...before,
      followed: follow.row,
      ...(target !== undefined && { ...moved(view, inSteps(target, rowHeight)), aim: { top: target } }),
    })
  }
  useEffect(() => {
    if (!jump) return
    const resting = setTimeout(() => setView((before) => ({ ...before, jump: undefined })), RESTING_MS)
    return () => clearTimeout(resting)
  }, [jump])
  useLayoutEffect(() => {
    if (!aim || !scroller.current) return
    scroller.current.scrollTop = aim.top
    scrolled.current = aim.top
  }, [aim])

  function topOf(row: number): number {
    return row * rowHeight + (open && row > open.row ? open.height : 0)
  }
  /** As little as shows the row; nothing where it is in sight. */
  function aimAt(row: number, head: number): number | undefined {
    const [from, to] = [topOf(row), topOf(row) + rowHeight]
    if (from < scrolled.current) return from
    return to + head > scrolled.current + height ? to + head - height : undefined
  }
  const isPrinting = usePrinting()
  const beyond = jump ? 0 : BEYOND
  const first = isPrinting ? 0 : Math.max(0, Math.floor((top - (open?.height ?? 0)) / rowHeight) - beyond)
  const seen = Math.ceil((top + (height || USUAL_HEIGHT)) / rowHeight) + STEP + beyond
  const last = Math.min(count, isPrinting ? ROWS_ON_PAPER : seen)
  const show = (row: number, head: number) => {
    const target = aimAt(row, head)
    if (target !== undefined && scroller.current) scroller.current.scrollTop = target
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
