import fc from 'fast-check'
import type { JsonValue } from '@/lib/json'

/** Values at the edges: of numbers, of Unicode, of what a key may be called. */
export const edges: readonly [JsonValue, ...JsonValue[]] = [
  null,
  true,
  0,
  -0,
  1,
  -1,
  0.1,
  1e-7,
  1e21,
  2 ** 53,
  -(2 ** 53) - 2,
  Number.MAX_VALUE,
  5e-324,
  99_999_999,
  '',
  ' ',
  '0',
  'a',
  '__proto__',
  '\ud800',
  '\udc00x',
  '😀',
  'é\u0000\u2028',
  '2026-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  'x'.repeat(300),
  [],
  {},
  [[]],
  [1, 2, 3, 'a', null],
  [{ a: 1 }, { a: 2 }, {}],
  JSON.parse('{"__proto__": {"a": 1}, "constructor": null, "a": 2}'),
  { a: { b: { c: [1, { d: 2 }] } } },
  { Error: 'E', Cause: '{}' },
]

export const keys = fc.constantFrom('a', 'b', 'k', '__proto__', 'constructor', 'toString', '', 'a.b', "'")

export const { value: values } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 4, arbitrary: fc.constantFrom(...edges) },
    { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
    {
      weight: 1,
      // Object.fromEntries makes even `__proto__` a member like any other.
      arbitrary: fc
        .array(fc.tuple(keys, tie('value')), { maxLength: 4 })
        .map((members) => Object.fromEntries(members)),
    },
  ),
}))

/** Without halves of surrogate pairs, which a definition may not have. */
export const wellFormed = values.filter((value) => !/\\ud[89a-f]/.test(JSON.stringify(value)))

/** Inputs in which the paths of the generated definitions find something, now and then of the wrong kind. */
export const inputs: fc.Arbitrary<JsonValue> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record(
        {
          a: values,
          n: fc.constantFrom<JsonValue>(0, 1, 2, 3.5, -1, 1e9, '2'),
          s: fc.constantFrom<JsonValue>('a', 'a*', '', '\ud800', 7),
          t: fc.constantFrom<JsonValue>('2026-01-01T00:00:00Z', '1970-01-01T00:00:00.001Z', 'soon', 5),
          list: fc.oneof(fc.array(values, { maxLength: 5 }), values),
          yes: fc.boolean(),
        },
        { requiredKeys: ['list'] },
      )
      .map((members): JsonValue => members),
  },
  { weight: 1, arbitrary: values },
)
