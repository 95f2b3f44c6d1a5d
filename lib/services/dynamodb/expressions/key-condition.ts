import { type AttributeValue, typeOf } from '../attribute-value'
import { invalid } from '../refuse'
import type { Comparator, Condition, Operand } from './condition'
import { beginsWith, compared, isBetween } from './evaluate-condition'

/** One condition on a key attribute. */
export type KeyCondition =
  | { operator: Exclude<Comparator, '<>'> | 'begins_with'; values: readonly [AttributeValue] }
  | { operator: 'between'; values: readonly [AttributeValue, AttributeValue] }

/** Of a condition that was read like any other, the conditions by attribute, joined by AND. @throws Refused */
export function keyConditions(condition: Condition): ReadonlyMap<string, KeyCondition> {
  const conditions = new Map<string, KeyCondition>()
  collect(condition, conditions)
  for (const { operator, values } of conditions.values()) checkValues(operator, values)
  if (conditions.size > 2) invalid('Conditions can be of length 1 or 2 only')
  return conditions
}

/** Whether a key attribute meets its condition. */
export function meets(value: AttributeValue, { operator, values }: KeyCondition): boolean {
  switch (operator) {
    case 'begins_with':
      return beginsWith(value, values[0])
    case 'between':
      return isBetween(value, values[0], values[1])
    default:
      return compared(operator, value, values[0])
  }
}

function collect(condition: Condition, conditions: Map<string, KeyCondition>): void {
  switch (condition.kind) {
    case 'And':
      collect(condition.left, conditions)
      collect(condition.right, conditions)
      break
    case 'Compare':
      if (condition.comparator === '<>') unfit('<>')
      add(conditions, condition.comparator, [condition.left, condition.right])
      break
    case 'Between':
      checkFirst('BETWEEN', condition.operand)
      add(conditions, 'between', [condition.operand, condition.low, condition.high])
      break
    case 'Call':
      if (condition.name !== 'begins_with') unfit(condition.name)
      checkFirst(condition.name, condition.operands[0])
      add(conditions, condition.name, condition.operands)
      break
    default:
      unfit(condition.kind.toUpperCase())
  }
}

function unfit(operator: string): never {
  invalid(`Invalid operator used in KeyConditionExpression: ${operator}`)
}

const INVALID = 'Invalid condition in KeyConditionExpression:'

function checkFirst(operator: string, operand: Operand | undefined): void {
  if (operand?.kind === 'Path') return
  invalid(`${INVALID} ${operator} operator must have the key attribute as its first operand`)
}

function add(
  conditions: Map<string, KeyCondition>,
  operator: KeyCondition['operator'],
  operands: readonly Operand[],
): void {
  const { name, values } = attributeAndValues(operands)
  if (conditions.has(name)) invalid('KeyConditionExpressions must only contain one condition per key')
  const [first, second] = values
  if (operator === 'between') {
    if (second) conditions.set(name, { operator, values: [first, second] })
  } else {
    const isTurned = operands[0]?.kind === 'Value' && operator !== 'begins_with'
    conditions.set(name, { operator: isTurned ? TURNED[operator] : operator, values: [first] })
  }
}

function attributeAndValues(operands: readonly Operand[]): {
  name: string
  values: readonly [AttributeValue, AttributeValue?]
} {
  let name: string | undefined
  const values: AttributeValue[] = []
  for (const operand of operands) {
    if (operand.kind === 'Call') invalid('KeyConditionExpressions cannot contain nested operations')
    if (operand.kind === 'Value') values.push(operand.value)
    else if (name !== undefined) invalid(`${INVALID} Multiple attribute names used in one condition`)
    else if (operand.path.length > 1) {
      invalid('KeyConditionExpressions cannot have conditions on nested attributes')
    } else [name] = operand.path
  }
  const [first, second] = values
  if (name === undefined || !first) return invalid(`${INVALID} No key attribute specified`)
  return { name, values: second ? [first, second] : [first] }
}

/** `:v < key` is `key > :v`. */
const TURNED = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

/** The names that the operators had before there were expressions; messages still use them. */
const NAMES = {
  '=': 'EQ',
  '<': 'LT',
  '<=': 'LE',
  '>': 'GT',
  '>=': 'GE',
  begins_with: 'BEGINS_WITH',
  between: 'BETWEEN',
} as const

function checkValues(operator: KeyCondition['operator'], values: readonly AttributeValue[]): void {
  const types: readonly string[] =
    operator === '='
      ? ['S', 'N', 'B', 'SS', 'NS', 'BS']
      : operator === 'begins_with'
        ? ['S', 'B']
        : ['S', 'N', 'B']
  for (const value of values) {
    if (types.includes(typeOf(value))) continue
    invalid(
      `One or more parameter values were invalid: ComparisonOperator ${NAMES[operator]} is not valid for ${typeOf(value)} AttributeValue type`,
    )
  }
}
