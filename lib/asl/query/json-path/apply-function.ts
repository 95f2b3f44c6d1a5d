import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import type { Work } from '../work'
import type { FunctionName } from './json-path'

/** A function at the end of a path, applied to what the path before it names. */
export function applyFunction(name: FunctionName, value: JsonValue, work: Work): Result<JsonValue, string> {
  if (isJsonArray(value)) work.spend(value.length)
  switch (name) {
    case 'length':
      return ok(isJsonArray(value) ? value.length : isJsonObject(value) ? Object.keys(value).length : null)
    case 'keys':
      return ok(isJsonObject(value) ? Object.keys(value) : null)
    case 'concat':
      return ok(isJsonArray(value) ? value.filter((item) => typeof item === 'string').join('') : '')
    default:
      return aggregate(name, isJsonArray(value) ? value.filter((item) => typeof item === 'number') : [])
  }
}

function aggregate(
  name: Exclude<FunctionName, 'length' | 'keys' | 'concat'>,
  numbers: readonly number[],
): Result<JsonValue, string> {
  if (numbers.length === 0) {
    return { ok: false, error: 'Aggregation function attempted to calculate value using empty array' }
  }
  const sum = numbers.reduce((total, one) => total + one, 0)
  switch (name) {
    case 'sum':
      return ok(sum)
    case 'avg':
      return ok(sum / numbers.length)
    case 'min':
      return ok(numbers.reduce((least, one) => Math.min(least, one)))
    case 'max':
      return ok(numbers.reduce((most, one) => Math.max(most, one)))
    case 'stddev': {
      const squares = numbers.reduce((total, one) => total + one * one, 0)
      return ok(Math.sqrt(squares / numbers.length - (sum * sum) / numbers.length / numbers.length))
    }
  }
}

function ok(value: JsonValue): Result<JsonValue, string> {
  return { ok: true, value }
}
