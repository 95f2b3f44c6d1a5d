import fc from 'fast-check'
import type { JsonValue } from '@/lib/json'
import { keys, wellFormed } from '../hostile-values'
import type { Language } from './fields'

/** Paths, functions and expressions, of which many find nothing, fail or have too much to do. */

export const paths = fc.constantFrom(
  '$',
  '$.a',
  '$.a.b',
  '$.n',
  '$.s',
  '$.t',
  '$.yes',
  '$.list',
  '$.list[0]',
  '$.list[-1]',
  '$.list[99]',
  '$.list[1:]',
  '$.list[*].a',
  '$..a',
  '$..*',
  '$.list[?(@.a > 1)]',
  '$.list[?(@.a =~ /(a+)+b/)]',
  "$['__proto__']",
  "$['__proto__']['a']",
  '$.constructor',
  '$.list.length()',
  '$$',
  '$$.Execution.Input',
  '$$.State.EnteredTime',
  '$$.State.RetryCount',
  '$$.Map.Item.Index',
  '$$.Map.Item.Value',
  '$$.Task.Token',
  '$$.Nothing',
  '$v',
  '$v.a',
  '$w',
)
export const referencePaths = fc.constantFrom<JsonValue>(
  null,
  '$',
  '$.r',
  '$.a.b.c',
  '$.list[0]',
  "$['__proto__']",
  '$.n.x',
  '$.list[7]',
)
export const intrinsics = fc.constantFrom(
  "States.Format('{}-{}', $.a, $.n)",
  "States.Format('{}', $.s)",
  "States.Format('{}{}', $.a)",
  'States.StringToJson($.s)',
  'States.JsonToString($)',
  'States.Array($.a, $.n, null)',
  'States.ArrayPartition($.list, $.n)',
  'States.ArrayContains($.list, $.a)',
  'States.ArrayRange(0, $.n, 1)',
  'States.ArrayRange(0, 1000000, 1)',
  'States.ArrayGetItem($.list, $.n)',
  'States.ArrayLength($.list)',
  'States.ArrayUnique($.list)',
  'States.Base64Encode($.s)',
  'States.Base64Decode($.s)',
  "States.Hash($.a, 'SHA-256')",
  'States.JsonMerge($.a, $.a, false)',
  'States.MathRandom(0, $.n)',
  'States.MathAdd($.n, 1)',
  "States.StringSplit($.s, ',')",
  'States.UUID()',
  "States.Format('{}', States.Array(States.UUID(), $v))",
)
export const jsonata = fc
  .constantFrom(
    '$states.input',
    '$states.input.a',
    '$states.input.list[0]',
    '$states.input.list.a',
    '$states.input.n',
    '$states.input.n + 1',
    '$states.input.s & "x"',
    '$states.context.Execution.Id',
    '$states.context.Map.Item.Value',
    '$states.result',
    '$states.errorOutput.Error',
    '$v',
    '$w.a',
    '[1..5]',
    '$map([1..5], function($i) { $i * 2 })',
    '$sum($states.input.list.a)',
    '$count($states.input.list)',
    '$string($states.input)',
    '$parse("[1, 2")',
    '$uuid()',
    '$random()',
    '$partition([1..7], 3)',
    '$range(0, 10, 2)',
    '$hash("a", "MD5")',
    '$now()',
    '$toMillis("x")',
    '$eval("1")',
    '$match("aaaaaaaab", /(a+)+b/)',
    '$replace($states.input.s, /a/, "b")',
    '($f := function($n) { $f($n + 1) + 1 }; $f(0))',
    '[1..9999999]',
    '$states.input.list^(a)',
    '{"__proto__": 1, "constructor": $states.input}',
    '$lookup({}, "__proto__")',
    '$error("no")',
    '$x ~> $y',
    'nothing',
    '1/0',
    'function($x) { $x }',
  )
  .map((text) => `{% ${text} %}`)
export const timestamps = fc.constantFrom(
  '2026-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '2200-01-01T00:00:00+01:00',
)
export const numbers = fc.constantFrom<JsonValue>(0, 1, 2, 3, 40, 60)

/** A JSON template with expressions of the language in it. */
function template(language: Language): fc.Arbitrary<JsonValue> {
  const { node } = fc.letrec<{ node: JsonValue }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      { weight: 2, arbitrary: wellFormed },
      {
        weight: language === 'JSONata' ? 3 : 1,
        arbitrary: language === 'JSONata' ? jsonata : fc.constant('x'),
      },
      {
        weight: 3,
        arbitrary: fc
          .array(
            language === 'JSONPath'
              ? fc.oneof(
                  fc.tuple(keys, tie('node')),
                  fc.tuple(
                    keys.map((key) => `${key}.$`),
                    fc.oneof(paths, intrinsics),
                  ),
                )
              : fc.tuple(keys, tie('node')),
            { maxLength: 3 },
          )
          .map((members) => Object.fromEntries(members)),
      },
    ),
  }))
  return node
}

export const objectTemplate = {
  JSONPath: template('JSONPath').map((made) =>
    typeof made === 'object' && !Array.isArray(made) ? made : { x: made },
  ),
  JSONata: template('JSONata'),
}
