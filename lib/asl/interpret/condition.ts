import { assertNever } from '@/lib/assert-never'
import type { JsonValue } from '@/lib/json'
import type { ComparisonOperator, Condition, Expression, Path, TypeTest } from '../parse/state-machine'
import { evaluateExpression, evaluatePath, instantOf, isPresent, type Scope, wildcardMatches } from '../query'
import { type Entry, unwrap } from './entry'
import { runtimeFailure } from './failure'

/** Whether a Choice rule's condition holds. And and Or stop at the first condition that decides. */
export function isTrue(condition: Condition, entry: Entry, scope: Scope): boolean {
  switch (condition.kind) {
    case 'And':
      return condition.conditions.every((inner) => isTrue(inner, entry, scope))
    case 'Or':
      return condition.conditions.some((inner) => isTrue(inner, entry, scope))
    case 'Not':
      return !isTrue(condition.condition, entry, scope)
    case 'Test':
      return passes(condition.test, condition.variable, entry, scope) === condition.expected
    case 'Compare':
      return compares(
        condition.operator,
        read(condition.variable, entry, scope),
        operand(condition.operand, entry, scope),
      )
    case 'JSONata':
      throw new Error('A JSONata condition stands in a JSONPath rule.')
    default:
      return assertNever(condition)
  }
}

function read(path: Path, entry: Entry, scope: Scope): JsonValue {
  if (path.root.kind === 'Input' && !isPresent(path, scope)) {
    throw runtimeFailure(
      entry.visit,
      `Invalid path '${path.text}': The choice state's condition path references an invalid value.`,
    )
  }
  return unwrap(entry, evaluatePath(path, scope))
}

function operand(expression: Expression, entry: Entry, scope: Scope): JsonValue {
  if (expression.kind === 'JSONPath') return read(expression.path, entry, scope)
  return unwrap(entry, evaluateExpression(expression, scope))
}

function passes(test: TypeTest, variable: Path, entry: Entry, scope: Scope): boolean {
  if (test === 'IsPresent') return isPresent(variable, scope)
  const value = read(variable, entry, scope)
  switch (test) {
    case 'IsNull':
      return value === null
    case 'IsString':
      return typeof value === 'string'
    case 'IsNumeric':
      return typeof value === 'number'
    case 'IsBoolean':
      return typeof value === 'boolean'
    case 'IsTimestamp':
      return typeof value === 'string' && instantOf(value) !== undefined
    default:
      return assertNever(test)
  }
}

/** A value of another type than the operator's compares as false; it is no error. */
function compares(operator: ComparisonOperator, value: JsonValue, operand: JsonValue): boolean {
  if (operator === 'BooleanEquals') return typeof value === 'boolean' && value === operand
  if (operator.startsWith('Numeric')) {
    return typeof value === 'number' && typeof operand === 'number' && holds(operator, value - operand)
  }
  if (typeof value !== 'string' || typeof operand !== 'string') return false
  if (operator === 'StringMatches') return wildcardMatches(operand, value)
  if (operator.startsWith('String')) return holds(operator, value < operand ? -1 : value > operand ? 1 : 0)
  const [left, right] = [instantOf(value), instantOf(operand)]
  return left !== undefined && right !== undefined && holds(operator, left - right)
}

/** `order` is negative, zero or positive as the value is below, equal to or above the operand. */
function holds(operator: ComparisonOperator, order: number): boolean {
  if (operator.endsWith('LessThanEquals')) return order <= 0
  if (operator.endsWith('GreaterThanEquals')) return order >= 0
  if (operator.endsWith('LessThan')) return order < 0
  if (operator.endsWith('GreaterThan')) return order > 0
  return order === 0
}
