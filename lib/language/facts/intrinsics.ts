import { byName, type Fact } from './fact'
import { guidePage } from './guide'

function intrinsic(name: string, given: string, help: string, example: string, limits?: string): Fact {
  return {
    name: `States.${name}`,
    signature: `States.${name}(${given})`,
    help,
    example,
    source: guidePage('intrinsic-functions'),
    ...(limits && { limits }),
  }
}

const SHORT = 'The text has at most 10,000 characters.'

/** The intrinsic functions of JSONPath states, in values of keys that end in `.$`. */
export const intrinsics = byName([
  intrinsic(
    'Format',
    'template, value…',
    'Text with a value put into each `{}`.',
    "States.Format('Order {}', $.id)",
    'As many values as `{}`; a brace itself is written `\\\\{`.',
  ),
  intrinsic(
    'StringToJson',
    'text',
    'Reads JSON text.',
    'States.StringToJson($.body)',
    'Other text fails with States.IntrinsicFailure.',
  ),
  intrinsic('JsonToString', 'value', 'Writes a value as JSON text.', 'States.JsonToString($.order)'),
  intrinsic('Array', 'value…', 'An array of its arguments.', 'States.Array($.first, $.second)'),
  intrinsic(
    'ArrayPartition',
    'array, size',
    'Cuts an array into chunks; the last may be shorter.',
    'States.ArrayPartition($.items, 4)',
  ),
  intrinsic(
    'ArrayContains',
    'array, value',
    '`true` when the value is in the array.',
    "States.ArrayContains($.tags, 'new')",
  ),
  intrinsic(
    'ArrayRange',
    'first, last, step',
    'Numbers from the first to the last, which is included.',
    'States.ArrayRange(1, 9, 2)',
    'At most 1,000 numbers; the step is not 0.',
  ),
  intrinsic(
    'ArrayGetItem',
    'array, index',
    'The element at an index, counted from 0.',
    'States.ArrayGetItem($.items, 0)',
    'An index outside fails with States.IntrinsicFailure.',
  ),
  intrinsic('ArrayLength', 'array', 'How many elements there are.', 'States.ArrayLength($.items)'),
  intrinsic('ArrayUnique', 'array', 'The array without repetitions.', 'States.ArrayUnique($.tags)'),
  intrinsic('Base64Encode', 'text', 'Text as Base64.', 'States.Base64Encode($.text)', SHORT),
  intrinsic('Base64Decode', 'text', 'Base64 as text.', 'States.Base64Decode($.encoded)', SHORT),
  intrinsic(
    'Hash',
    'text, algorithm',
    'A digest in hexadecimal digits.',
    "States.Hash($.text, 'SHA-256')",
    '`MD5`, `SHA-1`, `SHA-256`, `SHA-384` or `SHA-512`; the text has at most 10,000 characters.',
  ),
  intrinsic(
    'JsonMerge',
    'object, object, false',
    'Both objects in one; of doubled keys the second counts.',
    'States.JsonMerge($.defaults, $.given, false)',
    'The third argument is `false`: AWS does not merge what is nested.',
  ),
  intrinsic(
    'MathRandom',
    'start, end[, seed]',
    'A random whole number from the start to below the end.',
    'States.MathRandom(1, 7)',
    'The same seed gives the same number.',
  ),
  intrinsic(
    'MathAdd',
    'number, number',
    'The sum of two whole numbers.',
    'States.MathAdd($.count, 1)',
    'Between -2,147,483,648 and 2,147,483,647.',
  ),
  intrinsic(
    'StringSplit',
    'text, separators',
    'The pieces of a text; empty ones are dropped.',
    "States.StringSplit($.list, ',')",
    'Every character of the second argument separates.',
  ),
  intrinsic('UUID', '', 'A new random identifier.', 'States.UUID()'),
])
