import { type Node, parseTree } from 'jsonc-parser'
import type { OutlineEntry } from '@/lib/graph'
import { childPointer, type JsonPointer } from '@/lib/json'

/** Where a state stands in the text: from its name to the end of its object. */
export interface StatePlace {
  at: JsonPointer
  from: number
  to: number
}

/** Texts beyond this are edited without the link between cursor and graph. */
const LONGEST = 1_500_000

/** The places of the outlined states, in the order of the text. Broken text yields what can be found. */
export function statePlaces(source: string, outline: readonly OutlineEntry[]): readonly StatePlace[] {
  if (source.length > LONGEST) return []
  const wanted = new Set(outline.map((entry) => entry.at))
  const root = treeOf(source)
  if (!root) return []
  const places: StatePlace[] = []
  const pending: { node: Node; at: JsonPointer }[] = [{ node: root, at: '' }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const { child, at, from } of childrenOf(next.node, next.at)) {
      if (wanted.has(at)) places.push({ at, from, to: child.offset + child.length })
      pending.push({ node: child, at })
    }
  }
  return places.sort((a, b) => a.from - b.from || b.to - a.to)
}

/** The innermost state that an offset lies in. */
export function placeAt(places: readonly StatePlace[], offset: number): JsonPointer | undefined {
  let found: StatePlace | undefined
  for (const place of places) {
    if (place.from > offset) break
    if (offset <= place.to && (!found || place.from >= found.from)) found = place
  }
  return found?.at
}

function childrenOf(node: Node, at: JsonPointer): { child: Node; at: JsonPointer; from: number }[] {
  const inside: { child: Node; at: JsonPointer; from: number }[] = []
  for (const [index, member] of (node.children ?? []).entries()) {
    if (node.type === 'array')
      inside.push({ child: member, at: childPointer(at, index), from: member.offset })
    const [key, value] = member.children ?? []
    if (node.type === 'object' && key && value) {
      inside.push({ child: value, at: childPointer(at, String(key.value)), from: key.offset })
    }
  }
  return inside
}

/** The parser recurses, and a text nested ten thousand deep would exhaust the stack. */
function treeOf(source: string): Node | undefined {
  try {
    return parseTree(source, [], { allowTrailingComma: true })
  } catch {
    return undefined
  }
}
