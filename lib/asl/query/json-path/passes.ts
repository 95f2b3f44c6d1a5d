import { isJsonArray, isJsonObject, type JsonArray, type JsonValue, jsonEquals } from '@/lib/json'
import { measure } from '../text'
import type { FilterOperator, FilterTest, Operand } from './json-path'
import type { Pattern } from './pattern'
import { type Selection, select } from './select'

/** Whether a candidate passes the test of a filter. A comparison that makes no sense is false, never an error. */
export function passes(test: FilterTest, candidate: JsonValue, selection: Selection): boolean {
  selection.work.spend(1)
  switch (test.kind) {
    case 'And':
      return test.tests.every((one) => passes(one, candidate, selection))
    case 'Or':
      return test.tests.some((one) => passes(one, candidate, selection))
    case 'Not':
      return !passes(test.test, candidate, selection)
    case 'Exists':
      return select(test.path, candidate, { ...selection, requiresProperties: true }).found === test.expected
    case 'Compare':
      return compare(
        test.operator,
        resolve(test.left, candidate, selection),
        resolve(test.right, candidate, selection),
        selection,
      )
  }
}

/** A JSON value, a pattern, or nothing: what a path that finds nothing stands for. */
type Side = { is: 'Value'; value: JsonValue } | { is: 'Pattern'; pattern: Pattern } | { is: 'Nothing' }

function resolve(operand: Operand, candidate: JsonValue, selection: Selection): Side {
  switch (operand.kind) {
    case 'Value':
      return { is: 'Value', value: operand.value }
    case 'Pattern':
      return { is: 'Pattern', pattern: operand.pattern }
    case 'Path': {
      const from = operand.root === '$' ? selection.root : candidate
      const selected = select(operand.path, from, { ...selection, requiresProperties: false })
      return selected.found ? { is: 'Value', value: selected.value } : { is: 'Nothing' }
    }
  }
}

function compare(operator: FilterOperator, left: Side, right: Side, selection: Selection): boolean {
  switch (operator) {
    case '==':
      return equal(left, right, selection)
    case '!=':
      return !equal(left, right, selection)
    case '===':
      return sameType(left, right) && equal(left, right, selection)
    case '!==':
      return !(sameType(left, right) && equal(left, right, selection))
    case '<':
      return ordered(left, right, (sign) => sign < 0)
    case '<=':
      return ordered(left, right, (sign) => sign <= 0)
    case '>':
      return ordered(left, right, (sign) => sign > 0)
    case '>=':
      return ordered(left, right, (sign) => sign >= 0)
    case '=~':
      return matches(left, right, selection)
    case 'NIN':
      return right.is === 'Value' && isJsonArray(right.value) && !listed('IN', left, right, selection)
    case 'IN':
    case 'SUBSETOF':
    case 'ANYOF':
    case 'NONEOF':
      return listed(operator, left, right, selection)
    case 'CONTAINS':
      return contains(left, right, selection)
    case 'SIZE':
      return right.is === 'Value' && typeof right.value === 'number' && size(left) === Math.trunc(right.value)
    case 'EMPTY':
      return right.is === 'Value' && typeof right.value === 'boolean' && isEmpty(left) === right.value
    // Jayway compares Java classes here and wants a list node there; neither can be written in a path.
    case 'TYPE':
    case 'ALL':
      return false
  }
}

/** By value; a string and a number are equal when the number's text is the string's number. */
function equal(left: Side, right: Side, selection: Selection): boolean {
  if (left.is !== 'Value' || right.is !== 'Value') return false
  return valuesEqual(left.value, right.value, selection)
}

function valuesEqual(left: JsonValue, right: JsonValue, { work }: Selection): boolean {
  if (typeof left === 'object' && typeof right === 'object') measure(left, work)
  if (typeof left === 'string' && typeof right === 'number') return left === String(right)
  if (typeof left === 'number' && typeof right === 'string')
    return right.trim() !== '' && left === Number(right)
  return jsonEquals(left, right)
}

function sameType(left: Side, right: Side): boolean {
  if (left.is !== 'Value' || right.is !== 'Value') return left.is === right.is
  return typeOf(left.value) === typeOf(right.value)
}

function typeOf(value: JsonValue): string {
  return value === null ? 'null' : typeof value
}

/** Numbers with numbers, strings with strings by code unit; everything else has no order. */
function ordered(left: Side, right: Side, holds: (sign: number) => boolean): boolean {
  if (left.is !== 'Value' || right.is !== 'Value') return false
  const [a, b] = [left.value, right.value]
  if (typeof a === 'number' && typeof b === 'number') return holds(a - b)
  if (typeof a === 'string' && typeof b === 'string') return holds(a < b ? -1 : a > b ? 1 : 0)
  return false
}

function matches(left: Side, right: Side, selection: Selection): boolean {
  if (left.is === 'Pattern') return right.is === 'Value' && matchesAny(left.pattern, right.value, selection)
  return right.is === 'Pattern' && matchesAny(right.pattern, left.is === 'Value' ? left.value : '', selection)
}

function matchesAny(pattern: Pattern, value: JsonValue, selection: Selection): boolean {
  if (isJsonArray(value))
    return value.some((item) => !isJsonArray(item) && matchesAny(pattern, item, selection))
  const text = value === null || typeof value === 'object' ? '' : String(value)
  selection.work.spend(text.length * pattern.size)
  return pattern.matches(text)
}

function listed(
  operator: 'IN' | 'SUBSETOF' | 'ANYOF' | 'NONEOF',
  left: Side,
  right: Side,
  selection: Selection,
): boolean {
  if (right.is !== 'Value' || !isJsonArray(right.value)) return false
  const list = right.value
  if (operator === 'IN') return left.is === 'Value' && includes(list, left.value, selection)
  if (left.is !== 'Value' || !isJsonArray(left.value)) return false
  switch (operator) {
    case 'SUBSETOF':
      return left.value.every((item) => includes(list, item, selection))
    case 'ANYOF':
      return left.value.some((item) => includes(list, item, selection))
    case 'NONEOF':
      return !left.value.some((item) => includes(list, item, selection))
  }
}

function contains(left: Side, right: Side, selection: Selection): boolean {
  if (left.is !== 'Value' || right.is !== 'Value') return false
  if (typeof left.value !== 'string')
    return isJsonArray(left.value) && includes(left.value, right.value, selection)
  if (typeof right.value !== 'string') return false
  // What a search takes at worst; a step stands for a thousand comparisons of characters.
  selection.work.spend((left.value.length * right.value.length) / 1000)
  return left.value.includes(right.value)
}

function includes(list: JsonArray, value: JsonValue, selection: Selection): boolean {
  selection.work.spend(list.length)
  return list.some((item) => valuesEqual(value, item, selection))
}

function size(side: Side): number | undefined {
  if (side.is !== 'Value') return undefined
  if (typeof side.value === 'string' || isJsonArray(side.value)) return side.value.length
  return isJsonObject(side.value) ? Object.keys(side.value).length : undefined
}

function isEmpty(side: Side): boolean | undefined {
  const count = size(side)
  return count === undefined ? undefined : count === 0
}
