'use client'

import clsx from 'clsx'
import { List, Maximize2, Minimize2, PenTool, Workflow } from 'lucide-react'
import { memo, type ReactNode, useMemo, useState } from 'react'
import { Button } from '../../_ui/button'
import type { Picture } from '../workers/messages'
import { fitsInPane } from './fits'
import { Outline } from './outline'
import { type GraphProps, StateMachineGraph } from './state-machine-graph'

type PaneProps = Omit<GraphProps, 'layout' | 'order' | 'onSelect'> & {
  picture: Picture
  /** The text is broken: the last good picture stays, dimmed, with this sentence on it. */
  pinned: string | undefined
  onSelect: (at: string) => void
  onShowProblem: () => void
  /** Begins to draw the machine; absent where it cannot be drawn. */
  onDraw: (() => void) | undefined
  /** While it is drawn: what stands in the picture's place. */
  studio: ReactNode
}

/** The graph, or its twin the outline. Drawn again only when what it shows changes: a playhead moves often. */
export const GraphPane = memo(function GraphPane({
  picture,
  pinned,
  onShowProblem,
  onDraw,
  studio,
  ...graph
}: PaneProps) {
  const [isOutline, setOutline] = useState(false)
  const { layout, outline } = picture
  const [isFit, setFit] = useState<boolean>()
  const fits = isFit ?? fitsInPane(layout)
  return (
    <div className="relative size-full">
      <div
        className={clsx(
          'absolute top-1.5 right-1.5 z-10 gap-1 rounded-md bg-paper/80',
          studio ? 'hidden' : 'flex',
        )}
      >
        {onDraw && (
          <Button look="quiet" size="sm" data-act="draw" onClick={onDraw}>
            <PenTool aria-hidden /> Draw
          </Button>
        )}
        {!isOutline && (
          <Button
            look="quiet"
            size="sm"
            aria-label={fits ? 'Show at full size' : 'Fit into the pane'}
            onClick={() => setFit(!fits)}
          >
            {fits ? <Maximize2 aria-hidden /> : <Minimize2 aria-hidden />}
          </Button>
        )}
        <Button look="quiet" size="sm" onClick={() => setOutline(!isOutline)}>
          {isOutline ? <Workflow aria-hidden /> : <List aria-hidden />}
          {isOutline ? 'Graph' : 'Outline'}
        </Button>
      </div>
      {pinned !== undefined && (
        <button
          type="button"
          onClick={onShowProblem}
          className="absolute inset-x-3 bottom-3 z-10 rounded-md border border-failed bg-failed-wash px-3 py-2 text-left text-sm text-ink"
        >
          <span className="font-semibold text-failed">Last good picture.</span> {pinned}
        </button>
      )}
      <div
        className={clsx(
          'size-full transition-opacity',
          isOutline && !studio && 'overflow-auto pt-9',
          pinned !== undefined && 'opacity-50',
        )}
      >
        {studio ? (
          studio
        ) : isOutline ? (
          <Outline
            entries={outline}
            statuses={graph.statuses}
            selected={graph.selected}
            onSelect={graph.onSelect}
          />
        ) : (
          <GraphCanvas picture={picture} fits={fits} graph={graph} />
        )}
      </div>
    </div>
  )
})

/** The picture in its pane: shrunk to fit, or at its own size and scrolled. Used by the server's first picture too. */
export function GraphCanvas({
  picture: { layout, outline },
  fits,
  graph,
}: {
  picture: Picture
  fits: boolean
  graph: Omit<GraphProps, 'layout' | 'order'>
}) {
  const order = useMemo(() => outline.map((entry) => entry.at), [outline])
  return (
    <div
      className={clsx(
        'size-full p-2',
        fits ? '[&_svg]:mx-auto [&_svg]:size-full [&_svg]:max-h-full' : 'overflow-auto',
      )}
      {...(!fits && { tabIndex: 0, role: 'group', 'aria-label': 'State machine, scrollable' })}
      style={
        fits
          ? { maxWidth: layout.width + 16, marginInline: 'auto', maxHeight: layout.height + 16 }
          : undefined
      }
    >
      {layout.nodes.length === 0 ? (
        <p className="m-0 p-4 text-sm text-ink-soft">The states will be drawn here as you write them.</p>
      ) : (
        <StateMachineGraph layout={layout} order={order} {...graph} />
      )}
      {layout.omitted > 0 && (
        <p className="m-0 p-2 text-sm text-ink-soft">{layout.omitted} more states are not drawn.</p>
      )}
    </div>
  )
}
