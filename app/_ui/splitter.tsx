'use client'

import clsx from 'clsx'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'

const STEP = 5

/**
 * The border between two panes that share their parent's width or height. It is dragged, or moved with the arrow
 * keys, Home and End; Enter, or a press without dragging, takes it to its next stop.
 */
export function Splitter({
  label,
  controls,
  along,
  share,
  least,
  most,
  stops,
  onMove,
  className,
}: {
  /** What moving it changes, such as "Width of the editor". */
  label: string
  /** Id of the pane before it. */
  controls: string
  /** The way it moves. */
  along: 'width' | 'height'
  /** Of the parent's size, what the pane before it has, in percent. */
  share: number
  least: number
  most: number
  /** Shares, rising. */
  stops: readonly number[]
  onMove: (share: number) => void
  className?: string
}) {
  const wasDragged = useRef(false)
  const goToNextStop = () => onMove(stops.find((stop) => stop > share) ?? stops[0] ?? share)
  const moveTo = (to: number) => onMove(Math.min(most, Math.max(least, Math.round(to))))
  const press = (event: KeyboardEvent) => {
    const to = shareAfter(event.key, along, { share, least, most })
    if (to !== undefined) moveTo(to)
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) goToNextStop()
    else return
    event.preventDefault()
  }
  const drag = (event: PointerEvent<HTMLElement>) => {
    const whole = event.currentTarget.parentElement?.getBoundingClientRect()
    if (!whole || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    wasDragged.current = true
    moveTo(
      along === 'width'
        ? ((event.clientX - whole.left) / whole.width) * 100
        : ((event.clientY - whole.top) / whole.height) * 100,
    )
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule is not a control
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-controls={controls}
      aria-orientation={along === 'width' ? 'vertical' : 'horizontal'}
      aria-valuenow={share}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuetext={`${share} %`}
      onKeyDown={press}
      onPointerDown={(event) => {
        wasDragged.current = false
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={drag}
      onClick={() => !wasDragged.current && goToNextStop()}
      className={clsx(
        'flex touch-none items-center justify-center -outline-offset-2 select-none hover:bg-accent-wash',
        along === 'width' ? 'cursor-col-resize' : 'cursor-row-resize',
        className,
      )}
    >
      <span className={clsx('border-line-strong', along === 'width' ? 'h-8 border-l-2' : 'w-8 border-t-2')} />
    </div>
  )
}

function shareAfter(
  key: string,
  along: 'width' | 'height',
  { share, least, most }: { share: number; least: number; most: number },
): number | undefined {
  switch (key) {
    case along === 'width' ? 'ArrowLeft' : 'ArrowUp':
      return share - STEP
    case along === 'width' ? 'ArrowRight' : 'ArrowDown':
      return share + STEP
    case 'Home':
      return least
    case 'End':
      return most
    default:
      return undefined
  }
}
