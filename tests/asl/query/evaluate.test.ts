import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { referencePathOrNull } from '@/lib/asl/parse/paths'
import type { Problem } from '@/lib/asl/parse/problem'
import { template } from '@/lib/asl/parse/templates'
import { evaluatePath, fillTemplate, instantOf, isPresent, putAt, wildcardMatches } from '@/lib/asl/query'
import type { JsonValue } from '@/lib/json'
import { pathOf, scopeOf } from './scope'

function fill(written: JsonValue, input: JsonValue, variables: Record<string, JsonValue> = {}) {
  const report = ({ message, severity }: Problem) => {
    if (severity !== 'WARNING') throw new Error(message)
  }
  const read = template('JSONPath')(written, { at: '', name: 'Parameters', report })
  if (!read) throw new Error('The template was refused.')
  return fillTemplate(read, scopeOf(input, { variables: new Map(Object.entries(variables)) }))
}

function put(path: string, input: JsonValue, result: JsonValue) {
  const read = referencePathOrNull(path, { at: '', name: 'ResultPath', report: () => {} })
  if (!read?.path) throw new Error(`${path} is no reference path.`)
  return putAt(read.path, input, result)
}

describe('paths', () => {
  test.each<[string, JsonValue, JsonValue]>([
    ['$', null, null],
    ['$.a.b', { a: { b: 1 } }, 1],
    ['$$.Execution.Name', {}, 'run-1'],
    ['$total.net', {}, 12],
    ['$', [1], [1]],
    // recorded: many from nowhere are none
    ['$.items[1:]', {}, []],
    ['$.item.items[:1]', {}, []],
    ['$.items[*].value', {}, []],
    ['$.a[-1]', { a: [1, 2] }, 2],
    // recorded: between single quotes a backslash before a double quote stays
    [`$['Test\\""Name"']`, { 'Test\\""Name"': 'Value"' }, 'Value"'],
    ["$['it\\'s']", { "it's": 1 }, 1],
    ["$['__proto__']", JSON.parse('{"__proto__": 5}'), 5],
    // a variance just below zero
    ['$.a.stddev()', { a: [0.1, 0.1, 0.1] }, 0],
    ['$.a.max()', { a: [1e308, 1.5e308] }, 1.5e308],
  ])('%s of %j', (path, input, expected) => {
    const variables = new Map<string, JsonValue>([['total', { net: 12 }]])
    expect(evaluatePath(pathOf(path), scopeOf(input, { variables }))).toEqual({ ok: true, value: expected })
  })

  test.each<[string, JsonValue, string | undefined, string]>([
    // as recorded
    [
      '$.ErrorX',
      { Error: 'e' },
      'ErrorPath',
      `The JSONPath '$.ErrorX' specified for the field 'ErrorPath' could not be found in the input '{"Error":"e"}'`,
    ],
    [
      '$$.Execution.Input.x',
      { a: 1 },
      'v.$',
      `The JSONPath '$$.Execution.Input.x' specified for the field 'v.$' could not be found in the input '{"a":1}'`,
    ],
    ['$.no.such', {}, undefined, "Invalid path '$.no.such' : Missing property in path $['no']"],
    ['$.Nope', {}, undefined, "Invalid path '$.Nope' : No results for path: $['Nope']"],
    ['$unknown.x', {}, undefined, "Invalid path '$unknown.x' : No results for path: $unknown.x"],
    ['$.toString', {}, undefined, "Invalid path '$.toString' : No results for path: $['toString']"],
    [
      '$.a.sum()',
      { a: [1e308, 1.5e308] },
      undefined,
      "Invalid path '$.a.sum()' : Aggregation function came to a number that JSON cannot hold",
    ],
    [
      '$.__proto__.x',
      {},
      undefined,
      "Invalid path '$.__proto__.x' : Missing property in path $['__proto__']",
    ],
  ])('%s of %j fails', (path, input, field, cause) => {
    expect(evaluatePath(pathOf(path), scopeOf(input), field)).toEqual({
      ok: false,
      error: { error: 'States.Runtime', cause },
    })
  })

  test.each<[string, JsonValue, boolean]>([
    ['$.a', { a: null }, true],
    ['$.a', {}, false],
    ['$.a.b', { a: 1 }, false],
    ['$.a[0]', { a: [] }, false],
    ['$.a[*]', { a: [] }, false],
    ['$.a[*]', { a: [null] }, true],
    ['$$.Task.Token', {}, false],
    ['$x', {}, false],
  ])('whether %s of %j is present', (path, input, expected) => {
    expect(isPresent(pathOf(path), scopeOf(input))).toBe(expected)
  })

  test('a query that explodes ends with a failure that says so', () => {
    const wide = { list: Array.from({ length: 20_000 }, (_, id) => ({ id, in: [[[id]]] })) }
    for (const path of [
      '$..[?(@.id == $..id.length())]',
      '$.list[?(@.id in $.list[*].id)]',
      '$..*..*..*..*',
    ]) {
      const result = evaluatePath(pathOf(path), scopeOf(wide))
      expect(result.ok ? '' : result.error.cause).toContain('needs more than 2,000,000 steps')
    }
  })
})

