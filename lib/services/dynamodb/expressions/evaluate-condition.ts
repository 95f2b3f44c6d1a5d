import { type AttributeValue, type Item, membersOf, typeOf } from '../attribute-value'
import { bytesOf, containsBytes } from '../binary'
import { compareValues, isEqual } from '../compare'
import { sizeOfBinary } from '../size'
import type { Call, Comparator, Condition, Operand } from './condition'
import { valueAt } from './path'

/** Whether an item meets a condition; no item is one without attributes. */
export function holds(condition: Condition, item: Item): boolean {
  switch (condition.kind) {
    case 'And':
      return holds(condition.left, item) && holds(condition.right, item)
    case 'Or':
      return holds(condition.left, item) || holds(condition.right, item)
    case 'Not':
      return !holds(condition.condition, item)
    case 'Compare':
      return compared(
        condition.comparator,
        operandValue(condition.left, item),
        operandValue(condition.right, item),
      )
    case 'Between':
      return isBetween(
        operandValue(condition.operand, item),
        operandValue(condition.low, item),
        operandValue(condition.high, item),
      )
    case 'In': {
      const value = operandValue(condition.operand, item)
      return condition.candidates.some((candidate) => compared('=', value, operandValue(candidate, item)))
    }
    case 'Call':
      return called(condition, item)
  }
}

/** Both ends are in between. */
export function isBetween(
  value: AttributeValue | undefined,
  low: AttributeValue | undefined,
  high: AttributeValue | undefined,
): boolean {
  return compared('>=', value, low) && compared('<=', value, high)
}

/** Nothing equals what is not there, or compares with it; `<>` is the contrary of `=`. */
export function compared(
  comparator: Comparator,
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
): boolean {
  if (comparator === '<>') return !compared('=', left, right)
  if (!left || !right) return false
  if (comparator === '=') return isEqual(left, right)
  const order = compareValues(left, right)
  if (order === undefined) return false
  switch (comparator) {
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
  }
}

function called({ name, operands }: Call, item: Item): boolean {
  const [first, second] = operands.map((operand) => operandValue(operand, item))
  if (name === 'attribute_exists') return first !== undefined
  if (name === 'attribute_not_exists') return first === undefined
  if (!first || !second) return false
  if (name === 'attribute_type') return 'S' in second && typeOf(first) === second.S
  return name === 'begins_with' ? beginsWith(first, second) : contains(first, second)
}

function operandValue(operand: Operand, item: Item): AttributeValue | undefined {
  if (operand.kind === 'Value') return operand.value
  if (operand.kind === 'Path') return valueAt(item, operand.path)
  const [of] = operand.operands
  const measured = of && operandValue(of, item)
  const size = measured && sizeForExpressions(measured)
  return size === undefined ? undefined : { N: String(size) }
}

/** What `size()` gives: characters of a text, bytes, members. Numbers, booleans and NULL have none. */
function sizeForExpressions(value: AttributeValue): number | undefined {
  if ('S' in value) return value.S.length
  if ('B' in value) return sizeOfBinary(value.B)
  if ('M' in value) return Object.keys(value.M).length
  return 'L' in value ? value.L.length : membersOf(value)?.length
}

export function beginsWith(value: AttributeValue, beginning: AttributeValue): boolean {
  if ('S' in value && 'S' in beginning) return value.S.startsWith(beginning.S)
  if ('B' in value && 'B' in beginning) {
    return containsBytes(bytesOf(value.B), bytesOf(beginning.B), 'first')
  }
  return false
}

/** A part of a text or binary value, a member of a set or list. */
function contains(value: AttributeValue, part: AttributeValue): boolean {
  if ('S' in value) return 'S' in part && value.S.includes(part.S)
  if ('B' in value) return 'B' in part && containsBytes(bytesOf(value.B), bytesOf(part.B), 'anywhere')
  if ('L' in value) return value.L.some((member) => isEqual(member, part))
  if ('SS' in value) return 'S' in part && value.SS.includes(part.S)
  if ('NS' in value) return 'N' in part && value.NS.includes(part.N)
  if ('BS' in value) return 'B' in part && value.BS.includes(part.B)
  return false
}
