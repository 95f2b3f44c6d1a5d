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

type Aggregation = Exclude<FunctionName, 'length' | 'keys' | 'concat'>

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
