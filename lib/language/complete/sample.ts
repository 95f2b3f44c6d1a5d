import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'

const DEPTH = 6
const MEMBERS = 100
const LETTERS = 40

/** The same data with only as much of it as completion looks at, however large it was. */
export function sampleOf(value: JsonValue, depth = DEPTH): JsonValue {
  if (typeof value === 'string') return value.slice(0, LETTERS)
  if (isJsonArray(value)) return depth > 0 ? value.slice(0, 1).map((one) => sampleOf(one, depth - 1)) : []
  if (!isJsonObject(value)) return value
  const members = depth > 0 ? Object.entries(value).slice(0, MEMBERS) : []
  return Object.fromEntries(members.map(([name, member]) => [name, sampleOf(member, depth - 1)]))
}
