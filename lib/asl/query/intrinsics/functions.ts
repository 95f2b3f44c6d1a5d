import type { JsonValue } from '@/lib/json'
import type { Random } from '../scope'
import { jsonText, measure } from '../text'
import { uuid } from '../uuid'
import type { Work } from '../work'
import { arrayContains, arrayGetItem, arrayPartition, arrayRange, arrayUnique } from './arrays'
import { base64Decode, base64Encode, hash } from './encodings'
import { format } from './format'
import { type Given, Refused } from './given'
import type { IntrinsicName } from './intrinsic'
import { mathAdd, mathRandom } from './numbers'

export interface World {
  work: Work
  random: Random
}

/** What each intrinsic function does with its arguments. All but `MathRandom` and `UUID` are pure. */
export const intrinsicFunctions: Readonly<Record<IntrinsicName, (given: Given, world: World) => JsonValue>> =
  {
    'States.Array': (given) => given.all,
    'States.ArrayContains': (given, { work }) => arrayContains(given, work),
    'States.ArrayGetItem': (given) => arrayGetItem(given),
    'States.ArrayLength': (given) => given.array(0).length,
    'States.ArrayPartition': (given) => arrayPartition(given),
    'States.ArrayRange': (given) => arrayRange(given),
    'States.ArrayUnique': (given, { work }) => arrayUnique(given, work),
    'States.Base64Decode': (given) => base64Decode(given),
    'States.Base64Encode': (given) => base64Encode(given),
    'States.Format': (given, { work }) => format(given, work),
    'States.Hash': (given, { work }) => hash(given, work),
    'States.JsonMerge': (given) => jsonMerge(given),
    'States.JsonToString': (given, { work }) => jsonText(given.any(0), work),
    'States.MathAdd': (given) => mathAdd(given),
    'States.MathRandom': (given, { random }) => mathRandom(given, random),
    'States.StringSplit': (given) => stringSplit(given),
    'States.StringToJson': (given, { work }) => stringToJson(given, work),
    'States.UUID': (_given, { random }) => uuid(random),
  }

/** Shallow, and the second object wins. Only `true` asks for more, which AWS does not do. */
function jsonMerge(given: Given): JsonValue {
  if (given.any(2) === true) throw new Refused()
  return { ...given.object(0), ...given.object(1) }
}

/** Every character of the second argument separates; empty pieces are dropped (recorded: `,,,,` gives []). */
function stringSplit(given: Given): JsonValue {
  const separators = new Set(given.text(1))
  const pieces: string[] = []
  let piece = ''
  for (const char of given.text(0)) {
    if (!separators.has(char)) piece += char
    else if (piece !== '') {
      pieces.push(piece)
      piece = ''
    }
  }
  return piece === '' ? pieces : [...pieces, piece]
}

/** Nothing but blanks is `null` (recorded). */
function stringToJson(given: Given, work: Work): JsonValue {
  const text = given.text(0)
  if (text.trim() === '') return null
  const value = parsed(text)
  measure(value, work)
  if (!isAllFinite(value)) throw notJson('it contains a number that is too large.')
  return value
}

/** JSON.parse makes `1e999` infinite, which is no JSON value. The value was measured, so it is not too deep. */
function isAllFinite(value: JsonValue): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value !== 'object' || value === null || Object.values(value).every(isAllFinite)
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text)
  } catch {
    throw notJson('it is not valid JSON.')
  }
}

/** The first half is AWS's; behind it come the words of its parser, and here ours. */
function notJson(why: string): Refused {
  return new Refused(`Cannot convert String to Json in States.StringToJson, caused by: ${why}`)
}
