import {
  childPointer,
  isJsonArray,
  isJsonObject,
  type JsonPointer,
  type JsonValue,
  ownMember,
} from '@/lib/json'

/** More are not told: who sees twenty looks at the values. */
const MOST_PLACES = 20

/** Where the two values part, in reading order: the deepest places that still hold a difference, at most twenty. */
export function differingPlaces(
  here: JsonValue | undefined,
  there: JsonValue | undefined,
  at: JsonPointer = '',
  found: JsonPointer[] = [],
): JsonPointer[] {
  if (found.length >= MOST_PLACES) return found
  if (isJsonArray(here) && isJsonArray(there)) {
    for (let index = 0; index < Math.max(here.length, there.length); index++) {
      differingPlaces(here[index], there[index], childPointer(at, index), found)
    }
  } else if (isJsonObject(here) && isJsonObject(there)) {
    for (const key of new Set([...Object.keys(here), ...Object.keys(there)])) {
      differingPlaces(ownMember(here, key), ownMember(there, key), childPointer(at, key), found)
    }
  } else if (here !== there) found.push(at)
  return found
}
