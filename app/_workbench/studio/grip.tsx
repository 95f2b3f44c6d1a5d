import type { LaidNode } from '@/lib/graph'

/** What a finger drags a state by: on the state itself it scrolls the picture. The menu's "Move" does the same. */
export function Grip({ node: { id, x, y } }: { node: LaidNode }) {
  return (
    <g data-grip={id} aria-hidden className="hidden cursor-grab any-pointer-coarse:block">
      <circle cx={x} cy={y} r={12} strokeWidth={1.5} className="fill-panel stroke-accent" />
      {[-4, 0, 4].map((by) => (
        <path
          key={by}
          d={`M${x - 3} ${y + by}h.01M${x + 3} ${y + by}h.01`}
          strokeWidth={2.4}
          strokeLinecap="round"
          className="stroke-ink-soft"
        />
      ))}
    </g>
  )
}
