import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'
import { MAX_DEPTH, TooDeep, type Work } from './work'

/**
 * Values as text. Each function counts its work first, so that neither a deep value nor one that holds the
 * same large part many times can exhaust the stack or the memory.
 */

/** JSON without spaces. */
export function jsonText(value: JsonValue, work: Work): string {
  measure(value, work)
  return JSON.stringify(value)
}

/** As Java prints maps and lists: `{Arg1=1, Arg2=[]}`; strings without quotes. */
export function javaText(value: JsonValue, work: Work): string {
  measure(value, work)
  return inJava(value)
}

/** Text that is the same for equal values, whatever the order of their keys. */
export function canonicalText(value: JsonValue, work: Work): string {
  measure(value, work)
  return JSON.stringify(value, (_key, member: JsonValue) =>
    isJsonObject(member) ? Object.fromEntries(Object.entries(member).sort(byKey)) : member,
  )
}

function inJava(value: JsonValue): string {
  if (isJsonArray(value)) return `[${value.map(inJava).join(', ')}]`
  if (!isJsonObject(value)) return String(value)
  const members = Object.entries(value).map(([key, member]) => `${key}=${inJava(member)}`)
  return `{${members.join(', ')}}`
}

function byKey([one]: readonly [string, JsonValue], [other]: readonly [string, JsonValue]): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** Spends a step for every value and every sixteen characters; throws `TooDeep` and `TooMuchWork`. */
export function measure(value: JsonValue, work: Work): void {
  const open: { value: JsonValue; depth: number }[] = [{ value, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    work.spend(typeof next.value === 'string' ? 1 + (next.value.length >> 4) : 1)
    if (typeof next.value !== 'object' || next.value === null) continue
    if (next.depth >= MAX_DEPTH) throw new TooDeep()
    const depth = next.depth + 1
    if (isJsonObject(next.value)) for (const key of Object.keys(next.value)) work.spend(1 + (key.length >> 4))
    for (const member of Object.values(next.value)) open.push({ value: member, depth })
  }
}
