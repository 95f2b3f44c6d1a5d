import type { JsonValue } from '@/lib/json'
import type { Random } from '../scope'
import { jsonText } from '../text'
import type { Work } from '../work'
import { arrayContains, arrayGetItem, arrayPartition, arrayRange, arrayUnique } from './arrays'
import { base64Decode, base64Encode, hash } from './encodings'
import { format } from './format'
import { Given, Refused } from './given'
import type { IntrinsicName } from './intrinsic'
import { mathAdd, mathRandom, uuid } from './numbers'

export interface World {
  work: Work
  random: Random
}

/** What each intrinsic function does with its arguments. All but `MathRandom` and `UUID` are pure. */
export const intrinsicFunctions: Readonly<
  Record<IntrinsicName, (values: readonly JsonValue[], world: World) => JsonValue>
> = {
  'States.Array': (values) => values,
  'States.ArrayContains': (values, { work }) => arrayContains(new Given(values), work),
  'States.ArrayGetItem': (values) => arrayGetItem(new Given(values)),
  'States.ArrayLength': (values) => new Given(values).array(0).length,
  'States.ArrayPartition': (values, { work }) => arrayPartition(new Given(values), work),
  'States.ArrayRange': (values) => arrayRange(new Given(values)),
  'States.ArrayUnique': (values, { work }) => arrayUnique(new Given(values), work),
  'States.Base64Decode': (values) => base64Decode(new Given(values)),
  'States.Base64Encode': (values) => base64Encode(new Given(values)),
  'States.Format': (values, { work }) => format(new Given(values), values.slice(1), work),
  'States.Hash': (values, { work }) => hash(new Given(values), work),
  'States.JsonMerge': (values) => jsonMerge(new Given(values)),
  'States.JsonToString': ([value = null], { work }) => jsonText(value, work),
  'States.MathAdd': (values) => mathAdd(new Given(values)),
  'States.MathRandom': (values, { random }) => mathRandom(new Given(values), values.length > 2, random),
  'States.StringSplit': (values) => stringSplit(new Given(values)),
  'States.StringToJson': (values) => stringToJson(new Given(values)),
  'States.UUID': (_values, { random }) => uuid(random),
}

/** Shallow only; the second object wins. */
function jsonMerge(given: Given): JsonValue {
  if (given.any(2) !== false) throw new Refused('Argument 3 has to be false: AWS merges shallowly only.')
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
function stringToJson(given: Given): JsonValue {
  const text = given.text(0)
  if (text.trim() === '') return null
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused('The string is not valid JSON.')
  }
}
