import type { JsonValue } from '@/lib/json'
import { inHashOrder } from '../java-hash'
import { canonicalText, javaText } from '../text'
import type { Work } from '../work'
import { type Given, Refused } from './given'

/** AWS's limit for `States.ArrayRange`. */
const MAX_RANGE = 1_000

/** By the text that Java prints: `'true'` is found as `true`, and an object only with its keys in the same order. */
export function arrayContains(given: Given, work: Work): boolean {
  const wanted = javaText(given.any(1), work)
  return given.array(0).some((item) => javaText(item, work) === wanted)
}

/** Each value once, compared by what it holds, in the order in which a set of Java's has them. */
export function arrayUnique(given: Given, work: Work): JsonValue {
  const array = given.array(0)
  const unique = new Map<string, JsonValue>()
  for (const item of array) {
    const text = canonicalText(item, work)
    if (!unique.has(text)) unique.set(text, item)
  }
  return inHashOrder([...unique.values()], array.length)
}

/** An empty array has null at any index. */
export function arrayGetItem(given: Given): JsonValue {
  const array = given.array(0)
  const index = given.whole(1)
  if (array.length === 0 && index >= 0) return null
  const item = index < 0 ? undefined : array[index]
  if (item === undefined) throw new Refused()
  return item
}

/** Chunks of the given size; the last may be smaller. */
export function arrayPartition(given: Given): JsonValue {
  const array = given.array(0)
  const size = given.whole(1)
  if (size < 1) throw new Refused()
  return Array.from({ length: Math.ceil(array.length / size) }, (_, chunk) =>
    array.slice(chunk * size, (chunk + 1) * size),
  )
}

/** From the first number to the second, which is included when a step meets it. */
export function arrayRange(given: Given): JsonValue {
  const [first, last, step] = [given.whole(0), given.whole(1), given.whole(2)]
  if (step === 0) throw new Refused()
  const length = Math.max(0, Math.floor((last - first) / step) + 1)
  if (length > MAX_RANGE) throw new Refused()
  return Array.from({ length }, (_, index) => first + index * step)
}
