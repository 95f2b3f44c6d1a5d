'use client'

import clsx from 'clsx'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { type DropTarget, nameOf } from '@/lib/studio'
import { Button } from '../../_ui/button'
import type { GraphProps } from '../graph/state-machine-graph'
import type { Picture } from '../workers/messages'
import { Canvas, focusOn } from './canvas'
import { commandsFor } from './commands'
import { ConnectBar } from './connect-bar'
import type { Drawing } from './drawing'
import { Palette } from './palette'
import type { PaletteEntry } from './palette-entries'
import { StateMenu } from './state-menu'
import { Toolbar } from './toolbar'
import { nearestPlace, stateUnder } from './under-pointer'
import { useDrag } from './use-drag'
import { useStudio } from './use-studio'

/** What is dragged: something new, a state that is there, or a connection that is pulled out of a place. */
type Load =
  | { kind: 'new'; entry: PaletteEntry }
  | { kind: 'state'; at: string }
  | { kind: 'way'; out: DropTarget }

export interface StudioProps {
  drawing: Drawing
  picture: Picture
  graph: Pick<GraphProps, 'statuses' | 'taken' | 'problems'>
  /** Shows the form of the selected state. */
  onFields: () => void
  onDone: () => void
}

/** A machine to draw: palette, picture, and what can be done with them. The text stays the one truth. */
export default function StudioPane({ drawing, picture, graph, onFields, onDone }: StudioProps) {
  const studio = useStudio(drawing, picture)
  const canvas = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const [isPaletteOpen, setPaletteOpen] = useState(false)
  const [menu, setMenu] = useState<{ at: string; where: { x: number; y: number } }>()
  const drag = useDrag<Load, DropTarget | string>(
    canvas,
    ({ kind }, x, y) =>
      kind === 'way' ? stateUnder(x, y) : nearestPlace(canvas.current, studio.targets, x, y),
    (load, over) => {
      if (typeof over === 'string') {
        if (load.kind === 'way') studio.leadTo(load.out, over)
      } else if (load.kind === 'new') studio.add(over, load.entry.make)
      else if (load.kind === 'state') studio.move(load.at, over)
    },
  )
  const { load, over } = drag.dragged ?? {}
  const host = useRef<HTMLDivElement>(null)
  // What had the focus may be gone: the button that opened the studio, or a state that was undone. It goes on at the
  // first button here, so that the next key is heard.
  const hasFocus = useRef(true)
  useEffect(() => {
    if (hasFocus.current && document.activeElement === document.body)
      host.current?.querySelector('button')?.focus()
  })
  const { selected } = drawing
  const { intent, aimed } = studio
  const isThere = picture.layout.nodes.some(({ id }) => id === selected)

  const openPalette = () => {
    setPaletteOpen(true)
    // Where the pane is narrow, the palette is only now on the page.
    requestAnimationFrame(() => search.current?.focus())
  }
  const choosePlace = (target: DropTarget) => {
    studio.aimAt(target.key)
    if (intent.kind === 'move') studio.move(intent.state, target)
    else openPalette()
  }
  const chooseEntry = (entry: PaletteEntry) => {
    if (!aimed) {
      drawing.say('Choose a place in the picture first.')
      return
    }
    if (studio.add(aimed, entry.make)) setPaletteOpen(false)
  }
  const startMove = (at: string) => {
    studio.setIntent({ kind: 'move', state: at })
    drawing.say(`Moving ${nameOf(at)}: choose a place, or press Escape.`)
    const first = studio.targets.find(({ near }) => near !== at)
    if (first) focusOn(canvas.current, { kind: 'place', key: first.key })
  }
  const commandsOf = (at: string) => commandsFor(at, studio, { onMove: startMove, onFields })
  const closeMenu = (focusBack: boolean) => {
    if (focusBack && menu) focusOn(canvas.current, { kind: 'state', at: menu.at })
    setMenu(undefined)
  }
  const keys = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select')
    if (isTyping || !(event.ctrlKey || event.metaKey) || event.altKey) return
    const key = event.key.toLowerCase()
    if (key === 'z' && !event.shiftKey) drawing.undo()
    else if (key === 'y' || key === 'z') drawing.redo()
    else return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears undo for everything inside
    <div
      ref={host}
      className="@container flex size-full flex-col"
      onKeyDown={keys}
      onFocus={() => {
        hasFocus.current = true
      }}
      onBlur={({ relatedTarget }) => {
        hasFocus.current = host.current?.contains(relatedTarget) ?? false
      }}
      data-studio
    >
      <Toolbar
        drawing={drawing}
        name={isThere && selected !== undefined ? nameOf(selected) : undefined}
        commands={selected === undefined ? [] : commandsOf(selected)}
        onAdd={openPalette}
        onDone={onDone}
      />
      {intent.kind === 'connect' && (
        <ConnectBar
          key={intent.from}
          source={drawing.source}
          from={intent.from}
          onConnect={(by, to) => studio.connect(intent.from, by, to)}
          onCancel={() => {
            studio.setIntent({ kind: 'add' })
            focusOn(canvas.current, { kind: 'state', at: intent.from })
          }}
        />
      )}
      {intent.kind === 'move' && (
        <div className="flex items-center gap-2 border-b border-line bg-accent-wash px-3 py-1.5 text-sm">
          <p className="m-0 mr-auto">Moving {nameOf(intent.state)}: choose a place.</p>
          <Button size="sm" look="quiet" onClick={() => studio.setIntent({ kind: 'add' })}>
            Cancel
          </Button>
        </div>
      )}
      <div className="relative flex min-h-0 flex-1">
        <div
          className={clsx(
            'w-48 shrink-0 flex-col border-r border-line bg-panel @max-[30rem]:absolute @max-[30rem]:inset-0 @max-[30rem]:z-10 @max-[30rem]:w-auto',
            isPaletteOpen ? 'flex' : 'hidden @min-[30rem]:flex',
          )}
        >
          <Palette
            input={search}
            where={aimed?.label}
            onChoose={chooseEntry}
            onDrag={(event: PointerEvent, entry) => {
              drag.begin(event, { kind: 'new', entry }, entry.title)
            }}
            onLeave={() => {
              setPaletteOpen(false)
              if (aimed) focusOn(canvas.current, { kind: 'place', key: aimed.key })
            }}
          />
          <Button className="m-2 @min-[30rem]:hidden" size="sm" onClick={() => setPaletteOpen(false)}>
            Close
          </Button>
        </div>
        <Canvas
          host={canvas}
          picture={picture}
          graph={graph}
          drawing={drawing}
          studio={studio}
          over={typeof over === 'object' ? over.key : undefined}
          pulled={
            load?.kind === 'way'
              ? { out: load.out, onto: typeof over === 'string' ? over : undefined }
              : undefined
          }
          onPlace={choosePlace}
          onDragState={(event, at) => drag.begin(event, { kind: 'state', at }, nameOf(at))}
          onPull={(event, out) => drag.begin(event, { kind: 'way', out }, 'Leads to …')}
          onMenu={(at, where) => {
            drawing.mark(at)
            setMenu({ at, where })
          }}
          onChooseState={drawing.mark}
        />
      </div>
      {drag.dragged && (
        <p
          ref={(element) => {
            drag.follower.current = element
          }}
          aria-hidden
          className="pointer-events-none fixed top-0 left-0 z-50 m-0 rounded-md border border-accent bg-panel px-2 py-1 text-sm font-semibold shadow-floating"
        >
          {drag.dragged.label}
        </p>
      )}
      {menu && (
        <StateMenu
          name={nameOf(menu.at)}
          commands={commandsOf(menu.at)}
          where={menu.where}
          onClose={closeMenu}
        />
      )}
    </div>
  )
}
