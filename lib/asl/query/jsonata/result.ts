import type { JsonValue } from '@/lib/json'
import { LimitReached, MAX_NESTING, OUT_OF_MEMORY } from './limits'
import { isCode } from './weight'

/** Thrown when a result has a function in it, which is no JSON. */
export class Unsupported {}

/**
 * The result as a JSON value of its own. What the engine made is copied, for its arrays carry marks; what
 * `isOurs` knows, the input and other values from outside, is taken over as it stands. AWS writes a number that
 * JSON does not have as the text of its name (measured in public).
 */
export function asJson(result: unknown, isOurs: (value: object) => boolean, depth = 0): JsonValue {
  if (typeof result === 'number') return Number.isFinite(result) ? result + 0 : String(result)
  if (typeof result === 'string' || typeof result === 'boolean' || result === null) return result
  if (typeof result !== 'object') throw new Unsupported()
  if (isOurs(result)) return result as JsonValue
  if (isCode(result)) throw new Unsupported()
  if (depth > MAX_NESTING) throw new LimitReached(OUT_OF_MEMORY)
  if (Array.isArray(result)) return Array.from(result, (item) => asJson(item ?? null, isOurs, depth + 1))
  const members: [string, JsonValue][] = []
  for (const [key, member] of Object.entries(result)) {
    if (member !== undefined) members.push([key, asJson(member, isOurs, depth + 1)])
  }
  return Object.fromEntries(members)
}
