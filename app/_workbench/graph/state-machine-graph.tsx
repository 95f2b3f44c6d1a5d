import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useRef } from 'react'
import type { StateName } from '@/lib/asl'
import type { GraphLayout, LaidNode } from '@/lib/graph'
import type { JsonPointer } from '@/lib/json'
import type { StateNote } from '../timeline/state-notes'
import { ArrowHeads, Edge, EdgeLabel } from './edge'
import { StateNode } from './state-node'
import type { ShownStatus } from './status'
import { takenKey } from './taken-key'

export interface GraphProps {
  layout: GraphLayout
  /** Pointers of the states in reading order; the arrow keys follow it. */
  order: readonly JsonPointer[]
  statuses: ReadonlyMap<StateName, ShownStatus>
  taken: ReadonlySet<string>
  problems: ReadonlyMap<JsonPointer, number>
  /** Beside the type of a state: how often it was entered and retried, a breakpoint. */
  notes?: ReadonlyMap<StateName, StateNote> | undefined
  selected: JsonPointer | undefined
  /** Absent in a picture that only shows. */
  onSelect?: (at: JsonPointer) => void
  /** Drawn on top, in the coordinates of the layout. */
  overlay?: ReactNode
}

/** The machine as a picture. Renders the same on the server, without script. */
export function StateMachineGraph({
  layout,
  order,
  statuses,
  taken,
  problems,
  notes,
  selected,
  onSelect,
  overlay,
}: GraphProps) {
  const markerId = useId()
  const svg = useRef<SVGSVGElement>(null)
  const nodes = new Map(layout.nodes.map((node) => [node.id, node]))
  const tabStop = selected !== undefined && nodes.has(selected) ? selected : order[0]
  // Heard here for all states, so that each of them is drawn again only when it changes itself.
  const press = ({ target }: MouseEvent) => {
    const at = stateAround(target)
    if (at !== undefined) onSelect?.(at)
  }
  const walk = (event: KeyboardEvent) => {
    const at = stateAround(event.target)
    if (at === undefined) return
    if (event.key === 'Enter' || event.key === ' ') {
      if (event.ctrlKey || event.metaKey) return
      event.preventDefault()
      onSelect?.(at)
      return
    }
    const next = neighbour(order, at, event.key)
    if (next === undefined) return
    event.preventDefault()
    onSelect?.(next)
    svg.current?.querySelector<SVGGElement>(`[data-state="${CSS.escape(next)}"]`)?.focus()
  }
  const isTaken = (from: LaidNode | undefined, to: LaidNode | undefined) => {
    if (!from || !to) return false
    if (from.kind === 'start') return statuses.has(to.name)
    if (to.kind === 'end') return statuses.get(from.name) === (from.type === 'Fail' ? 'failed' : 'succeeded')
    return taken.has(takenKey(from.name, to.name))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be an SVG
    <svg
      ref={svg}
      role="group"
      aria-label="State machine"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      width={layout.width}
      height={layout.height}
      className="block font-sans"
      {...(onSelect && { onClick: press, onKeyDown: walk })}
    >
      <ArrowHeads id={markerId} />
      {layout.nodes.map((node) => {
        if (node.kind === 'start' || node.kind === 'end') return <Dot key={node.id} node={node} />
        if (node.kind === 'missing') return <Ghost key={node.id} node={node} />
        return (
          <StateNode
            key={node.id}
            node={node}
            status={statuses.get(node.name) ?? 'idle'}
            isSelected={node.id === selected}
            isTabStop={node.id === tabStop}
            problems={problems.get(node.id) ?? 0}
            note={notes?.get(node.name)}
            isButton={onSelect !== undefined}
          />
        )
      })}
      {layout.groups.map((group) => (
        <g key={group.at} className="pointer-events-none">
          <rect
            x={group.x}
            y={group.y}
            width={group.width}
            height={group.height}
            rx={6}
            strokeDasharray="3 3"
            className="fill-none stroke-line-strong"
          />
          <text x={group.x + 10} y={group.y + 16} className="fill-ink-soft text-[11px]">
            {group.label}
          </text>
        </g>
      ))}
      <g className="pointer-events-none">
        {layout.edges.map((edge) => (
          <Edge
            key={edge.id}
            edge={edge}
            markerId={markerId}
            isTaken={isTaken(nodes.get(edge.from), nodes.get(edge.to))}
          />
        ))}
        {layout.edges.map((edge) => (
          <EdgeLabel key={edge.id} edge={edge} />
        ))}
      </g>
      {overlay}
    </svg>
  )
}

function stateAround(target: EventTarget): JsonPointer | undefined {
  return (
    (target instanceof Element && target.closest('[data-state]')?.getAttribute('data-state')) || undefined
  )
}

function neighbour(order: readonly JsonPointer[], at: JsonPointer, key: string): JsonPointer | undefined {
  const place = order.indexOf(at)
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return order[place + 1]
    case 'ArrowUp':
    case 'ArrowLeft':
      return order[place - 1]
    case 'Home':
      return order[0]
    case 'End':
      return order.at(-1)
    default:
      return undefined
  }
}

function Dot({ node }: { node: LaidNode }) {
  const radius = node.width / 2
  const [x, y] = [node.x + radius, node.y + radius]
  return (
    <g>
      <title>{node.name}</title>
      <circle
        cx={x}
        cy={y}
        r={radius - 4}
        className={node.kind === 'start' ? 'fill-ink-soft' : 'fill-none stroke-ink-soft'}
        strokeWidth={1.5}
      />
      {node.kind === 'end' && <circle cx={x} cy={y} r={radius - 8} className="fill-ink-soft" />}
    </g>
  )
}

/** A name that is asked for and that no state has. */
function Ghost({ node }: { node: LaidNode }) {
  return (
    <g>
      <title>{`${node.name}: no state has this name`}</title>
      <rect
        x={node.x}
        y={node.y}
        width={node.width}
        height={node.height}
        rx={8}
        strokeDasharray="4 4"
        strokeWidth={1.5}
        className="fill-failed-wash stroke-failed"
      />
      <text
        x={node.x + node.width / 2}
        y={node.y + 20}
        textAnchor="middle"
        className="fill-ink text-[13px] font-semibold"
      >
        {node.label}
      </text>
      <text
        x={node.x + node.width / 2}
        y={node.y + 35}
        textAnchor="middle"
        className="fill-failed text-[11px]"
      >
        no such state
      </text>
    </g>
  )
}
