import { getLocation, type JSONPath, type Node } from 'jsonc-parser'
import { type Context, contextOf } from './context'
import { treeOf } from './tree'

/** A key or value that an offset lies in or touches. */
export interface Token {
  from: number
  to: number
  /** For a string, whether its closing quote is there; all else counts as closed. */
  isClosed: boolean
  node: Node
}

/** An offset of a definition, and what it is part of. */
export interface Place {
  source: string
  offset: number
  root: Node | undefined
  /** To the object that a key belongs to, or to the value. */
  path: JSONPath
  isKey: boolean
  /** Of `path`. */
  context: Context
  token?: Token
}

/** Undefined for texts too long or too deep, and for offsets outside. */
export function placeAt(source: string, offset: number): Place | undefined {
  if (offset < 0 || offset > source.length) return undefined
  const root = treeOf(source)
  if (!root && source.length > 0 && source.trim() !== '') return undefined
  const location = getLocation(source, offset)
  const token = tokenAt(source, offset, location.previousNode)
  const path = location.isAtPropertyKey ? location.path.slice(0, -1) : location.path
  return {
    source,
    offset,
    root,
    path,
    isKey: location.isAtPropertyKey,
    context: contextOf(root, path),
    ...(token && { token }),
  }
}

function tokenAt(source: string, offset: number, node: Node | undefined): Token | undefined {
  if (!node || node.offset > offset || offset > node.offset + node.length) return undefined
  const isClosed = isClosedToken(source, node)
  // A string without its closing quote runs to the end of the line: what follows the cursor is not part of it.
  return { from: node.offset, to: isClosed ? node.offset + node.length : offset, isClosed, node }
}

function isClosedToken(source: string, { offset, length, type }: Node): boolean {
  return (type !== 'string' && type !== 'property') || (length > 1 && source[offset + length - 1] === '"')
}
