import { describe, expect, test } from 'vitest'
import { evaluated } from './evaluate'

const refused = (message: string) => ({ problem: `threw an error during evaluation. ${message}` })
const nothing = { problem: 'returned nothing (undefined).' }
const tooMuchMemory = {
  problem:
    'threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage',
}

/** What AWS's own functions give; the odd ones were measured on AWS in public (floci-io/floci). */
describe("AWS's own functions", () => {
  test.each([
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([1,2,3])', [[1, 2, 3]]],
    ['$partition([1,2,3,4,5], 2.9)', [[1, 2], [3, 4], [5]]],
    ['$partition([0], 1)', [[0]]],
    ['$range(0, 10, 2)', [0, 2, 4, 6, 8, 10]],
    ['$range(0, 10, 3)', [0, 3, 6, 9]],
    ['$range(10, 0, -2)', [10, 8, 6, 4, 2, 0]],
    ['$range(-1.7, 2, 1)', [-1, 0, 1, 2]],
    ['$range(5, 1, -1.5)', [5, 4, 3, 2, 1]],
    ['$range(3, 3, 1)', 3],
    ['$count($range(1, 360145, 1))', 360_145],
    ['$count($range(-9223372036854775808, 9223372036854775807, 9223372036854775807))', 3],
    ['$hash("Hello", "MD5")', '8b1a9953c4611296a827abf8c47804d7'],
    ['$hash("Hello", "SHA-1")', 'f7ff9e8b7bb2e09b70935a5d785e0cc5d9d0abf0'],
    ['$hash("ñ", "MD5")', '94e9342ecbb1458b6043ecd3bfcbc192'],
    ['$random(42)', 0.7275636800328681],
    ['$random(0)', 0.730967787376657],
    ['$random(7)', 0.7306990420600421],
    ['$random(0.9)', 0.730967787376657],
    ['$parse("{\\"b\\":1,\\"a\\":[2]}")', { b: 1, a: [2] }],
    ['$exists($parse("null"))', true],
    ['$parse("-0")', 0],
    ['$map(["{\\"a\\":1}", "{\\"a\\":2}"], $parse).a', [1, 2]],
  ])('%s', async (source, value) => {
    expect(await evaluated(source)).toEqual({ value })
  })

  test.each([
    '$partition([], 2)',
    '$partition([1,2,3], 0)',
    '$partition([1,2,3], -0.5)',
    '$range(5, 1, 1)',
    '$range(1, 5, 0)',
    '$range(1, 5)',
    '$hash("Hello")',
    '$parse()',
  ])('%s is nothing', async (source) => {
    expect(await evaluated(source)).toEqual(nothing)
  })

  test.each([
    ['$partition([1,2,3], -1)', 'D3137: Second argument must be zero or greater'],
    ['$hash(42, "MD5")', 'T0410: Argument 1 of function "hash" does not match function signature'],
    ['$hash("a", 5)', 'T0410: Argument 2 of function "hash" does not match function signature'],
    ['$range(1)', 'T0410: Argument 2 of function "range" does not match function signature'],
    ['$uuid("seed")', 'T0410: Argument 1 of function "uuid" does not match function signature'],
    ['$random(1, 2)', 'T0410: Argument 2 of function "random" does not match function signature'],
    ['$parse(null)', 'T0410: Argument 1 of function "parse" does not match function signature'],
    ['$eval("1+1")', 'T1006: Attempted to invoke a non-function'],
  ])('%s is refused', async (source, message) => {
    expect(await evaluated(source)).toEqual(refused(message))
  })

  test.each([
    '""',
    '"  "',
    '"{\\"a\\":1}{\\"b\\":2}"',
    '"[1,2] [3,4]"',
    '"{\\"a\\":1,\\"a\\":2}"',
    '"1e400"',
    '"nope"',
  ])('$parse(%s) is no JSON', async (text) => {
    expect(await evaluated(`$parse(${text})`)).toEqual(refused('D3137: Invalid JSON'))
  })

  test('$range has a limit of its own', async () => {
    expect(await evaluated('$range(1, 360146, 1)')).toEqual(tooMuchMemory)
    expect(await evaluated('$range(1, 1000000000, 1)')).toEqual(tooMuchMemory)
  })

  test('chance comes from the execution', async () => {
    const draws = [0.1, 0.9, 0.5]
    const random = () => draws.shift() ?? 0
    expect(await evaluated('[$random(), $random()]', { random })).toEqual({ value: [0.1, 0.9] })
    expect(await evaluated('$shuffle([1,2,3])', { random: () => 0 })).toEqual({ value: [2, 3, 1] })
    expect(await evaluated('$uuid()', { random: () => 0.5 })).toEqual({
      value: '88888888-8888-4888-a888-888888888888',
    })
  })
})

describe('time', () => {
  test.each([
    ['$now()', '2026-03-14T01:59:00.000Z'],
    ['$now("[Y]/[M01]")', '2026/03'],
    ['$now("[H01]:[m01]", "+0200")', '03:59'],
    ['$millis()', Date.UTC(2026, 2, 14, 1, 59)],
    ['$toMillis("2018-01-01T00:00:00")', Date.UTC(2018, 0, 1)],
    ['$toMillis("2018-01-01T00:00:00+01:00")', Date.UTC(2017, 11, 31, 23)],
    ['$toMillis("13:45", "[H]:[m]")', Date.UTC(2026, 2, 14, 13, 45)],
    ['$fromMillis(0, "[D01].[M01].[Y0001]")', '01.01.1970'],
  ])('%s is that of the virtual clock, in UTC', async (source, value) => {
    expect(await evaluated(source)).toEqual({ value })
  })

  test('a moment beyond the calendar is none', async () => {
    expect(await evaluated('$fromMillis(1e300)')).toEqual({
      problem: 'threw an internal error during evaluation.',
    })
  })
})
