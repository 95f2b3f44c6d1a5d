import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownMember } from '@/lib/json'
import { isInRange } from '../ip-range'
import { fits } from '../wildcard'
import type { Comparison, Matcher, Pattern } from './pattern'

/** Whether an event fits: what the pattern does not speak of may be anything. */
export function matches({ fields, alternatives }: Pattern, event: JsonObject): boolean {
  return (
    fields.every(([name, wanted]) => fieldFits(wanted, ownMember(event, name))) &&
    alternatives.every((one) => one.some((pattern) => matches(pattern, event)))
  )
}

function fieldFits(wanted: Pattern | readonly Matcher[], value: JsonValue | undefined): boolean {
  if ('fields' in wanted) {
    // Of a list of objects, one has to fit as a whole.
    const objects = isJsonArray(value) ? value : [value]
    const found = objects.some((one) => isJsonObject(one) && matches(wanted, one))
    return found || (!objects.some((one) => isJsonObject(one)) && matches(wanted, {}))
  }
  return wanted.some((matcher) => valueFits(matcher, value))
}

/** Of a list in the event, one member is enough; also for `anything-but` (pages of both services). */
function valueFits(matcher: Matcher, value: JsonValue | undefined): boolean {
  if (matcher.kind === 'Exists') return matcher.expected === isLeaf(value)
  if (value === undefined) return false
  return isJsonArray(value)
    ? value.some((one) => !isJsonArray(one) && one !== undefined && leafFits(matcher, one))
    : leafFits(matcher, value)
}

/** `exists` looks at leaves: an object is none, nor is an empty list. */
function isLeaf(value: JsonValue | undefined): boolean {
  if (value === undefined || isJsonObject(value)) return false
  return !isJsonArray(value) || value.some(isLeaf)
}

function leafFits(matcher: Matcher, value: JsonValue): boolean {
  if (isJsonObject(value)) return false
  switch (matcher.kind) {
    case 'Equals':
      return value === matcher.value
    case 'Numeric':
      return typeof value === 'number' && matcher.bounds.every(([by, bound]) => compares(value, by, bound))
    case 'AnythingBut':
      return !matcher.not.some((one) => leafFits(one, value))
    default:
      return typeof value === 'string' && textFits(matcher, value)
  }
}

function textFits(
  matcher: Exclude<Matcher, { kind: 'Equals' | 'Numeric' | 'AnythingBut' }>,
  value: string,
): boolean {
  switch (matcher.kind) {
    case 'Prefix':
    case 'Suffix': {
      const [given, wanted] = matcher.ignoreCase
        ? [value.toLowerCase(), matcher.text.toLowerCase()]
        : [value, matcher.text]
      return matcher.kind === 'Prefix' ? given.startsWith(wanted) : given.endsWith(wanted)
    }
    case 'EqualsIgnoreCase':
      return value.toLowerCase() === matcher.text.toLowerCase()
    case 'Wildcard':
      return fits(matcher.wildcards, value)
    case 'Cidr':
      return isInRange(matcher.range, value)
    case 'Exists':
      return matcher.expected
  }
}

function compares(value: number, by: Comparison, bound: number): boolean {
  switch (by) {
    case '=':
      return value === bound
    case '<':
      return value < bound
    case '<=':
      return value <= bound
    case '>':
      return value > bound
    case '>=':
      return value >= bound
  }
}
