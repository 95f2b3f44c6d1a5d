import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differenceText, firstDifference } from '@/lib/exercises/judge/difference'
import { counted, cut, listed, preview, seconds, times } from '@/lib/exercises/judge/words'
import type { JsonValue } from '@/lib/json'

function nested(levels: number): JsonValue {
  let value: JsonValue = 'deep'
  for (let level = 0; level < levels; level++) value = [value]
  return value
}

describe('preview', () => {
  test.each<[JsonValue, string]>([
    [null, 'null'],
    ['a "b"', '"a \\"b\\""'],
    [[1, [2, true]], '[1, [2, true]]'],
    [{ b: 1, a: { c: [] } }, '{"b": 1, "a": {"c": []}}'],
    [JSON.parse('{"__proto__": 1}'), '{"__proto__": 1}'],
    [nested(8), '[[[[[[[…]]]]]]]'],
  ])('%j', (value, text) => {
    expect(preview(value)).toBe(text)
  })

  test('stops when the line is full, however large or deep the value', () => {
    const large = Array.from({ length: 1_000_000 }, (_, index) => index)
    expect(preview(large).length).toBeLessThan(260)
    expect(preview(nested(200_000)).length).toBeLessThan(260)
    expect(preview({ text: 'x'.repeat(1_000_000) }).length).toBeLessThan(260)
  })

  test('is JSON when nothing was cut', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const text = preview(value as JsonValue, 100_000)
        if (!text.includes('…')) expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})

describe('firstDifference', () => {
  test.each<[string, JsonValue, JsonValue | undefined, string]>([
    ['a member less', { a: 1, b: 2 }, { a: 1 }, '`/b` is missing; it should be 2.'],
    ['a member more', { a: 1 }, { a: 1, b: 2 }, '`/b` should not be there.'],
    ['deeper', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, '`/a/0/b` is 2 and should be 1.'],
    ['another length', [1], [1, 2], 'It is [1, 2] and should be [1].'],
    ['another type', { a: 1 }, { a: '1' }, '`/a` is "1" and should be 1.'],
    ['nothing there', 1, undefined, 'It is missing; it should be 1.'],
    ['an inherited name', { constructor: 1 }, {}, '`/constructor` is missing; it should be 1.'],
  ])('%s', (_, expected, actual, text) => {
    const difference = firstDifference(expected, actual, 'exact')
    expect(difference && differenceText(difference, 'It')).toBe(text)
  })

  test('lets objects have more members when asked for inclusion', () => {
    expect(firstDifference({ a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 }, 'included')).toBeUndefined()
    expect(firstDifference([1], [1, 2], 'included')).toBeDefined()
  })

  test('goes no deeper than the authored value', () => {
    expect(firstDifference({ a: 1 }, { a: nested(200_000) }, 'exact')).toMatchObject({ at: '/a' })
  })

  test('finds nothing between a value and itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json: JsonValue = JSON.parse(JSON.stringify(value))
        expect(firstDifference(json, json, 'exact')).toBeUndefined()
      }),
    )
  })
})

test('words for numbers and lists', () => {
  expect([0, 1, 2, 3].map(times)).toEqual(['never', 'once', 'twice', '3 times'])
  expect([1, 2.5, 0.0004].map(seconds)).toEqual(['1 second', '2.5 seconds', '0 seconds'])
  expect(counted(1, 'retry', 'retries')).toBe('1 retry')
  expect(listed(['a', 'b', 'c'], 2)).toBe('a, b and 1 more')
  expect(cut('abc', 2)).toBe('ab…')
})
