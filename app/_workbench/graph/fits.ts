import type { GraphLayout } from '@/lib/graph'

/** A picture larger than this is shown at its own size and scrolled: shrunk, it could not be read. */
const LARGEST = { width: 900, height: 760 } as const

export function fitsInPane({ width, height }: GraphLayout): boolean {
  return width <= LARGEST.width && height <= LARGEST.height
}