describe('templates', () => {
  test.each<[JsonValue, JsonValue, JsonValue]>([
    [{ a: 1, 'b.$': '$.x', c: { 'd.$': '$$.State.Name' } }, { x: [2] }, { a: 1, b: [2], c: { d: 'S' } }],
    [{ list: [{ 'a.$': '$.x' }, 'fixed'] }, { x: 1 }, { list: [{ a: 1 }, 'fixed'] }],
    [{ 'a.$': 'States.Array($.x, $v)' }, { x: 1 }, { a: [1, 'variable'] }],
    [{ a: '$.x' }, { x: 1 }, { a: '$.x' }],
    [{}, {}, {}],
    [
      JSON.parse('{"__proto__.$": "$.x", "constructor": 1}'),
      { x: { y: 1 } },
      JSON.parse('{"__proto__": {"y": 1}, "constructor": 1}'),
    ],
  ])('%j with %j', (written, input, expected) => {
    const filled = fill(written, input, { v: 'variable' })
    expect(JSON.stringify(filled)).toBe(JSON.stringify({ ok: true, value: expected }))
  })

  test('the first field that fails is named', () => {
    expect(fill({ a: { 'b.$': '$.nope' } }, { x: 1 })).toEqual({
      ok: false,
      error: {
        error: 'States.Runtime',
        cause: `The JSONPath '$.nope' specified for the field 'b.$' could not be found in the input '{"x":1}'`,
      },
    })
  })

  test('work is counted over the whole template', () => {
    const input = { s: 'a,'.repeat(100_000) }
    const written = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, index) => [`f${index}.$`, "States.StringSplit($.s, ',')"]),
    )
    const filled = fill(written, input)
    expect(filled.ok ? '' : filled.error.cause).toContain('steps')
  })
})

