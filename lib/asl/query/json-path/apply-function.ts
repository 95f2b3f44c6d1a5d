import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import { jsonText } from '../text'
import type { Work } from '../work'
import type { FunctionName } from './json-path'

/**
 * A function at the end of a path, applied to what the path before it names, and to the values of its arguments.
 * `length` and `size` never see theirs: what they do with them is in `call-function.ts`.
 */
export function applyFunction(
  name: FunctionName,
  value: JsonValue,
  given: readonly JsonValue[],
  work: Work,
): Result<JsonValue, string> {
  if (isJsonArray(value)) work.spend(value.length)
  switch (name) {
    case 'length':
    case 'size':
      return ok(isJsonArray(value) ? value.length : isJsonObject(value) ? Object.keys(value).length : null)
    case 'keys':
      return ok(isJsonObject(value) ? Object.keys(value) : null)
    case 'append':
      return ok(isJsonArray(value) ? [...value, ...given] : value)
    case 'concat':
      return ok([...listed(value).filter(isString), ...given.flatMap((one) => texts(one, work))].join(''))
    default:
      return aggregate(name, [...listed(value), ...given.flatMap(items)].filter(isNumber))
  }
}

/** Of a value that is no array, nothing counts; of an argument that is none, the argument itself. */
function listed(value: JsonValue): readonly JsonValue[] {
  return isJsonArray(value) ? value : []
}

function items(argument: JsonValue): readonly JsonValue[] {
  return isJsonArray(argument) ? argument : [argument]
}

/** A list in an argument gives all that is in it as text; by itself, only a string counts. */
function texts(argument: JsonValue, work: Work): readonly string[] {
  if (!isJsonArray(argument)) return isString(argument) ? [argument] : []
  return argument
    .filter((item) => item !== null)
    .map((item) => (isString(item) ? item : jsonText(item, work)))
}

function isString(value: JsonValue): value is string {
  return typeof value === 'string'
}

function isNumber(value: JsonValue): value is number {
  return typeof value === 'number'
}

type Aggregation = Exclude<FunctionName, 'length' | 'size' | 'keys' | 'append' | 'concat'>

function aggregate(name: Aggregation, numbers: readonly number[]): Result<JsonValue, string> {
  if (numbers.length === 0) {
    return { ok: false, error: 'Aggregation function attempted to calculate value using empty array' }
  }
  const result = aggregated(name, numbers)
  return Number.isFinite(result)
    ? ok(result)
    : { ok: false, error: 'Aggregation function came to a number that JSON cannot hold' }
}

function aggregated(name: Aggregation, numbers: readonly number[]): number {
  const sum = numbers.reduce((total, one) => total + one, 0)
  switch (name) {
    case 'sum':
      return sum
    case 'avg':
      return sum / numbers.length
    case 'min':
      return numbers.reduce((least, one) => Math.min(least, one))
    case 'max':
      return numbers.reduce((most, one) => Math.max(most, one))
    case 'stddev': {
      const squares = numbers.reduce((total, one) => total + one * one, 0)
      // Of equal numbers the variance may come out a little below zero.
      return Math.sqrt(Math.max(0, squares / numbers.length - (sum * sum) / numbers.length / numbers.length))
    }
  }
}

function ok(value: JsonValue): Result<JsonValue, string> {
  return { ok: true, value }
}
