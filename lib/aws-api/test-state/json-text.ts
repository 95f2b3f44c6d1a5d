import { type JsonValue, parsedJson } from '@/lib/json'
import { Refused } from '../refused'

/** Deeper values would overflow the stack of whoever prints them. */
export const DEEPEST = 1000

/** The value of a field of the API that holds JSON text. */
export function jsonText(text: string, field: string, code = 'ValidationException'): JsonValue {
  const value = parsedJson(text)
  if (value === undefined) throw new Refused(code, `The field \`${field}\` is not JSON.`)
  if (isTooDeep(value)) {
    throw new Refused(code, `The field \`${field}\` is nested more than ${DEEPEST} levels deep.`)
  }
  return value
}

/** Level by level rather than by recursion. */
export function isTooDeep(value: JsonValue): boolean {
  let level: readonly JsonValue[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return false
}
