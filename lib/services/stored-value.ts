import type { JsonValue } from '@/lib/json'

/**
 * Text for a value of JSON values, maps by text and `undefined` members, which are left out. A map is written as
 * `{"$map": [[key, value], …]}`, and an object that has a member of that name itself, as learners' data may, as
 * `{"$object": [[key, value], …]}`.
 */
export function encoded(value: unknown): string {
  return JSON.stringify(tagged(value))
}

/** The value that `encoded` wrote. */
export function decoded(text: string): unknown {
  return untagged(JSON.parse(text) as JsonValue)
}

const MAP = '$map'
const OBJECT = '$object'

function tagged(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(tagged)
  if (value instanceof Map) return { [MAP]: [...value].map(([key, member]) => [key, tagged(member)]) }
  const members = Object.entries(value).map(([key, member]): [string, unknown] => [key, tagged(member)])
  const isLikeATag = Object.hasOwn(value, MAP) || Object.hasOwn(value, OBJECT)
  return isLikeATag ? { [OBJECT]: members } : Object.fromEntries(members)
}

function untagged(value: JsonValue): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(untagged)
  const [entry, ...more] = Object.entries(value)
  if (entry && more.length === 0 && (entry[0] === MAP || entry[0] === OBJECT)) {
    const members = (entry[1] as [string, JsonValue][]).map(([key, member]): [string, unknown] => [
      key,
      untagged(member),
    ])
    return entry[0] === MAP ? new Map(members) : Object.fromEntries(members)
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, untagged(member as JsonValue)]),
  )
}
