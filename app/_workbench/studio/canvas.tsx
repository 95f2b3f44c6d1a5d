import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect } from 'react'
import type { JsonPointer } from '@/lib/json'
import { type DropTarget, nameOf } from '@/lib/studio'
import { type GraphProps, StateMachineGraph } from '../graph/state-machine-graph'
import type { Picture } from '../workers/messages'
import type { Drawing } from './drawing'
import { Grip } from './grip'
import { PlaceHandles } from './place-handles'
import { type Stop, stopAfter, stopsOf } from './stops'
import { Thread } from './thread'
import type { Studio } from './use-studio'

/** The machine as it is drawn: states to select and drag, places to put one, all of it by keyboard as well. */
export function Canvas({
  host,
  picture,
  graph,
  drawing,
  studio,
  over,
  pulled,
  onPlace,
  onDragState,
  onPull,
  onMenu,
  onChooseState,
}: {
  host: RefObject<HTMLDivElement | null>
  picture: Picture
  graph: Pick<GraphProps, 'statuses' | 'taken' | 'problems'>
  drawing: Drawing
  studio: Studio
  /** The place that something is held over. */
  over: string | undefined
  /** What is pulled out of a place, and the state that it is held over. */
  pulled: { out: DropTarget; onto: JsonPointer | undefined } | undefined
  /** A place was chosen. */
  onPlace: (target: DropTarget) => void
  onDragState: (event: PointerEvent, at: string) => void
  /** A place is pressed: what is pulled out of it onto a state leads there. */
  onPull: (event: PointerEvent, target: DropTarget) => void
  onMenu: (at: string, where: { x: number; y: number }) => void
  onChooseState: (at: string) => void
}) {
  const { layout, outline } = picture
  const stops = stopsOf(outline, studio.targets)

  // A new state is drawn a moment after it was written; the focus goes to it then.
  useEffect(() => {
    const at = studio.awaited.current
    const [first] = studio.targets
    if (at === 'entry' && layout.nodes.length === 0 && first) {
      focusOn(host.current, { kind: 'place', key: first.key })
    } else if (at !== undefined && layout.nodes.some(({ id }) => id === at)) {
      focusOn(host.current, { kind: 'state', at })
    } else return
    studio.awaited.current = undefined
  }, [layout, studio, host])

  // A finger on a place or the grip drags; anywhere else it scrolls the picture. `touch-action` would say so, but
  // browsers do not heed it inside of an SVG.
  useEffect(() => {
    const element = host.current
    const hold = (event: TouchEvent) => {
      if (event.cancelable && isDragPoint(event.target)) event.preventDefault()
    }
    element?.addEventListener('touchmove', hold, { passive: false })
    return () => element?.removeEventListener('touchmove', hold)
  }, [host])

  const keys = (event: KeyboardEvent) => {
    const here = stopOf(event.target)
    const next =
      event.altKey || event.ctrlKey || event.metaKey ? undefined : stopAfter(stops, here, event.key)
    if (next) {
      if (next.kind === 'state') drawing.mark(next.at)
      else studio.aimAt(next.key)
      focusOn(host.current, next)
    } else if (event.key === 'Escape' && studio.intent.kind !== 'add') {
      studio.setIntent({ kind: 'add' })
      drawing.say('Nothing was changed.')
    } else if (here?.kind === 'place' && isPress(event)) {
      const target = studio.targets.find(({ key }) => key === here.key)
      if (target) onPlace(target)
    } else if (here?.kind === 'state') {
      if (!actOn(here.at, event)) return
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** Whether the key did something to the state. */
  const actOn = (at: string, event: KeyboardEvent): boolean => {
    const isCommand = event.ctrlKey || event.metaKey
    if (isPress(event) && !isCommand) onChooseState(at)
    else if ((event.key === 'Delete' || event.key === 'Backspace') && !isCommand) studio.remove(at)
    else if (event.key.toLowerCase() === 'd' && isCommand) studio.duplicate(at)
    else if (event.key === 'ContextMenu') onMenu(at, middleOf(event.target))
    else return false
    return true
  }

  const pressed = (event: PointerEvent) => {
    const grip = event.target instanceof Element && event.target.closest('[data-grip]')
    const stop = stopOf(event.target)
    if (grip) onDragState(event, grip.getAttribute('data-grip') ?? '')
    else if (stop?.kind === 'state' && event.pointerType !== 'touch') onDragState(event, stop.at)
    else if (stop?.kind === 'place') {
      const target = studio.targets.find(({ key }) => key === stop.key)
      if (target) onPull(event, target)
    }
  }

  const { intent } = studio
  const nodeOf = (at: JsonPointer | undefined) => layout.nodes.find(({ id }) => id === at)
  const marked = nodeOf(drawing.selected)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys and pointers of the states and places inside
    <div
      ref={host}
      data-canvas
      onKeyDownCapture={keys}
      onPointerDown={pressed}
      onContextMenu={(event) => {
        const stop = stopOf(event.target)
        if (stop?.kind !== 'state') return
        event.preventDefault()
        onMenu(stop.at, { x: event.clientX, y: event.clientY })
      }}
      className="min-h-0 min-w-0 flex-1 overflow-auto p-3"
    >
      <div className="mx-auto w-fit">
        <StateMachineGraph
          layout={layout}
          order={outline.map(({ at }) => at)}
          {...graph}
          selected={drawing.selected}
          onSelect={onChooseState}
          overlay={
            <>
              {marked && <Grip node={marked} />}
              <PlaceHandles
                targets={studio.targets}
                aimed={over ?? studio.aimed?.key}
                isChoosing={over !== undefined || intent.kind === 'move'}
                isEntry={outline.length === 0}
                onChoose={onPlace}
              />
              {pulled && <Thread from={pulled.out} onto={nodeOf(pulled.onto)} />}
            </>
          }
        />
      </div>
      {intent.kind === 'move' && <span className="sr-only">Moving {nameOf(intent.state)}.</span>}
    </div>
  )
}

function isPress({ key }: KeyboardEvent): boolean {
  return key === 'Enter' || key === ' '
}

function isDragPoint(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-place], [data-grip]') !== null
}

function stopOf(target: EventTarget): Stop | undefined {
  if (!(target instanceof Element)) return undefined
  const place = target.closest('[data-place]')?.getAttribute('data-place')
  if (place) return { kind: 'place', key: place }
  const at = target.closest('[data-state]')?.getAttribute('data-state')
  return at ? { kind: 'state', at } : undefined
}

export function focusOn(host: HTMLElement | null, stop: Stop): void {
  const selector =
    stop.kind === 'state' ? `[data-state="${CSS.escape(stop.at)}"]` : `[data-place="${CSS.escape(stop.key)}"]`
  const element = host?.querySelector<SVGGElement>(selector)
  element?.focus({ preventScroll: true })
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function middleOf(target: EventTarget): { x: number; y: number } {
  if (!(target instanceof Element)) return { x: 0, y: 0 }
  const { left, top, width, height } = target.getBoundingClientRect()
  return { x: left + width / 2, y: top + height / 2 }
}
