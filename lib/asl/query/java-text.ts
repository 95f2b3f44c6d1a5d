import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'
import { MAX_DEPTH, TooDeep } from './work'

/**
 * A value as Java prints it: `{Arg1=1, Arg2=[]}`. AWS shows it where `States.Format` is given an object, and
 * in some causes. Throws `TooDeep`.
 */
export function javaText(value: JsonValue, depth = 0): string {
  if (depth > MAX_DEPTH) throw new TooDeep()
  if (isJsonArray(value)) return `[${value.map((item) => javaText(item, depth + 1)).join(', ')}]`
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([key, item]) => `${key}=${javaText(item, depth + 1)}`)
    return `{${members.join(', ')}}`
  }
  return String(value)
}
