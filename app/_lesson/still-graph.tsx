'use client'
import type { StateName } from '@/lib/asl'
import type { GraphLayout } from '@/lib/graph'
import { StateMachineGraph } from '../_workbench/graph/state-machine-graph'
import type { ShownStatus } from '../_workbench/graph/status'

interface Props {
  /** What the picture shows, for those who do not see it. */
  label: string
  layout: GraphLayout
  statuses: ReadonlyMap<StateName, ShownStatus>
  taken: ReadonlySet<string>
}

/** A graph that is only looked at. */
export function StillGraph({ label, ...picture }: Props) {
  return (
    <div role="img" aria-label={label} className="[&_svg]:mx-auto [&_svg]:h-auto [&_svg]:max-w-full">
      <StateMachineGraph {...picture} order={[]} problems={new Map()} selected={undefined} />
    </div>
  )
}
