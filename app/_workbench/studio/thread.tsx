import { useEffect, useRef } from 'react'
import type { LaidNode } from '@/lib/graph'

/** What is pulled out of a place: a line from it to the pointer, and the state that it would lead to. */
export function Thread({
  from,
  onto,
}: {
  /** In the coordinates of the layout. */
  from: { x: number; y: number }
  onto: LaidNode | undefined
}) {
  const line = useRef<SVGLineElement>(null)
  // Follows the pointer by itself: drawing the picture anew for every move would make it lag.
  useEffect(() => {
    const follow = ({ clientX, clientY }: PointerEvent) => {
      const matrix = line.current?.getScreenCTM()?.inverse()
      if (!matrix) return
      const to = new DOMPoint(clientX, clientY).matrixTransform(matrix)
      line.current?.setAttribute('x2', String(to.x))
      line.current?.setAttribute('y2', String(to.y))
    }
    window.addEventListener('pointermove', follow)
    return () => window.removeEventListener('pointermove', follow)
  }, [])
  return (
    <g aria-hidden className="pointer-events-none fill-none stroke-accent" data-thread>
      {onto && (
        <rect
          x={onto.x - 4}
          y={onto.y - 4}
          width={onto.width + 8}
          height={onto.height + 8}
          rx={11}
          strokeWidth={3}
        />
      )}
      <line
        ref={line}
        x1={from.x}
        y1={from.y}
        x2={from.x}
        y2={from.y}
        strokeWidth={2}
        strokeDasharray="6 4"
      />
    </g>
  )
}
