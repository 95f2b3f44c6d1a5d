import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatEdits, formatted } from '@/lib/language'
import { applyEdits } from '@/lib/studio'

describe('formatting', () => {
  test.each([
    [
      '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
      '{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }',
    ],
    ['{\n"a":[1,2,{"b":1}],"c":{}}', '{\n  "a": [1, 2, { "b": 1 }],\n  "c": {}\n}'],
    ['{\n"a":{\n"b":1.50,"c":"\\u0041"}}\n', '{\n  "a": {\n    "b": 1.50,\n    "c": "\\u0041"\n  }\n}\n'],
    [
      `[${'"a long text of many words",'.repeat(5)}1]`,
      `[\n${'  "a long text of many words",\n'.repeat(5)}  1\n]`,
    ],
  ])('%s', (source, after) => {
    expect(formatted(source)).toBe(after)
  })

  test('what is no JSON stays as it is', () => {
    expect(formatted('{"a":1,}')).toBeUndefined()
    expect(formatted(`${'['.repeat(3_000)}`)).toBeUndefined()
    expect(formatEdits('')).toBeUndefined()
  })

  test('any JSON keeps what it says, and once is enough', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 1, 2, '\t'), (value, indent) => {
        const source = JSON.stringify(value, undefined, indent)
        const once = formatted(source) ?? ''
        expect(JSON.parse(once)).toEqual(JSON.parse(source))
        expect(formatted(once)).toBe(once)
        expect(applyEdits(source, formatEdits(source) ?? [])).toBe(once)
      }),
    )
  })

  const starters = readdirSync('content/exercises', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.asl.json'))
    .map((file) => path.join('content/exercises', file))
  test.each(starters)('%s is formatted already', (file) => {
    const source = readFileSync(file, 'utf8')
    expect(formatted(source) ?? source).toBe(source)
  })
})
