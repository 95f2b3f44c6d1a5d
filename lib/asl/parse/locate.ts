import { getLocation, type Node } from 'jsonc-parser'
import { childPointer, type JsonPointer, type JsonValue } from '@/lib/json'
import type { TextRange } from './diagnostic'
import { MAX_DEFINITION_LENGTH } from './json-text'
import { Positions } from './positions'
import { scanJson } from './scan-json'

/**
 * What the editor asks of a definition while it is being written. All three understand broken text as far as it
 * goes, never throw, and answer undefined for texts too long or too deep to look at.
 */

/** The range of the value at `pointer`. */
export function locate(source: string, pointer: JsonPointer): TextRange | undefined {
  return isReadable(source) ? new Positions(source).valueRange(pointer) : undefined
}

/**
 * The value that the offset stands in, or at whose key: `/States/Pay/Next` anywhere in `"Next": "Ship"`. Between
 * members it is the object around them.
 */
export function pointerAt(source: string, offset: number): JsonPointer | undefined {
  if (!isReadable(source) || offset < 0 || offset > source.length) return undefined
  return getLocation(source, offset)
    .path.filter((segment) => segment !== '')
    .reduce<JsonPointer>((at, segment) => childPointer(at, segment), '')
}

/** The value of the text: of broken text what could be understood, for the graph to go on drawing. */
export function looseValue(source: string): JsonValue | undefined {
  if (!isReadable(source)) return undefined
  const { root } = new Positions(source)
  return root && looseValueOf(root)
}

function isReadable(source: string): boolean {
  return source.length <= MAX_DEFINITION_LENGTH && !scanJson(source).isTooDeep
}

/** Members without a value are left out; of doubled keys the last one counts. */
function looseValueOf(node: Node): JsonValue {
  switch (node.type) {
    case 'object': {
      const members = (node.children ?? []).flatMap(({ children }) => {
        const [key, value] = children ?? []
        return key && value ? [[String(key.value), looseValueOf(value)] as const] : []
      })
      return Object.fromEntries(members)
    }
    case 'array':
      return (node.children ?? []).map(looseValueOf)
    default:
      return node.value ?? null
  }
}
