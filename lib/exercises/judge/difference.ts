import {
  childPointer,
  isJsonArray,
  isJsonObject,
  type JsonPointer,
  type JsonValue,
  jsonEquals,
  ownMember,
} from '@/lib/json'
import { preview } from './words'

/**
 * `exact` asks for the same value; `included` lets objects have more members. Both walk along the authored
 * value, so they go no deeper than its author did, whatever the run made.
 */
export type Comparison = 'exact' | 'included'

export interface Difference {
  at: JsonPointer
  expected: JsonValue | undefined
  actual: JsonValue | undefined
}

/** The first place, in reading order of `expected`, where the two part; nothing when they agree. */
export function firstDifference(
  expected: JsonValue,
  actual: JsonValue | undefined,
  comparison: Comparison,
  at: JsonPointer = '',
): Difference | undefined {
  if (isJsonArray(expected) && isJsonArray(actual) && expected.length === actual.length) {
    return first(expected.keys(), (index) =>
      firstDifference(expected[index] ?? null, actual[index], comparison, childPointer(at, index)),
    )
  }
  if (isJsonObject(expected) && isJsonObject(actual)) {
    const different = first(Object.keys(expected), (key) =>
      firstDifference(expected[key] ?? null, ownMember(actual, key), comparison, childPointer(at, key)),
    )
    if (different || comparison === 'included') return different
    const extra = Object.keys(actual).find((key) => !Object.hasOwn(expected, key))
    if (extra === undefined) return undefined
    return { at: childPointer(at, extra), expected: undefined, actual: ownMember(actual, extra) }
  }
  return jsonEquals(expected, actual) ? undefined : { at, expected, actual }
}

export function includes(actual: JsonValue | undefined, expected: JsonValue): boolean {
  return firstDifference(expected, actual, 'included') === undefined
}

/** "`/total` is 5 and should be 29", for a sentence after the whole values. */
export function differenceText({ at, expected, actual }: Difference, whole: string): string {
  const place = at === '' ? whole : `\`${at}\``
  if (expected === undefined) return `${place} should not be there.`
  if (actual === undefined) return `${place} is missing; it should be ${preview(expected, 120)}.`
  return `${place} is ${preview(actual, 120)} and should be ${preview(expected, 120)}.`
}

function first<Item>(
  items: Iterable<Item>,
  look: (item: Item) => Difference | undefined,
): Difference | undefined {
  for (const item of items) {
    const found = look(item)
    if (found) return found
  }
  return undefined
}
