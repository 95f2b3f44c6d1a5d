import clsx from 'clsx'
import { memo } from 'react'
import type { LaidEdge } from '@/lib/graph'

/** One arrow. Catchers are dashed; what a run took is thick. */
export const Edge = memo(function Edge({
  edge,
  isTaken,
  markerId,
}: {
  edge: LaidEdge
  isTaken: boolean
  markerId: string
}) {
  return (
    <path
      d={edge.path}
      fill="none"
      markerEnd={`url(#${markerId}${isTaken ? '-taken' : ''})`}
      strokeWidth={isTaken ? 2.25 : 1.25}
      strokeDasharray={edge.kind === 'catch' ? '5 4' : undefined}
      className={clsx(isTaken ? 'stroke-accent' : 'stroke-line-strong')}
    />
  )
})

/** The condition or the errors on an arrow, on a patch of the background so that lines do not cross it. */
export const EdgeLabel = memo(function EdgeLabel({ edge }: { edge: LaidEdge }) {
  if (!edge.label || !edge.labelAt) return null
  return (
    <text
      x={edge.labelAt.x}
      y={edge.labelAt.y + 4}
      textAnchor="middle"
      paintOrder="stroke"
      strokeWidth={5}
      strokeLinejoin="round"
      className="fill-ink-soft stroke-paper text-[11px]"
    >
      {edge.label}
    </text>
  )
})

export function ArrowHeads({ id }: { id: string }) {
  return (
    <defs>
      {(['', '-taken'] as const).map((suffix) => (
        <marker
          key={suffix}
          id={`${id}${suffix}`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8z" className={suffix ? 'fill-accent' : 'fill-line-strong'} />
        </marker>
      ))}
    </defs>
  )
}
