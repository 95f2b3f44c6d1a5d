import type { JsonValue } from '@/lib/json'
import type { Pattern } from './pattern'

/**
 * A JSONPath after compilation. Syntax and meaning are those of Jayway JsonPath, which the Amazon States
 * Language points to; the comments in `select.ts` name the places where that library surprises.
 */
export interface JsonPath {
  segments: readonly Segment[]
  /** Names at most one thing. A definite path that finds nothing fails; an indefinite one gives `[]`. */
  isDefinite: boolean
  /** How many segments at the beginning name at most one thing. */
  definiteLength: number
}

export type Segment =
  /** `.name`, `['name']`, `['a','b']`; `quote` is the delimiter as written, which messages repeat. */
  | { kind: 'Names'; names: readonly string[]; quote: "'" | '"' }
  /** `[0]`, `[-1]`, `[0,2]` */
  | { kind: 'Indexes'; indexes: readonly number[] }
  /** `[from:to]`; a third part is read and ignored, as Jayway does. */
  | { kind: 'Slice'; from?: number; to?: number }
  /** `*`, `[*]` */
  | { kind: 'Wildcard' }
  /** `..`; applies the segment after it to every object and array below. */
  | { kind: 'Descendants' }
  /** `[?( … )]` */
  | { kind: 'Filter'; test: FilterTest }
  /** `.length()` and its kind; with arguments `.sum($.more, 5)` */
  | { kind: 'Function'; name: FunctionName; args: readonly Argument[] }

/** A path of an argument begins at the whole document. */
export type Argument = { kind: 'Path'; path: JsonPath } | { kind: 'Value'; value: JsonValue }

export const functionNames = [
  'length',
  'size',
  'min',
  'max',
  'avg',
  'sum',
  'stddev',
  'concat',
  'keys',
  'append',
] as const
export type FunctionName = (typeof functionNames)[number]

export type FilterTest =
  | { kind: 'And' | 'Or'; tests: readonly FilterTest[] }
  | { kind: 'Not'; test: FilterTest }
  | { kind: 'Exists'; path: JsonPath; expected: boolean }
  | { kind: 'Compare'; left: Operand; operator: FilterOperator; right: Operand }

export const filterOperators = [
  '==',
  '===',
  '!=',
  '!==',
  '<',
  '<=',
  '>',
  '>=',
  '=~',
  'IN',
  'NIN',
  'SUBSETOF',
  'ANYOF',
  'NONEOF',
  'ALL',
  'CONTAINS',
  'SIZE',
  'EMPTY',
  'TYPE',
] as const
export type FilterOperator = (typeof filterOperators)[number]

/** One side of a comparison. `@…` reads the candidate, `$…` the whole document. */
export type Operand =
  | { kind: 'Path'; root: '@' | '$'; path: JsonPath }
  | { kind: 'Value'; value: JsonValue }
  | { kind: 'Pattern'; pattern: Pattern }

/** Whether the segment itself can name more than one thing. */
export function isDefiniteSegment(segment: Segment, isLast: boolean): boolean {
  switch (segment.kind) {
    case 'Names':
      return segment.names.length === 1 || isLast
    case 'Indexes':
      return segment.indexes.length === 1
    case 'Function':
      return true
    default:
      return false
  }
}
