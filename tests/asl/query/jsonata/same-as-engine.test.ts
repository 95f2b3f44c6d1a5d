import fc from 'fast-check'
import jsonata from 'jsonata'
import { describe, expect, test } from 'vitest'
import { valueNamed } from '@/lib/asl/query/jsonata/language'
import type { JsonValue } from '@/lib/json'
import { evaluated } from './evaluate'

/** Expressions over `$states.input`, among them all that touch what we replaced or guard. */
const expressions = [
  '$states.input',
  '$states.input.a',
  '$states.input.a.b',
  '$states.input.a[]',
  '$states.input.a[0]',
  '$states.input[a > 1].b',
  '$states.input.*',
  '$states.input.**.a',
  '$states.input.a{"k": b}',
  '$states.input{$string(a): b}',
  '$states.input.a.{"x": b, "y": $}',
  '$states.input.[a, b]',
  '[$states.input.a, $states.input.b]',
  '{"a": $states.input.a, "b": [$states.input.b]}',
  '$states.input ~> |**[a]|{"b": 1}, ["a"]|',
  '$states.input ~> |$states.input|{"b": 1}|',
  '$distinct($states.input.a)',
  '$distinct($states.input.**)',
  '$spread($states.input)',
  '$spread($states.input.a)',
  '$merge([$states.input.a])',
  '$sort($states.input.a)',
  '$sort($states.input.a, function($l, $r){ $string($l) > $string($r) })',
  '$states.input.a^(b)',
  '$append($states.input.a, $states.input.b)',
  '$reverse([$states.input.a])',
  '$zip($states.input.a, $states.input.b)',
  '$pad($string($states.input.a), 5, "é😀")',
  '$pad($string($states.input.a), -5)',
  '$join($states.input.a, "-")',
  '$max($states.input.a)',
  '$min($states.input.a)',
  '$sum($states.input.a)',
  '$string($states.input)',
  '$clone($states.input)',
  '$keys($states.input)',
  '$each($states.input, function($v, $k){ $k })',
  '$sift($states.input, function($v){ $boolean($v) })',
  '$map($states.input.a, function($v, $i, $a){ [$i, $count($a), $v] })',
  '$filter($states.input.a, function($v){ $boolean($v) })',
  '$reduce($states.input.a, $append)',
  '$single($states.input.a, function($v){ $v = 1 })',
  '$map($states.input.a, $substring(?, 0, 1))',
  '$states.input.a = $states.input.b',
  '$states.input.a in $states.input.b',
  '$states.input.a & $states.input.b',
  '$states.input.a()',
  '$lookup($states.input, "a")',
  '$type($states.input.a)',
  '$replace($string($states.input), /[a-z]+/, function($m){ $uppercase($m.match) })',
  '$match($string($states.input), /(\\d)(\\d)?/)',
  '$split($string($states.input), /[,:]/)',
  '$contains($string($states.input), /"a":(1|true)/i)',
  '($f := function($n){ $n < 2 ? 1 : $n * $f($n - 1) }; $f(6))',
  '($p := $states.input.a; $p ? $p : "none")',
  '$states.input.a.b.%',
  '$states.input.a@$x.{"x": $x}',
  '$states.input.a#$i.{"i": $i}',
] as const

/**
 * `endOnFailure` below: the engine only ever waits for itself, so no time limit could end a long search for a smaller
 * input.
 */
const small = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<JsonValue>(0, 1, 2, -1, 1.5, true, false, null, '', 'a', 'b10', 'ß'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor'), tie('value'), { maxKeys: 3 }),
  ),
})).value

/** What the package itself says, or the code of its error. */
async function byEngine(source: string, input: JsonValue): Promise<unknown> {
  try {
    const value: unknown = await jsonata(source).evaluate(undefined, { states: { input } })
    return value === undefined ? 'nothing' : { value: JSON.parse(JSON.stringify(value)) }
  } catch (error) {
    return { code: typeof error === 'object' && error !== null && 'code' in error ? error.code : 'internal' }
  }
}

async function byUs(source: string, input: JsonValue): Promise<unknown> {
  const result = await evaluated(source, { input })
  if ('value' in result) return { value: JSON.parse(JSON.stringify(result.value)) }
  if (result.problem === 'returned nothing (undefined).') return 'nothing'
  return { code: /during evaluation\. (\w+):/.exec(result.problem)?.[1] ?? 'internal' }
}

/** The engine trips over some values; so do we, but not over null where a function should be. */
function whereItTrips(source: string): string {
  return source.endsWith('()') ? 'T1006' : 'internal'
}

describe('the same as the engine alone', () => {
  test.each(expressions)('%s', async (source) => {
    await fc.assert(
      fc.asyncProperty(small, async (input) => {
        const copy = structuredClone(input)
        const theirs = await byEngine(source, copy)
        const isTripped =
          typeof theirs === 'object' && theirs !== null && 'code' in theirs && theirs.code === 'internal'
        expect(await byUs(source, input)).toEqual(isTripped ? { code: whereItTrips(source) } : theirs)
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })
})

test('no expression changes its input, or leaves a mark on it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...expressions), small, async (source, input) => {
      const before = marks(input)
      await evaluated(source, { input, isKnown: () => true })
      expect(marks(input)).toEqual(before)
    }),
    {
      numRuns: 800,
      endOnFailure: true,
      examples: [['$states.input ~> |$states.input|{"b": 1}|', [[], { a: null }]]],
    },
  )
})

/** Every property of every container, the hidden ones included. */
function marks(value: JsonValue): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Reflect.ownKeys(value).map((key) => [
    key,
    Array.isArray(value) && key === 'length' ? value.length : marks(Reflect.get(value, key)),
  ])
}

test('what is named without the engine is what the engine finds', async () => {
  const paths = [
    '$states.input',
    '$states.input.a',
    '$states.input.a.b',
    '$states.input.constructor',
    '$v',
    '$v.a.b',
    '$states',
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), small, async (source, input) => {
      const named = valueNamed({ source }, { input }, new Map([['v', input]]))
      if (named === undefined) return
      expect({ value: named }).toEqual(await evaluated(source, { input, variables: { v: input } }))
    }),
    { numRuns: 1_000, endOnFailure: true },
  )
})
