import { type JSONPath, type Node, parseTree } from 'jsonc-parser'
import { scanJson } from '@/lib/asl'

/** Texts beyond this get no help while they are written; definitions end at a million characters, people long before. */
const LONGEST = 300_000

/** The tree of a text with what could be understood; undefined for texts too long or too deep to look at. */
export function treeOf(source: string): Node | undefined {
  if (source.length > LONGEST || scanJson(source).isTooDeep) return undefined
  return parseTree(source, [], { allowTrailingComma: true, disallowComments: false })
}

/** The value at a path; of doubled keys the last one counts. */
export function nodeAt(root: Node | undefined, path: JSONPath): Node | undefined {
  let node = root
  for (const step of path) {
    node =
      node?.type === 'array' && typeof step === 'number'
        ? node.children?.[step]
        : node?.type === 'object'
          ? memberNamed(node, String(step))?.children?.[1]
          : undefined
  }
  return node
}

/** A string at a path. */
export function textAt(root: Node | undefined, path: JSONPath): string | undefined {
  const value: unknown = nodeAt(root, path)?.value
  return typeof value === 'string' ? value : undefined
}

/** The member of an object, key and value; undefined where there is none. */
export function memberNamed(object: Node | undefined, name: string): Node | undefined {
  return object?.type === 'object'
    ? object.children?.findLast(({ children }) => children?.[0]?.value === name)
    : undefined
}

export interface Member {
  name: string
  key: Node
  value: Node | undefined
}

/** The members of an object in the order of the text, also those that have no value yet. */
export function membersOf(object: Node | undefined): Member[] {
  if (object?.type !== 'object') return []
  return (object.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? []
    return key ? [{ name: String(key.value), key, value }] : []
  })
}
