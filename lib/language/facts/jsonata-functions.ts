import { byName, type Fact } from './fact'
import { guidePage } from './guide'

/** Of the language itself, as `name(arguments) what it gives`, one a line, under the page that describes them. */
const pages: Readonly<Record<string, string>> = {
  'string-functions': `
    string(value[, pretty]) A value as text; objects and arrays as JSON.
    length(text) How many characters there are.
    substring(text, start[, length]) A part of a text, counted from 0; a negative start counts from the end.
    substringBefore(text, mark) What stands before the mark.
    substringAfter(text, mark) What stands behind the mark.
    uppercase(text) The text in capitals.
    lowercase(text) The text in small letters.
    trim(text) Without blanks at both ends, and single ones within.
    pad(text, width[, character]) Filled up to a width; a negative width fills at the left.
    contains(text, pattern) \`true\` when the text or regular expression is found in it.
    split(text, separator[, limit]) The pieces between the separators.
    join(texts[, separator]) One text of many.
    match(text, pattern[, limit]) Where a regular expression is found, as objects with \`match\`, \`index\` and \`groups\`.
    replace(text, pattern, replacement[, limit]) With every occurrence replaced.
    base64encode(text) Text as Base64.
    base64decode(text) Base64 as text.
    encodeUrlComponent(text) Escaped for a part of a URL.
    encodeUrl(text) Escaped for a URL.
    decodeUrlComponent(text) Unescaped again.
    decodeUrl(text) Unescaped again.`,
  'numeric-functions': `
    number(value) Text or a truth value as a number.
    abs(number) Without its sign.
    floor(number) The next whole number below.
    ceil(number) The next whole number above.
    round(number[, digits]) Rounded; halves go to the even neighbour.
    power(base, exponent) The base to the power of the exponent.
    sqrt(number) The square root.
    formatNumber(number, picture[, options]) As text after a picture such as \`#,##0.00\`.
    formatBase(number[, base]) As text in another base, 10 when absent.
    formatInteger(number, picture) As text after a picture such as \`w\` for words.
    parseInteger(text, picture) The number that a picture was made of.`,
  'aggregation-functions': `
    sum(numbers) The sum.
    max(numbers) The largest.
    min(numbers) The smallest.
    average(numbers) The mean.`,
  'boolean-functions': `
    boolean(value) Whether the value counts as true: empty text, 0, empty arrays and objects do not.
    not(value) The opposite.
    exists(value) Whether there is a value at all.`,
  'array-functions': `
    count(array) How many elements there are.
    append(array, array) Both in one.
    sort(array[, function($left, $right)]) In order; the function says whether left and right change places.
    reverse(array) The last first.
    shuffle(array) In random order.
    distinct(array) Without repetitions.
    zip(array, array…) Arrays of the elements at the same index.`,
  'object-functions': `
    keys(object) Its keys.
    lookup(object, key) The value of a key that is worked out.
    clone(object) A copy, to be changed by a transformation.
    spread(object) An array of objects with one member each.
    merge(objects) One object of many; of doubled keys the last counts.
    sift(object, function($value, $key)) The members for which the function is true.
    each(object, function($value, $key)) What the function makes of every member.
    error(message) Fails with States.QueryEvaluationError.
    assert(condition[, message]) Fails when the condition is false.
    type(value) \`null\`, \`number\`, \`string\`, \`boolean\`, \`array\`, \`object\` or \`function\`.`,
  'date-time-functions': `
    now([picture[, timezone]]) The moment of the evaluation, as ISO 8601 text when there is no picture.
    millis() The moment as milliseconds since 1970.
    fromMillis(number[, picture[, timezone]]) A moment as text.
    toMillis(text[, picture]) Text as a moment.`,
  'higher-order-functions': `
    map(array, function($value, $index, $array)) What the function makes of every element.
    filter(array, function($value, $index, $array)) The elements for which the function is true.
    single(array, function($value, $index, $array)) The one element for which it is true; it fails unless there is one.
    reduce(array, function($sofar, $value)[, start]) One value of many, from the left.`,
}

function ofJsonata([page, lines]: readonly [string, string]): Fact[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [, signature = '', help = ''] = /^\s*(\w+\(.*?\)) ([A-Z`].*)$/.exec(line) ?? []
      return {
        name: `$${signature.slice(0, signature.indexOf('('))}`,
        signature: `$${signature}`,
        help,
        source: `https://docs.jsonata.org/${page}`,
      }
    })
}

function added(signature: string, help: string, limits?: string): Fact {
  return {
    name: signature.slice(0, signature.indexOf('(')),
    signature,
    help: `${help} Step Functions adds it to JSONata.`,
    source: guidePage('transforming-data'),
    ...(limits && { limits }),
  }
}

/** Every function that a JSONata expression can call; there is no `$eval`. */
export const jsonataFunctions = byName([
  added('$partition(array, size)', 'Cuts an array into chunks.'),
  added(
    '$range(first, last, step)',
    'Numbers from the first to the last, which is included.',
    'One number alone is no array: write `[$range(…)]`.',
  ),
  added(
    '$hash(text, algorithm)',
    'A digest in hexadecimal digits.',
    '`MD5`, `SHA-1`, `SHA-256`, `SHA-384` or `SHA-512`.',
  ),
  added('$random([seed])', 'A number from 0 to below 1.', 'The same seed gives the same number.'),
  added('$uuid()', 'A new random identifier.'),
  added('$parse(text)', 'Reads JSON text; it stands in for `$eval`.'),
  ...Object.entries(pages).flatMap(ofJsonata),
])
