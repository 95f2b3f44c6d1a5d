'use client'
import { type ReactNode, useState } from 'react'
import type { GraphLayout } from '@/lib/graph'
import type { JsonPointer } from '@/lib/json'
import { StateMachineGraph } from '../_workbench/graph/state-machine-graph'
import { useLitState } from './lit-state'

interface Props {
  machine: string
  layout: GraphLayout
  order: readonly JsonPointer[]
  /** The text of each state, coloured on the server. */
  written: readonly { at: JsonPointer; text: ReactNode }[]
  /** The state whose text stands there at first. */
  first: JsonPointer
}

const nothingRan = { statuses: new Map(), taken: new Set<string>(), problems: new Map() } as const

/** Graph and text side by side: choosing a state, here or by its name in the lesson, shows how it is written. */
export function LiveGraph({ machine, layout, order, written, first }: Props) {
  const [chosen, setChosen] = useState(first)
  const { lit } = useLitState(machine)
  const pointed = lit === undefined ? undefined : layout.nodes.find((node) => node.name === lit)?.id
  const shown = pointed ?? chosen
  const name = layout.nodes.find((node) => node.id === shown)?.name
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="flex items-center justify-center overflow-x-auto p-4 [&_svg]:h-auto [&_svg]:max-w-full">
        <StateMachineGraph
          layout={layout}
          order={order}
          {...nothingRan}
          selected={shown}
          onSelect={setChosen}
        />
      </div>
      <div className="relative min-h-64 border-t border-line lg:border-t-0 lg:border-l">
        <div className="flex flex-col lg:absolute lg:inset-0">
          <p className="border-b border-line px-4 py-2 text-sm text-ink-soft">
            <span className="font-semibold text-ink">{name}</span> in the definition
          </p>
          <div className="min-h-0 flex-1 overflow-auto p-4 [&_pre]:text-[0.8125rem] [&_pre]:leading-relaxed [&_pre]:break-words [&_pre]:whitespace-pre-wrap">
            {written.find(({ at }) => at === shown)?.text}
          </div>
        </div>
      </div>
    </div>
  )
}
