import type { OutlineEntry } from '@/lib/graph'
import type { JsonPointer } from '@/lib/json'
import type { DropTarget } from '@/lib/studio'

/** What the arrow keys come to: states, and between them the places where one can be put. */
export type Stop = { kind: 'state'; at: JsonPointer } | { kind: 'place'; key: string }

/** In reading order: what lies before a state, the state, the ways out of it. */
export function stopsOf(outline: readonly OutlineEntry[], targets: readonly DropTarget[]): readonly Stop[] {
  const around = new Map<JsonPointer | undefined, DropTarget[]>()
  for (const target of targets) around.set(target.near, [...(around.get(target.near) ?? []), target])
  const place = ({ key }: DropTarget): Stop => ({ kind: 'place', key })
  const atStates = outline.flatMap(({ at }) => {
    const here = around.get(at) ?? []
    return [
      ...here.filter(({ isBefore }) => isBefore).map(place),
      { kind: 'state' as const, at },
      ...here.filter(({ isBefore }) => !isBefore).map(place),
    ]
  })
  const names = new Set(outline.map(({ at }) => at))
  const elsewhere = targets.filter(({ near }) => near === undefined || !names.has(near))
  return [...atStates, ...elsewhere.map(place)]
}

/** The stop that a key leads to from another one; undefined for keys that lead nowhere. */
export function stopAfter(stops: readonly Stop[], from: Stop | undefined, key: string): Stop | undefined {
  const place = stops.findIndex((stop) => from !== undefined && sameStop(stop, from))
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return stops[place + 1]
    case 'ArrowUp':
    case 'ArrowLeft':
      return stops[Math.max(0, place - 1)]
    case 'Home':
      return stops[0]
    case 'End':
      return stops.at(-1)
    default:
      return undefined
  }
}

function sameStop(one: Stop, other: Stop): boolean {
  return one.kind === 'state'
    ? other.kind === 'state' && one.at === other.at
    : other.kind === 'place' && one.key === other.key
}
