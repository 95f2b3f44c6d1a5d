import type { JsonValue } from '@/lib/json'
import { canonicalText } from '../text'
import type { Work } from '../work'
import { type Given, Refused } from './given'

/** AWS's limit for `States.ArrayRange`. */
const MAX_RANGE = 1_000

export function arrayContains(given: Given, work: Work): boolean {
  const wanted = canonicalText(given.any(1), work)
  return given.array(0).some((item) => canonicalText(item, work) === wanted)
}

export function arrayUnique(given: Given, work: Work): JsonValue {
  const seen = new Set<string>()
  return given.array(0).filter((item) => {
    const text = canonicalText(item, work)
    if (seen.has(text)) return false
    seen.add(text)
    return true
  })
}

export function arrayGetItem(given: Given): JsonValue {
  const array = given.array(0)
  const index = given.whole(1)
  const item = index < 0 ? undefined : array[index]
  if (item === undefined)
    throw new Refused(`the array has ${array.length} elements and none at index ${index}.`)
  return item
}

/** Chunks of the given size; the last may be smaller. */
export function arrayPartition(given: Given): JsonValue {
  const array = given.array(0)
  const size = given.whole(1)
  if (size < 1) throw new Refused('the size of the chunks has to be at least 1.')
  return Array.from({ length: Math.ceil(array.length / size) }, (_, chunk) =>
    array.slice(chunk * size, (chunk + 1) * size),
  )
}

/** From the first number to the second, which is included when a step meets it. */
export function arrayRange(given: Given): JsonValue {
  const [first, last, step] = [given.whole(0), given.whole(1), given.whole(2)]
  if (step === 0) throw new Refused('the step must not be 0.')
  const length = Math.max(0, Math.floor((last - first) / step) + 1)
  if (length > MAX_RANGE)
    throw new Refused(`the range has ${length} elements; at most ${MAX_RANGE} are allowed.`)
  return Array.from({ length }, (_, index) => first + index * step)
}
