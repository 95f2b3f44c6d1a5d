import { choiceOperators } from '@/lib/asl'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownMember } from '@/lib/json'

/** A JSONPath rule of a Choice as a form shows it. */
export type RuleShape =
  | { kind: 'Compare'; variable: string; operator: string; operand: JsonValue }
  | { kind: 'And' | 'Or'; rules: readonly JsonValue[] }
  | { kind: 'Not'; rule: JsonValue }
  /** Written in a way that has no form: shown as text. */
  | { kind: 'Other' }

export type RuleKind = 'Compare' | 'And' | 'Or' | 'Not'

const OPERATORS = new Set(choiceOperators)
/** What a rule has beside its condition. */
const BESIDE = new Set(['Next', 'Comment', 'Assign', 'Output'])

/** How a rule is to be shown. What says more than one thing at once, or nothing, has no form. */
export function shapeOf(rule: JsonValue | undefined): RuleShape {
  if (!isJsonObject(rule)) return { kind: 'Other' }
  const keys = Object.keys(rule).filter((key) => !BESIDE.has(key))
  const [key] = keys
  if (keys.length === 1 && (key === 'And' || key === 'Or')) {
    const rules = ownMember(rule, key)
    return isJsonArray(rules) ? { kind: key, rules } : { kind: 'Other' }
  }
  if (keys.length === 1 && key === 'Not') return { kind: 'Not', rule: ownMember(rule, 'Not') ?? null }
  const operator = keys.find((name) => OPERATORS.has(name))
  const variable = ownMember(rule, 'Variable')
  if (keys.length !== 2 || operator === undefined || typeof variable !== 'string') return { kind: 'Other' }
  const operand = ownMember(rule, operator)
  return operandFits(operator, operand)
    ? { kind: 'Compare', variable, operator, operand: operand ?? null }
    : { kind: 'Other' }
}

/** What an operator compares with. */
export type OperandKind = 'Text' | 'Number' | 'Boolean' | 'Timestamp' | 'Path'

export function operandKindOf(operator: string): OperandKind {
  if (operator.endsWith('Path')) return 'Path'
  if (operator.startsWith('Numeric')) return 'Number'
  if (operator.startsWith('Timestamp')) return 'Timestamp'
  return operator.startsWith('String') ? 'Text' : 'Boolean'
}

function operandFits(operator: string, operand: JsonValue | undefined): boolean {
  switch (operandKindOf(operator)) {
    case 'Number':
      return typeof operand === 'number'
    case 'Boolean':
      return typeof operand === 'boolean'
    default:
      return typeof operand === 'string'
  }
}

const BEGINNINGS: Readonly<Record<OperandKind, JsonValue>> = {
  Text: '',
  Number: 0,
  Boolean: true,
  Timestamp: '2026-01-01T00:00:00Z',
  Path: '$',
}

/** A comparison to begin with. */
export const newComparison: JsonObject = { Variable: '$', IsPresent: true }

/** The rule with another operator; what it compares with stays where it can. */
export function withOperator(rule: JsonObject, operator: string): JsonObject {
  const shape = shapeOf(rule)
  const operand = shape.kind === 'Compare' ? shape.operand : undefined
  const kept = operandFits(operator, operand) ? (operand ?? null) : BEGINNINGS[operandKindOf(operator)]
  return swapped(rule, (key) => OPERATORS.has(key), { [operator]: kept })
}

/** The rule as one of another kind, around what it said before where that is possible. */
export function withKind(rule: JsonObject, kind: RuleKind): JsonObject {
  const shape = shapeOf(rule)
  if (shape.kind === kind) return rule
  const condition = Object.fromEntries(Object.entries(rule).filter(([key]) => !BESIDE.has(key)))
  const parts =
    shape.kind === 'And' || shape.kind === 'Or'
      ? shape.rules
      : shape.kind === 'Not'
        ? [shape.rule]
        : [condition]
  const first = parts[0] ?? newComparison
  const made: JsonObject =
    kind === 'And' || kind === 'Or'
      ? { [kind]: parts }
      : kind === 'Not'
        ? { Not: shape.kind === 'Compare' || parts.length > 1 ? condition : first }
        : isJsonObject(first) && shapeOf(first).kind === 'Compare'
          ? first
          : newComparison
  return swapped(rule, (key) => !BESIDE.has(key), made)
}

/** The object with some members replaced by others, in the place of the first of them. */
function swapped(rule: JsonObject, isGone: (key: string) => boolean, made: JsonObject): JsonObject {
  const entries = Object.entries(rule)
  const place = entries.findIndex(([key]) => isGone(key))
  const kept = entries.filter(([key]) => !isGone(key))
  kept.splice(place < 0 ? kept.length : place, 0, ...Object.entries(made))
  return Object.fromEntries(kept)
}
