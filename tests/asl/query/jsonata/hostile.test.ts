import { describe, expect, test } from 'vitest'
import { jsonataProblem } from '@/lib/asl/query/jsonata/language'
import { evaluated } from './evaluate'

const guard = (message: string) => ({ problem: `threw an error during evaluation: ${message}` })
const outOfTime = guard('Expression evaluation timeout: Check for infinite loop')
const outOfMemory = guard('Expression evaluation memory limit exceeded: Check for excessive memory usage')
const outOfStack = guard(
  'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive',
)

/** The last that AWS takes and the first that it refuses, as measured in public (floci-io/floci#2737). */
describe("AWS's limits", () => {
  const recursion = (depth: number) => `($f := function($x){ $x <= 0 ? 0 : 1 + $f($x-1) }; $f(${depth}))`
  const doubled = (times: number) =>
    `($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $length($f('x', ${times})))`

  test.each([
    [`1${'+1'.repeat(99)}`, 100],
    [`${'('.repeat(99)}1${')'.repeat(99)}`, 1],
    [`1${'~>$string'.repeat(99)}`, '1'],
    [recursion(31), 31],
    ['[1..873782] ~> $count()', 873_782],
    [doubled(22), 4_194_304],
    ['$sum($map([1..200000], function($v){$v * 2}))', 40_000_200_000],
  ])('%s', async (source, value) => {
    expect(await evaluated(source)).toEqual({ value })
  })

  test.each([
    `1${'+1'.repeat(100)}`,
    `${'('.repeat(100)}1${')'.repeat(100)}`,
    `${'['.repeat(100)}1${']'.repeat(100)}`,
    `1${'~>$string'.repeat(100)}`,
    recursion(32),
  ])('%s nests too deeply', async (source) => {
    expect(await evaluated(source)).toEqual(outOfStack)
  })

  test.each(['[1..873783] ~> $count()', '$sum([1..900000])', doubled(23)])(
    '%s is too large',
    async (source) => {
      expect(await evaluated(source)).toEqual(outOfMemory)
    },
  )

  test('wide objects and arrays do not count as deep', async () => {
    const fields = Array.from({ length: 200 }, (_, index) => `"k${index}": $states.input.a.b`).join(', ')
    expect(await evaluated(`$count($keys({${fields}}))`, { input: { a: { b: 1 } } })).toEqual({ value: 200 })
    const items = Array.from({ length: 200 }, () => '$states.input.a.b').join(', ')
    expect(await evaluated(`$sum([${items}])`, { input: { a: { b: 1 } } })).toEqual({ value: 200 })
  })
})

const texts = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`)

describe('expressions that would go on for ever', () => {
  test.each([
    ['a loop without end', '($f := function($x){ $f($x+1) }; $f(1))'],
    ['two that call each other', '($f := function($x){ $g($x) }; $g := function($x){ $f($x) }; $f(1))'],
    [
      'sums of a large array again and again',
      '$map([1..100000], function($i){ $sum($states.input.numbers) })',
    ],
    [
      'texts of a large value again and again',
      '$map([1..100000], function($i){ $length($string($states.input)) })',
    ],
    [
      'comparing a large value again and again',
      '$map([1..100000], function($i){ $states.input = $parse($string($states.input)) })',
    ],
    ['appending in a fold', '$count($reduce([1..200000], $append))'],
    ['descendants of descendants', '$map([1..1000], function(){ $count($states.input.**.**) })'],
    ['a regular expression that explodes', '$match($states.input.a, /(a+)+$/)'],
    ['splitting by one', '$split($states.input.a, /(a|a)*b/)'],
    ['a comparator that sorts much', '$sort([1..200000], function($l, $r){ $l < $r })'],
    ['a picture without separators', '$toMillis($states.input.digits, "[Y][M][D][H][m][s][f][d][W][w]")'],
  ])('%s', async (_name, source) => {
    const input = {
      numbers: Array.from({ length: 20_000 }, (_, index) => index),
      a: `${'a'.repeat(60)}!`,
      digits: '1'.repeat(200),
      deep: { deep: { deep: texts(500) } },
    }
    expect(await evaluated(source, { input, unitsLeft: 200_000 })).toEqual(outOfTime)
  })
})

describe('expressions that make too much', () => {
  test.each([
    ['padding', '$pad("x", 1000000000)'],
    ['padding to the left', '$pad("x", -1000000000)'],
    ['joining by a long separator', '$join($map([1..5000], $string), $pad("", 5000))'],
    ['replacing by a long text', '$replace($pad("", 10000), " ", $pad("", 10000))'],
    ['doubling a text', '$reduce([1..100], function($s, $n){ $s & $s }, "x")'],
    ['doubling an object', '$reduce([1..100], function($o, $n){ {"l": $o, "r": $o} }, {"a": 1})'],
    ['doubling an array', '$reduce([1..100], function($a, $n){ [[$a], [$a]] }, [1])'],
    ['appending it to itself', '$reduce([1..100], function($a, $n){ $append($a, $a) }, [1])'],
    ['one object within another', '$reduce([1..5000], function($o, $n){ {"o": $o} }, {})'],
    ['a cycle', '{"a": 1} ~> |$|{"self": $}|'],
    ['a range', '[1..1000000000]'],
    ['a wide picture', '$fromMillis(0, "[Y,999999999]")'],
    ['a long picture', '$formatNumber(1, $pad("0", 2000, "0"))'],
  ])('%s', async (_name, source) => {
    expect(await evaluated(source)).toEqual(outOfMemory)
  })
})

describe('expressions that are refused when they are read', () => {
  test.each([
    ['a long one', `[${'1,'.repeat(40_000)}1]`],
    ['a deep one', `${'('.repeat(5_000)}1${')'.repeat(5_000)}`],
    ['a signature that explodes', 'function($a,$b,$c,$d)<x+x+x+x+:n>{1}(1,2,3,4)'],
  ])('%s', (_name, source) => {
    expect(jsonataProblem({ source })).toEqual({ message: expect.any(String) })
  })
})

test('large but honest work is done', async () => {
  const input = {
    items: Array.from({ length: 2_000 }, (_, index) => ({ price: index % 7, name: `item ${index}` })),
  }
  expect(await evaluated('$sum($states.input.items[price > 3].price)', { input })).toEqual({ value: 4_279 })
  expect(await evaluated('$count($distinct($states.input.items.name))', { input })).toEqual({ value: 2_000 })
  expect(await evaluated('$states.input.items^(>price, name)[0].price', { input })).toEqual({ value: 6 })
  expect(await evaluated('$count($sort($states.input.items.name))', { input })).toEqual({ value: 2_000 })
  expect(await evaluated('$count($keys($states.input.items{name: price}))', { input })).toEqual({
    value: 2_000,
  })
})
