import type { AttributeValue } from '../attribute-value'
import type { Path } from './path'

/** What a condition, filter or key condition says. */
export type Condition =
  | { kind: 'And' | 'Or'; left: Condition; right: Condition }
  | { kind: 'Not'; condition: Condition }
  | { kind: 'Compare'; comparator: Comparator; left: Operand; right: Operand }
  | { kind: 'Between'; operand: Operand; low: Operand; high: Operand }
  | { kind: 'In'; operand: Operand; candidates: readonly Operand[] }
  | Call

export type Operand = { kind: 'Path'; path: Path } | { kind: 'Value'; value: AttributeValue } | Call

/** A function with as many operands as it has; `size` is an operand, all others are conditions. */
export interface Call {
  kind: 'Call'
  name: string
  operands: readonly Operand[]
}

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>='

export function isComparator(text: string): text is Comparator {
  return ['=', '<>', '<', '<=', '>', '>='].includes(text)
}

export function isOperand(node: Condition | Operand): node is Operand {
  return node.kind === 'Path' || node.kind === 'Value' || node.kind === 'Call'
}

/** The paths that a condition names. */
export function pathsOf(node: Condition | Operand): readonly Path[] {
  switch (node.kind) {
    case 'And':
    case 'Or':
    case 'Compare':
      return [...pathsOf(node.left), ...pathsOf(node.right)]
    case 'Not':
      return pathsOf(node.condition)
    case 'Between':
      return [node.operand, node.low, node.high].flatMap(pathsOf)
    case 'In':
      return [node.operand, ...node.candidates].flatMap(pathsOf)
    case 'Call':
      return node.operands.flatMap(pathsOf)
    case 'Path':
      return [node.path]
    case 'Value':
      return []
  }
}
