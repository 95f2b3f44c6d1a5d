import type { Node } from './engine'
import { MAX_SYNTAX_DEPTH } from './limits'

export const TOO_DEEP = 'the expression is nested too deeply.'

/** What a run has to know of a node when it is evaluated. */
type Mark =
  /** A member of an object or an item of an array. */
  | 'isSibling'
  /** Compared or turned into text: that goes through all of it. */
  | 'isCompared'
  /** What is called. */
  | 'isProcedure'
  /** What a transform changes. */
  | 'isPattern'

const comparisons: readonly unknown[] = ['=', '!=', 'in', '&']

/** Marks the nodes that a run looks at, once and for all; throws for what nobody writes by hand. */
export function prepare(node: unknown, depth = 0): void {
  if (!isObject(node) || node instanceof RegExp) return
  if (depth > MAX_SYNTAX_DEPTH) throw new Error(TOO_DEEP)
  if (isNode(node)) prepareNode(node)
  for (const [member, value] of Object.entries(node)) if (member !== 'signature') prepare(value, depth + 1)
}

function prepareNode(node: Node): void {
  if (isObject(node.group) && 'lhs' in node.group) markValues(node.group.lhs)
  switch (node.type) {
    case 'unary':
      if (node.value === '[') markEach(node.expressions, 'isSibling')
      if (node.value === '{') markValues(node.lhs)
      return
    case 'binary':
      if (comparisons.includes(node.value)) markEach([node.lhs, node.rhs], 'isCompared')
      return
    case 'function':
    case 'partial':
      markEach([node.procedure], 'isProcedure')
      return
    case 'transform':
      markEach([node.pattern], 'isPattern')
      return
    case 'condition':
      refuseNewOperator(node)
      return
    case 'lambda':
      checkSignature(node.signature)
      return
  }
}

/** The values of an object's members, which stand beside their keys. */
function markValues(members: unknown): void {
  if (Array.isArray(members)) for (const [, value] of members) markEach([value], 'isSibling')
}

function markEach(nodes: unknown, mark: Mark): void {
  if (Array.isArray(nodes))
    for (const node of nodes) if (isObject(node)) Object.assign(node, { [mark]: true })
}

/**
 * AWS has the language of version 2.0.6 (developer guide), in which `??` and `?:` are no operators yet. The engine
 * makes conditions of them: one that calls `$exists` where nothing stands in the text, or one whose condition
 * stands where its first branch does. The sentence is what version 2.0.6 says of them.
 */
function refuseNewOperator({ condition, then, position }: Node): void {
  const isElvis = placeOf(condition) === placeOf(then)
  if (!isElvis && !isUnwritten(condition)) return
  const symbol = isElvis ? ':' : '?'
  throw { code: 'S0211', message: `The symbol "${symbol}" cannot be used as a unary operator`, position }
}

function isUnwritten(node: unknown): boolean {
  return isObject(node) && isNode(node) && node.type === 'function' && node.position === undefined
}

/** Where a node begins to be read: its own place, or that of its first part. */
function placeOf(node: unknown): unknown {
  if (!isObject(node)) return undefined
  if ('position' in node) return node.position
  for (const part of Object.values(node)) {
    const place = placeOf(part)
    if (place !== undefined) return place
  }
  return undefined
}

/** The engine makes a regular expression of a signature; with many `+` it could be tried for ever. */
function checkSignature(signature: unknown): void {
  if (!isObject(signature) || !('definition' in signature)) return
  const repeated = String(signature.definition).split('+').length - 1
  if (repeated > 2) throw new Error('a signature has at most two repeated parameters here.')
}

function isNode(value: object): value is Node {
  return 'type' in value && typeof value.type === 'string'
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
