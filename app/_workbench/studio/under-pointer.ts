import type { JsonPointer } from '@/lib/json'
import type { DropTarget } from '@/lib/studio'

/** How near to a place something has to be let go, in CSS pixels. */
const NEAR = 70

/** The place of a picture that is nearest to a point of the window; undefined where none is near. */
export function nearestPlace(
  canvas: HTMLElement | null,
  targets: readonly DropTarget[],
  x: number,
  y: number,
): DropTarget | undefined {
  const matrix = canvas?.querySelector('svg')?.getScreenCTM()
  if (!matrix) return undefined
  let found: { target: DropTarget; distance: number } | undefined
  for (const target of targets) {
    const at = new DOMPoint(target.x, target.y).matrixTransform(matrix)
    const distance = Math.hypot(at.x - x, at.y - y)
    if (distance <= NEAR && (!found || distance < found.distance)) found = { target, distance }
  }
  return found?.target
}

/** The innermost state under a point of the window, whatever is drawn on top of it. */
export function stateUnder(x: number, y: number): JsonPointer | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    const at = element.closest('[data-canvas] [data-state]')?.getAttribute('data-state')
    if (at) return at
  }
  return undefined
}
