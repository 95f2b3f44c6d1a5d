import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateExpression } from '@/lib/asl/query'
import type { JsonValue } from '@/lib/json'
import { callOf, scopeOf } from './scope'

function call(text: string, input: JsonValue = {}) {
  return evaluateExpression({ kind: 'Intrinsic', call: callOf(text) }, scopeOf(input))
}

describe('results', () => {
  test.each<[string, JsonValue, JsonValue]>([
    // recorded: halves are rounded upward, each argument by itself
    ['States.MathAdd($.a, $.b)', { a: 1.49, b: 1.5 }, 3],
    ['States.MathAdd($.a, $.b)', { a: -1.5, b: -1.51 }, -3],
    ['States.MathAdd(-0.5, 0)', {}, 0],
    ['States.MathAdd(2147483647, -2147483648)', {}, -1],
    // recorded: empty pieces are dropped, every character separates
    ["States.StringSplit(',,,,', ',')", {}, []],
    ["States.StringSplit(', , ,', ',')", {}, [' ', ' ']],
    ["States.StringSplit('This.is+a,test=string', '.+,=')", {}, ['This', 'is', 'a', 'test', 'string']],
    ["States.StringSplit('whole', '')", {}, ['whole']],
    ["States.StringSplit('😀a😀', 'a')", {}, ['😀', '😀']],
    // recorded: the end belongs to the range
    ['States.ArrayRange(0, 9, 3)', {}, [0, 3, 6, 9]],
    ['States.ArrayRange(0, 10, 3)', {}, [0, 3, 6, 9]],
    ['States.ArrayRange(1, 9, 9)', {}, [1]],
    ['States.ArrayRange(9, 1, -4)', {}, [9, 5, 1]],
    ['States.ArrayRange(1, 0, 1)', {}, []],
    // measured in public: fractions are cut off, whatever the guide says of rounding
    ['States.ArrayRange(1.6, 1.4, 1)', {}, [1]],
    ['States.ArrayRange(5.4, -0.6, -2.4)', {}, [5, 3, 1]],
    // recorded: equality is deep
    ['States.ArrayContains($.a, $.b)', { a: [[1, 2], { x: 1, y: [] }], b: { x: 1, y: [] } }, true],
    ['States.ArrayContains($.a, $.b)', { a: [], b: null }, false],
    ['States.ArrayContains($.a, false)', { a: [0, 1] }, false],
    // measured in public: it is the text that is compared, and so the order of keys counts
    ['States.ArrayContains($.a, $.b)', { a: ['1'], b: 1 }, true],
    ['States.ArrayContains($.a, true)', { a: ['true'] }, true],
    ['States.ArrayContains($.a, $.b)', { a: [{ x: 1, y: 2 }], b: { y: 2, x: 1 } }, false],
    ['States.ArrayPartition($.a, 4)', { a: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, [[1, 2, 3, 4], [5, 6, 7, 8], [9]]],
    ['States.ArrayPartition($.a, 2.6)', { a: [0, 1, 2] }, [[0, 1], [2]]],
    ['States.ArrayPartition($.a, 1)', { a: [] }, []],
    // measured in public: in the order of a hash set of Java's
    ['States.ArrayUnique($.a)', { a: [true, false, true, false] }, [false, true]],
    [
      'States.ArrayUnique($.a)',
      {
        a: [
          [1, 2],
          [1, 2],
          [2, 1],
        ],
      },
      [
        [2, 1],
        [1, 2],
      ],
    ],
    ['States.ArrayUnique($.a)', { a: [1, '1', 1, '01'] }, [1, '1', '01']],
    ['States.ArrayUnique($.a)', { a: [null, null, 1, null] }, [null, 1]],
    [
      'States.ArrayUnique($.a)',
      {
        a: [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      },
      [{ a: 1, b: 2 }],
    ],
    // by the same rule: in a table of 16 places, -1 comes first and 33 shares its place with 1
    ['States.ArrayUnique($.a)', { a: [33, 1, 18, 2 ** 40, 0.5, -1] }, [2 ** 40, 0.5, -1, 33, 1, 18]],
    ['States.ArrayGetItem($.a, 1)', { a: [5, null, 7] }, null],
    ['States.ArrayGetItem($.a, 1.9)', { a: [5, 6, 7] }, 6],
    ['States.ArrayGetItem($.a, 999)', { a: [] }, null],
    ['States.ArrayLength($.a)', { a: [1, [2, 3]] }, 2],
    ['States.Array()', {}, []],
    [
      "States.Array('a', 1, true, null, $.x, States.Array())",
      { x: { y: 1 } },
      ['a', 1, true, null, { y: 1 }, []],
    ],
    // recorded: objects as Java prints them
    [
      "States.Format('{} and {}', $.a, $.b)",
      { a: { Arg1: 1, Arg2: [] }, b: [1, 'x', null] },
      '{Arg1=1, Arg2=[]} and [1, x, null]',
    ],
    ["States.Format('null is {}, half is {}', null, 1.5)", {}, 'null is null, half is 1.5'],
    ["States.Format('\\{{}\\} it\\'s {}', 1, 2)", {}, "{1} it's 2"],
    ['States.Format($.template, 7)', { template: 'n = {}' }, 'n = 7'],
    ["States.Format('$& {} $1', 'x')", {}, '$& x $1'],
    ['States.JsonToString($)', { Arg1: 1, Arg2: [] }, '{"Arg1":1,"Arg2":[]}'],
    ["States.JsonToString('x')", {}, '"x"'],
    ['States.StringToJson($.s)', { s: '{"a": [1, 2]}' }, { a: [1, 2] }],
    // recorded: blanks are null
    ["States.StringToJson('')", {}, null],
    ["States.StringToJson(' ')", {}, null],
    // recorded: a bracket in a literal is no placeholder outside of Format
    [
      `States.JsonMerge(States.StringToJson('{"a": "false"}'), $.x, false)`,
      { x: { b: 1 } },
      { a: 'false', b: 1 },
    ],
    [
      'States.JsonMerge($.a, $.b, false)',
      { a: { k: { x: 1 }, d: 3 }, b: { k: { y: 1 }, d: 4 } },
      { k: { y: 1 }, d: 4 },
    ],
    ["States.Base64Encode('Data to encode')", {}, 'RGF0YSB0byBlbmNvZGU='],
    ["States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", {}, 'Data to encode'],
    ["States.Base64Decode('RGF0YSB0byBlbmNvZGU')", {}, 'Data to encode'],
    // measured in public: what is no digit is passed over
    ["States.Base64Decode(' YWJj****ZA== YWJj')", {}, 'abcd'],
    ["States.Base64Decode('abc')", {}, 'i\ufffd'],
    ['States.JsonMerge($.a, $.b, $.c)', { a: { x: 1 }, b: { y: 2 }, c: 'false' }, { x: 1, y: 2 }],
    ["States.Base64Encode('ü😀')", {}, 'w7zwn5iA'],
    ["States.Hash('input data', 'MD5')", {}, '812f45842bc6d66ee14572ce20db8e86'],
    ["States.Hash('input data', 'SHA-1')", {}, 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    [
      "States.Hash('input data', 'SHA-256')",
      {},
      'b4a697a057313163aee33cd8d40c66e9f0f177e00cac2de32475ffff6169c3e3',
    ],
    [
      "States.Hash('', 'SHA-384')",
      {},
      '38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b',
    ],
    ['States.MathRandom(1, 11)', {}, 1],
    // measured in public: a seed draws as Java's generator does
    ['States.MathRandom(1, 100, 42)', {}, 63],
    ['States.MathRandom(1, 1000, 2)', {}, 806],
    ['States.MathRandom(2147483640, 2147483647, 1)', {}, 2147483644],
    ['States.MathRandom(0, 16, 42)', {}, 11],
    [
      'States.UUID()',
      {},
      expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    ],
    [
      "States.ArrayGetItem(States.StringSplit($$.Execution.Name, '-'), States.MathAdd(States.ArrayLength(States.StringSplit($$.Execution.Name, '-')), -1))",
      {},
      '1',
    ],
  ])('%s with %j', (text, input, expected) => {
    expect(call(text, input)).toEqual({ ok: true, value: expected })
  })
})

describe('failures', () => {
  const notFound = (call: string, problem: string) =>
    `The function '${call}' had the following error: ${problem}`
  const refused = (call: string, problem: string) =>
    `There was an error while evaluating the intrinsic function: ${call}. ${problem}`

  // As AWS answers, quoted in public reports: the whole call is named, and the state's data printed.
  test.each<[string, JsonValue, string]>([
    [
      "States.Format('{}', $.nope)",
      { other: 1 },
      `The JsonPath argument for the field '$.nope' could not be found in the input '{"other":1}'`,
    ],
    [
      'States.Array(States.Array($.a.b))',
      { a: 1 },
      `The JsonPath argument for the field '$.a.b' could not be found in the input '{"a":1}'`,
    ],
    [
      'States.Array($$.Nope.Deep)',
      { a: 1 },
      `The JsonPath argument for the field '$.Nope.Deep' could not be found in the input '{"a":1}'`,
    ],
    ['States.Array($.a[0])', { a: 1 }, 'Filter: [0] can only be applied to arrays. Current context is: 1'],
  ])('%s finds nothing in %j', (text, input, problem) => {
    expect(call(text, input)).toEqual({
      ok: false,
      error: { error: 'States.Runtime', cause: notFound(text, problem) },
    })
  })

  // As AWS answers, measured in public: whatever is wrong with the arguments, it says no more.
  test.each<[string, JsonValue]>([
    ["States.MathAdd('1', 2)", {}],
    ['States.MathAdd(null, 1)', {}],
    ['States.MathAdd(1, 2, 999)', {}],
    ['States.MathAdd(2147483648, 0)', {}],
    ['States.MathAdd(2147483647, 1)', {}],
    ["States.Format('{} {}', 1)", {}],
    ["States.Format('none', 1)", {}],
    ['States.ArrayGetItem($.a, 2)', { a: [1, 2] }],
    ['States.ArrayGetItem($.a, -1)', { a: [1, 2] }],
    ['States.ArrayRange(0, 1000, 1)', {}],
    ['States.ArrayRange(0, 1e300, 1)', {}],
    ['States.ArrayRange(0, 1, 0.49)', {}],
    ['States.ArrayPartition($.a, 0.6)', { a: [1] }],
    ['States.JsonMerge($, $, true)', {}],
    ['States.Base64Encode($.s)', { s: 'x'.repeat(10_001) }],
    ["States.Hash('x', 'SHA-3')", {}],
    ['States.MathRandom(5, 5)', {}],
    ['States.MathRandom(1.4, 1.6)', {}],
    ['States.StringToJson()', {}],
    ['States.ArrayLength($.a)', { a: {} }],
    ['States.UUID(1)', {}],
  ])('%s with %j', (text, input) => {
    const [name] = text.split('(', 1)
    expect(call(text, input)).toEqual({
      ok: false,
      error: { error: 'States.Runtime', cause: refused(text, `Invalid arguments in ${name}`) },
    })
  })

  test('a call quotes all that was written, whichever call inside it fails', () => {
    const text = "States.Array(1, States.MathAdd('a', 1))"
    expect(call(text)).toMatchObject({
      error: { cause: refused(text, 'Invalid arguments in States.MathAdd') },
    })
  })

  test.each<[string, string]>([
    ["States.Format('Hello {', 1)", "Invalid template in States.Format: matching '}' not found for '{'."],
    ["States.Format('Hello {{}}', 1)", "Invalid template in States.Format: matching '}' not found for '{'."],
    ["States.Format('}')", "Invalid template in States.Format: matching '{' not found for '}'."],
    [
      "States.StringToJson('[1e999]')",
      'Cannot convert String to Json in States.StringToJson, caused by: it contains a number that is too large.',
    ],
    [
      "States.StringToJson('[')",
      'Cannot convert String to Json in States.StringToJson, caused by: it is not valid JSON.',
    ],
  ])('%s', (text, detail) => {
    expect(call(text)).toEqual({
      ok: false,
      error: { error: 'States.Runtime', cause: refused(text, detail) },
    })
  })
})

describe('laws', () => {
  test('a seed fixes the number, and the number lies in its bounds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer(),
        (least, span, seed) => {
          const text = `States.MathRandom(${least}, ${least + span}, ${seed})`
          const [first, second] = [call(text), call(text)]
          expect(first).toEqual(second)
          expect(first.ok && Number(first.value) >= least && Number(first.value) < least + span).toBe(true)
        },
      ),
    )
  })

  test('partitions hold the array again, in pieces of the size', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (array, size) => {
        const result = call(`States.ArrayPartition($, ${size})`, array)
        const chunks = (result.ok ? result.value : []) as number[][]
        expect(chunks.flat()).toEqual(array)
        expect(chunks.slice(0, -1).every((chunk) => chunk.length === size)).toBe(true)
      }),
    )
  })

  test('text survives Base64, and values survive JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), fc.jsonValue(), (text, value) => {
        expect(call('States.Base64Decode(States.Base64Encode($))', text)).toEqual({ ok: true, value: text })
        const same = JSON.parse(JSON.stringify(value))
        expect(call('States.StringToJson(States.JsonToString($))', same)).toEqual({ ok: true, value: same })
      }),
    )
  })

  test('nothing a call is given makes it throw', () => {
    const calls = [
      'ArrayUnique($)',
      'ArrayLength($)',
      'JsonToString($)',
      'Array($, $)',
      "Format('{}', $)",
      'StringToJson($)',
      "Hash($, 'MD5')",
      "StringSplit($, ',')",
      'Base64Decode($)',
      'MathAdd($, $)',
      'ArrayContains($, $)',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...calls),
        fc.jsonValue(),
        (text, value) => void call(`States.${text}`, JSON.parse(JSON.stringify(value))),
      ),
    )
  })
})
