import type { Node } from './engine'
import { compiledOf } from './syntax'

/** Something that an expression reads, and the characters of the expression that say so; `to` is not included. */
export interface Reference {
  name: string
  from: number
  to: number
}

/**
 * What an expression reads that Step Functions may not offer: `phone` and `$` for the value that JSONata starts from,
 * which does not exist there, `$$` for the same, and the fields of `$states` (`$states.result`). Each once, in the
 * order in which they are written. The expression has to be well formed.
 */
export function referencesOf(expression: { source: string }): readonly Reference[] {
  const found: Found = new Map()
  visit(compiledOf(expression).ast, true, found)
  return [...found.values()]
}

type Found = Map<string, Reference>

/** The engine says of a word behind which character it ends, its quotes included. */
function add(found: Found, name: string, written: string, { position }: Node): void {
  const to = Number(position)
  if (!found.has(name)) found.set(name, { name, from: Math.max(0, to - written.length), to })
}

/** Parts that see a value found before them, so that names are fields of that value. */
const relative = new Set(['stages', 'predicate', 'group', 'pattern', 'update', 'delete'])

/**
 * Only the first step of a path looks at the outermost value. The body of a function looks at what the function was
 * defined in (tried on AWS for floci-io/floci#2699).
 */
function visit(node: unknown, isOutermost: boolean, found: Found): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, isOutermost, found)
    return
  }
  if (!isNode(node)) return
  if (node.type === 'name' && isOutermost) add(found, String(node.value), String(node.value), node)
  if (node.type === 'variable') variable(node, isOutermost, found)
  const steps = node.type === 'path' && Array.isArray(node.steps) ? node.steps : undefined
  if (steps) path(steps, isOutermost, found)
  for (const [member, value] of Object.entries(node)) {
    if (member === 'signature' || (steps && member === 'steps')) continue
    if (typeof value === 'object') visit(value, isOutermost && !relative.has(member), found)
  }
}

function path([first, ...others]: readonly unknown[], isOutermost: boolean, found: Found): void {
  const [second] = others
  const isStates = isNode(first) && first.type === 'variable' && first.value === 'states'
  if (isStates && isNode(second) && second.type === 'name') {
    const name = `$states.${second.value}`
    add(found, name, name, second)
  }
  visit(first, isOutermost, found)
  for (const step of others) visit(step, false, found)
}

function variable(node: Node, isOutermost: boolean, found: Found): void {
  if (node.value === '$') add(found, '$$', '$$', node)
  else if (node.value === '' && isOutermost) add(found, '$', '$', node)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !(value instanceof RegExp)
}
