export interface Point {
  x: number
  y: number
}

export function shiftedBy(point: Point, dx: number, dy: number): Point {
  return { x: point.x + dx, y: point.y + dy }
}

export function lengthOf(points: readonly Point[]): number {
  return legsOf(points).reduce((sum, { length }) => sum + length, 0)
}

/** The point that lies `distance` along a line, from its first point. */
export function pointAlong(points: readonly Point[], distance: number): Point {
  let left = distance
  for (const { start, end, length } of legsOf(points)) {
    if (left <= length && length > 0) {
      const part = left / length
      return { x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part }
    }
    left -= length
  }
  return points.at(-1) ?? { x: 0, y: 0 }
}

function legsOf(points: readonly Point[]): { start: Point; end: Point; length: number }[] {
  return points.slice(1).map((end, index) => {
    const start = points[index] ?? end
    return { start, end, length: Math.hypot(end.x - start.x, end.y - start.y) }
  })
}

/** How far before a bend the line begins to turn. */
const BEND = 14

/** An SVG path along the points, its corners rounded, so that a bend reads as one line. */
export function edgePath(points: readonly Point[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  const parts = [`M${at(first)}`]
  let previous = first
  for (const [index, corner] of rest.entries()) {
    const next = rest[index + 1]
    if (next) parts.push(`L${at(toward(corner, previous))}Q${at(corner)} ${at(toward(corner, next))}`)
    else parts.push(`L${at(corner)}`)
    previous = corner
  }
  return parts.join('')
}

/** The point `BEND` away from `corner` on the way to `other`, or half of the way where that is nearer. */
function toward(corner: Point, other: Point): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y)
  if (length === 0) return corner
  const share = Math.min(BEND, length / 2) / length
  return { x: corner.x + (other.x - corner.x) * share, y: corner.y + (other.y - corner.y) * share }
}

function at({ x, y }: Point): string {
  return `${rounded(x)},${rounded(y)}`
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
