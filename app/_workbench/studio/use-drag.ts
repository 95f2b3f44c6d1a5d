import {
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'

/** How far a pointer goes before pressing becomes dragging, in CSS pixels. */
const SLACK = 5
/** Near the border of a scrolled picture, dragging scrolls it. */
const EDGE = 36

export interface Dragged<Load, Over> {
  load: Load
  label: string
  /** What it would go to now. */
  over: Over | undefined
}

/**
 * Dragging onto parts of a picture, with a mouse or a finger. Escape, or letting go elsewhere, ends it.
 *
 * @param find what lies under a point of the window for what is dragged; the same object as long as it is the same
 */
export function useDrag<Load, Over>(
  canvas: RefObject<HTMLElement | null>,
  find: (load: Load, x: number, y: number) => Over | undefined,
  onDrop: (load: Load, over: Over) => void,
) {
  const [dragged, setDragged] = useState<Dragged<Load, Over>>()
  /** Follows the pointer by itself: drawing the picture anew for every move would make it lag. */
  const follower = useRef<HTMLElement>(null)
  const pointer = useRef({ x: 0, y: 0 })
  useLayoutEffect(() => {
    if (dragged) placeAt(follower.current, pointer.current)
  }, [dragged])
  const latest = useRef({ find, onDrop })
  latest.current = { find, onDrop }
  const end = useRef(() => {})
  useEffect(() => () => end.current(), [])

  function begin(event: ReactPointerEvent, load: Load, label: string) {
    if (event.button !== 0 || !event.isPrimary) return
    const from = { x: event.clientX, y: event.clientY }
    let isUnderWay = false
    let over: Over | undefined
    const move = ({ clientX: x, clientY: y }: PointerEvent) => {
      if (!isUnderWay && Math.hypot(x - from.x, y - from.y) < SLACK) return
      pointer.current = { x, y }
      placeAt(follower.current, pointer.current)
      scrollNear(canvas.current, x, y)
      const before = over
      over = isOn(canvas.current, x, y) ? latest.current.find(load, x, y) : undefined
      if (!isUnderWay || over !== before) setDragged({ load, label, over })
      isUnderWay = true
    }
    const drop = () => {
      if (isUnderWay) swallowClick()
      end.current()
      if (isUnderWay && over) latest.current.onDrop(load, over)
    }
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key === 'Escape') end.current()
    }
    end.current = () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', drop)
      window.removeEventListener('pointercancel', end.current)
      window.removeEventListener('keydown', key)
      setDragged(undefined)
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', drop)
    window.addEventListener('pointercancel', end.current)
    window.addEventListener('keydown', key)
  }

  return { dragged, begin, follower }
}

function placeAt(element: HTMLElement | null, { x, y }: { x: number; y: number }): void {
  if (element) element.style.transform = `translate(${x + 12}px, ${y + 8}px)`
}

/** The click that a browser makes of letting go is not meant for what happens to lie there. */
function swallowClick(): void {
  const swallow = (event: Event) => event.stopPropagation()
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
}

function isOn(canvas: HTMLElement | null, x: number, y: number): boolean {
  const frame = canvas?.getBoundingClientRect()
  return frame !== undefined && x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom
}

function scrollNear(canvas: HTMLElement | null, x: number, y: number): void {
  const frame = canvas?.getBoundingClientRect()
  if (!canvas || !frame) return
  const by = (at: number, low: number, high: number) => (at < low + EDGE ? -12 : at > high - EDGE ? 12 : 0)
  canvas.scrollBy(by(x, frame.left, frame.right), by(y, frame.top, frame.bottom))
}
