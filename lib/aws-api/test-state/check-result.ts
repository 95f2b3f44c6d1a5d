import {
  isJsonArray,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  ownMember,
} from '@/lib/json'
import type { Refused } from '../refused'
import type { ResultShape, Shape } from '../result-shapes/shape'
import { invalid } from './request'

/**
 * Checks a mocked result against what the service's operation answers. Members that the service does not have
 * are let through (recorded). `field` is the name of the nearest member, as AWS's messages have it: the items of
 * a list go by the name of the list (recorded), and the values of a map by that of the map (so LocalStack has it).
 */
export function checkResult(
  result: JsonValue,
  { shape, shapes }: ResultShape,
  { requireAll }: { requireAll: boolean },
): void {
  const check = (value: JsonValue, shape: Shape, field: string): void => {
    const known = typeof shape === 'number' ? shapes[shape] : shape
    if (value === null || known === undefined || typeof known === 'number') return
    if (typeof known === 'string') checkPlain(value, known, field)
    else if (known[0] === 'e') checkEnumeration(value, known[1], field)
    else if (known[0] === 's' || known[0] === 'n') checkBounds(value, known, field)
    else if (known[0] === 'l') {
      for (const item of arrayIn(value, field)) check(item, known[1], field)
    } else if (known[0] === 'm') {
      for (const item of Object.values(objectIn(value, field))) check(item, known[1], field)
    } else if (known[0] === 'o') {
      const [, members, required] = known
      const object = objectIn(value, field)
      const missing = requireAll ? required.find((name) => !Object.hasOwn(object, name)) : undefined
      if (missing !== undefined) throw wrong(`Required field '${missing}' is missing`)
      for (const [name, item] of Object.entries(object)) {
        const member = ownMember(members, name)
        if (member !== undefined) check(item, member, name)
      }
    }
  }
  check(result, shape, 'result')
}

/** A time is a string, and so are bytes (recorded). */
const TYPES = { s: ['string', 'a string'], n: ['number', 'a number'], b: ['boolean', 'a boolean'] } as const

function checkPlain(value: JsonValue, type: 's' | 'n' | 'b', field: string): void {
  const [expected, shown] = TYPES[type]
  if (typeof value !== expected) throw wrong(`Field '${field}' must be ${shown}`)
}

function checkEnumeration(value: JsonValue, expected: readonly string[], field: string): void {
  checkPlain(value, 's', field)
  if (!expected.includes(String(value))) throw wrong(`Field '${field}' is not an expected value`)
}

function checkBounds(
  value: JsonValue,
  [type, least, most]: readonly ['s' | 'n', number | null, number | null],
  field: string,
): void {
  checkPlain(value, type, field)
  if (typeof value === 'string') {
    if (least !== null && value.length < least) {
      throw wrong(`Field '${field}' is smaller than the minimum length`)
    }
    if (most !== null && value.length > most) throw wrong(`Field '${field}' exceeds the maximum length`)
  } else {
    if (least !== null && Number(value) < least)
      throw wrong(`Field '${field}' is less than the minimum value`)
    if (most !== null && Number(value) > most) throw wrong(`Field '${field}' exceeds the maximum value`)
  }
}

function arrayIn(value: JsonValue, field: string): JsonArray {
  if (isJsonArray(value)) return value
  throw wrong(`Field '${field}' must be an array`)
}

function objectIn(value: JsonValue, field: string): JsonObject {
  if (isJsonObject(value)) return value
  throw wrong(`Field '${field}' must be an object`)
}

function wrong(why: string): Refused {
  return invalid(`Mock result schema validation error: ${why}`)
}
