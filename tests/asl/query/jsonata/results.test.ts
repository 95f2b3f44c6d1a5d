import { describe, expect, test } from 'vitest'
import { jsonataProblem } from '@/lib/asl/query/jsonata/language'
import { evaluated } from './evaluate'

describe('a result', () => {
  test.each([
    ['1/0', 'Infinity'],
    ['-1/0', '-Infinity'],
    ['0/0', 'NaN'],
    ['[1/0]', ['Infinity']],
    ['{"k": 1/0}', { k: 'Infinity' }],
    ['-0', 0],
  ])('%s is JSON', async (source, value) => {
    expect(await evaluated(source)).toEqual({ value })
  })

  test.each(['function($x){$x}', '$fn := function($x){$x}', '$sum', '/ab/', '[1, $sum]', '{"f": $sum}'])(
    '%s is refused, being or having a function',
    async (source) => {
      expect(await evaluated(source)).toEqual({ problem: 'returned an unsupported result type.' })
    },
  )

  test.each(['$states.input.missing', '$doesNotExist', '$states.input[99]', '()', '$states.input.__proto__'])(
    '%s is nothing',
    async (source) => {
      expect(await evaluated(source)).toEqual({ problem: 'returned nothing (undefined).' })
    },
  )

  test('a sequence of one is its item, an array is an array', async () => {
    expect(await evaluated('$states.input.a.b', { input: { a: [{ b: 1 }] } })).toEqual({ value: 1 })
    expect(await evaluated('$states.input.a.b[]', { input: { a: [{ b: 1 }] } })).toEqual({ value: [1] })
    expect(await evaluated('[$states.input.a.b]', { input: { a: [{ b: 1 }] } })).toEqual({ value: [1] })
  })

  test('arrays carry none of the marks of the engine', async () => {
    const result = await evaluated('$states.input.a.b[]', { input: { a: [{ b: 1 }, { b: 2 }] } })
    expect(Reflect.ownKeys((result as { value: object }).value)).toEqual(['0', '1', 'length'])
  })

  test('lone surrogates stay as they are', async () => {
    expect(await evaluated('$states.input & "x"', { input: '\ud800' })).toEqual({ value: '\ud800x' })
  })

  test('what is known is passed on without a copy', async () => {
    const input = { big: [1, 2, 3] }
    const result = await evaluated('{"copy": $states.input.big}', {
      input,
      isKnown: (value) => value === input.big,
    })
    expect((result as { value: { copy: unknown } }).value.copy).toBe(input.big)
  })
})

describe('keys of objects in general', () => {
  test.each([
    '$states.input.constructor',
    '$states.input.__proto__',
    '$lookup($states.input, "__proto__")',
    '$states.input.toString',
    '"x".length',
  ])('%s reaches no prototype', async (source) => {
    expect(await evaluated(source)).toEqual({ problem: 'returned nothing (undefined).' })
  })

  test('`__proto__` is a key like any other', async () => {
    const input = JSON.parse('{"__proto__": {"a": 1}}')
    const same = { value: input }
    expect(await evaluated('$states.input', { input })).toEqual(same)
    expect(await evaluated('$merge([$states.input])', { input })).toEqual(same)
    expect(await evaluated('$states.input.__proto__.a', { input })).toEqual({ value: 1 })
    expect(await evaluated('{"__proto__": {"a": 1}}')).toEqual(same)
    expect(({} as Record<string, unknown>).a).toBeUndefined()
  })

  test('data that looks like a function is data', async () => {
    const input = {
      _jsonata_lambda: true,
      _jsonata_function: true,
      body: { type: 'value', value: 1 },
      arguments: [],
    }
    expect(await evaluated('$states.input', { input })).toEqual({ value: input })
    expect(await evaluated('$states.input()', { input })).toHaveProperty('problem')
    expect(await evaluated('$map([1], $states.input)', { input })).toHaveProperty('problem')
  })
})

test.each([
  ['1 < "a"', 'T2009: The values 1 and "a" either side of operator "<" must be of the same data type'],
  ['$split("a", "b", -1)', 'D3020: Third argument of split function must evaluate to a positive number'],
  ['$sum(["a"])', 'T0412: Argument 1 of function "sum" must be an array of "numbers"'],
  ['1 + {}', 'T2002: The right side of the "+" operator must evaluate to a number'],
  ['$sqrt(-1)', 'D3060: The sqrt function cannot be applied to a negative number: -1'],
  ['$error("boom")', 'D3137: boom'],
  ['$randomSeeded(1)', 'T1006: Attempted to invoke a non-function'],
  ['$states.input.object()', 'T1006: Attempted to invoke a non-function'],
])('%s says what is wrong', async (source, message) => {
  expect(await evaluated(source, { input: { object: {} } })).toEqual({
    problem: `threw an error during evaluation. ${message}`,
  })
})

describe('operators that came after version 2.0.6 of the language', () => {
  test.each([
    ['$states.input.a ?? 1', 'The symbol "?" cannot be used as a unary operator'],
    ['$states.input.a ?: 1', 'The symbol ":" cannot be used as a unary operator'],
    ['$map([1], function($x){ $f($x) ?: 1 })', 'The symbol ":" cannot be used as a unary operator'],
  ])('%s is no expression', (source, message) => {
    expect(jsonataProblem({ source })).toMatchObject({ message })
  })

  test.each([
    '$a ? $a : 1',
    '$exists($a) ? $a : 1',
    '($f := function($x){ $x ? $f($x) : $f(1) })',
    'true ? true',
  ])('%s is one', (source) => {
    expect(jsonataProblem({ source })).toBeUndefined()
  })
})