describe('result paths', () => {
  test.each<[string, JsonValue, JsonValue, JsonValue]>([
    ['$', { a: 1 }, 2, 2],
    ['$.b', { a: 1 }, 2, { a: 1, b: 2 }],
    ['$.a', { a: 1 }, 2, { a: 2 }],
    ['$.x.y.z', { a: 1 }, 2, { a: 1, x: { y: { z: 2 } } }],
    ['$.a[1]', { a: [1, 2, 3] }, 9, { a: [1, 9, 3] }],
    ['$.a[0].b', { a: [{}] }, 9, { a: [{ b: 9 }] }],
    ["$['a b']", {}, 1, { 'a b': 1 }],
    ['$.__proto__', {}, { x: 1 }, JSON.parse('{"__proto__": {"x": 1}}')],
  ])('%s of %j with %j', (path, input, result, expected) => {
    const done = put(path, input, result)
    expect(JSON.stringify(done)).toBe(JSON.stringify({ ok: true, value: expected }))
  })

  test.each<[string, JsonValue, string]>([
    ['$.a', [1], 'step "a"'],
    ['$.a', 'text', 'ReferencePath $.a'],
    ['$.a', null, 'ReferencePath $.a'],
    ['$.a.b', { a: 1 }, 'step "b"'],
    ['$.a[3]', { a: [1] }, 'step "[3]"'],
    ['$.a[0]', {}, 'step "[0]"'],
    ['$[0].b', {}, 'step "[0]"'],
  ])('%s of %j fails', (path, input, what) => {
    expect(put(path, input, 1)).toEqual({
      ok: false,
      error: {
        error: 'States.ReferencePathConflict',
        cause: `Unable to apply ${what} to input ${JSON.stringify(input)}`,
      },
    })
  })

  const name = fc.constantFrom('a', 'b', '__proto__', 'x y', "it's", 'constructor')
  const names = fc.array(name, { minLength: 1, maxLength: 4 })
  const asPath = (keys: readonly string[]) =>
    `$${keys.map((key) => `['${key.replaceAll("'", "\\'")}']`).join('')}`

  test('what was put is found; what was there stays; the input is not touched', () => {
    fc.assert(
      fc.property(names, fc.dictionary(name, fc.integer()), fc.jsonValue(), (keys, input, raw) => {
        const value: JsonValue = JSON.parse(JSON.stringify(raw))
        const before = JSON.stringify(input)
        const done = put(asPath(keys), input, value)
        expect(JSON.stringify(input)).toBe(before)
        if (!done.ok) return
        expect(evaluatePath(pathOf(asPath(keys)), scopeOf(done.value))).toEqual({ ok: true, value })
        const others = Object.keys(input).filter((key) => key !== keys[0])
        for (const key of others) {
          expect(evaluatePath(pathOf(asPath([key])), scopeOf(done.value))).toEqual({
            ok: true,
            value: input[key],
          })
        }
      }),
    )
  })
})

describe('StringMatches', () => {
  test.each<[string, string, boolean]>([
    ['log-*.txt', 'log-2026.txt', true],
    ['log-*.txt', 'log-.txt', true],
    ['log-*.txt', 'log-2026.txt.gz', false],
    ['*', '', true],
    ['**', 'x', true],
    ['', '', true],
    ['', 'x', false],
    ['a*a', 'a', false],
    ['*ab*ab*', 'abab', true],
    ['*aab', 'aaab', true],
    ['*aab*', 'aaabc', true],
    ['\\*', '*', true],
    ['\\*', 'x', false],
    ['\\\\*', '\\anything', true],
    ['a.c', 'abc', false],
    ['a*\n*b', 'a1\n2b', true],
  ])('%s on %s', (pattern, text, expected) => {
    expect(wildcardMatches(pattern, text)).toBe(expected)
  })

  test('agrees with a regular expression', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 })
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 5 }),
        fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 14 }),
        (parts, text) => {
          expect(wildcardMatches(parts.join('*'), text)).toBe(
            new RegExp(`^${parts.join('.*')}$`, 's').test(text),
          )
        },
      ),
    )
  })
})

describe('timestamps', () => {
  test.each<[string, string | undefined]>([
    ['2026-03-14T01:59:00Z', '2026-03-14T01:59:00.000Z'],
    ['2026-03-14T01:59:00.1234Z', '2026-03-14T01:59:00.123Z'],
    ['2026-03-14T01:59:00+02:00', '2026-03-13T23:59:00.000Z'],
    ['2024-02-29T00:00:00-01:30', '2024-02-29T01:30:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['2026-02-29T00:00:00Z', undefined],
    ['2016-13-05T21:29:29Z', undefined],
    ['2016-12-05T25:29:29Z', undefined],
    ['2016-12-05T21:29:60Z', undefined],
    ['2016-12-05t21:29:29z', undefined],
    ['2016-12-05T21:29:29', undefined],
    ['2016-12-05 21:29:29Z', undefined],
    ['2016-12-05', undefined],
    ['2016-12-05T21:29Z', undefined],
  ])('%s', (written, expected) => {
    const instant = instantOf(written)
    expect(instant === undefined ? undefined : new Date(instant).toISOString()).toBe(expected)
  })
})
