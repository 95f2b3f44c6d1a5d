import clsx from 'clsx'
import { memo } from 'react'
import type { LaidNode } from '@/lib/graph'
import type { StateNote } from '../timeline/state-notes'
import { StatusGlyph, TypeGlyph } from './glyphs'
import { type ShownStatus, STATUS_WORDS } from './status'

const COLOURS: Readonly<Record<ShownStatus, string>> = {
  idle: 'fill-panel stroke-line-strong text-ink-soft',
  running: 'fill-running-wash stroke-running text-running',
  succeeded: 'fill-succeeded-wash stroke-succeeded text-succeeded',
  failed: 'fill-failed-wash stroke-failed text-failed',
  caught: 'fill-caught-wash stroke-caught text-caught',
  retrying: 'fill-caught-wash stroke-caught text-caught',
  aborted: 'fill-idle-wash stroke-idle text-idle',
}

export interface StateNodeProps {
  node: LaidNode
  status: ShownStatus
  isSelected: boolean
  /** The one node that Tab comes to; arrow keys go on from there. */
  isTabStop: boolean
  problems: number
  note?: StateNote | undefined
  /** It can be pressed; the picture around hears of it. */
  isButton: boolean
}

/** One state: its name and type, a glyph and a colour for how it stands. Not colour alone. */
export const StateNode = memo(function StateNode({
  node,
  status,
  isSelected,
  isTabStop,
  problems,
  note,
  isButton,
}: StateNodeProps) {
  const { x, y, width, height } = node
  const top = node.holdsStates ? 22 : height / 2
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG has no button element
    <g
      role="button"
      tabIndex={isButton ? (isTabStop ? 0 : -1) : undefined}
      aria-pressed={isSelected}
      aria-label={spoken(node, status, problems, note)}
      data-state={node.id}
      data-status={status}
      className={clsx('group/node outline-none', isButton && 'cursor-pointer', COLOURS[status])}
    >
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={8}
        strokeWidth={isSelected ? 2.5 : status === 'idle' ? 1 : 1.5}
        className={clsx(
          'group-focus-visible/node:stroke-accent group-focus-visible/node:[stroke-width:3]',
          node.holdsStates && status === 'idle' && 'fill-sunken',
          isSelected && 'stroke-accent',
        )}
      />
      <TypeGlyph type={node.type} x={x + 12} y={y + top - 8} />
      <text x={x + 36} y={y + top - 2} className="fill-ink text-[13px] font-semibold stroke-none">
        {node.label}
      </text>
      <text x={x + 36} y={y + top + 13} className="fill-ink-soft text-[11px] stroke-none">
        {node.type === 'Unknown' ? 'no type yet' : node.type}
        {note && <tspan className="font-semibold fill-ink">{` ${note.short}`}</tspan>}
      </text>
      <StatusGlyph status={status} x={x + width - 24} y={y + top - 8} />
      {problems > 0 && (
        <g className="text-failed">
          <circle cx={x + width - 4} cy={y + 4} r={9} className="fill-failed stroke-none" />
          <text
            x={x + width - 4}
            y={y + 8}
            textAnchor="middle"
            className="fill-panel text-[11px] font-bold stroke-none"
          >
            !
          </text>
        </g>
      )}
    </g>
  )
})

function spoken(node: LaidNode, status: ShownStatus, problems: number, note: StateNote | undefined): string {
  return [
    node.name,
    node.type === 'Unknown' ? 'no type yet' : node.type,
    ...(node.isStart ? ['start'] : []),
    STATUS_WORDS[status],
    ...(note ? [note.words] : []),
    ...(problems > 0 ? [problems === 1 ? '1 problem' : `${problems} problems`] : []),
  ].join(', ')
}
