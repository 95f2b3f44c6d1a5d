import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { locate, looseValue, parse, pointerAt } from '@/lib/asl'

const good = `{
  "StartAt": "Check",
  "States": {
    "Check": {
      "Type": "Choice",
      "Choices": [
        { "And": [{ "Variable": "$.a", "IsPresent": true }, { "Variable": "$.a", "NumericGreaterThan": 1 }], "Next": "Each" }
      ],
      "Default": "Stop"
    },
    "Each": {
      "Type": "Map",
      "ItemsPath": "$.items",
      "ItemProcessor": { "StartAt": "Pay", "States": { "Pay": {
        "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
        "Parameters": { "FunctionName": "f", "Payload": { "id.$": "States.Format('{}', $.id)" } },
        "Retry": [{ "ErrorEquals": ["States.ALL"], "MaxAttempts": 2 }],
        "ResultPath": null, "End": true } } },
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Stop" }],
      "End": true
    },
    "Stop": { "Type": "Fail", "Error": "Stopped" }
  }
}`

function codes(source: string): string[] {
  const parsed = parse(source)
  return parsed.ok ? [] : parsed.diagnostics.map(({ code }) => code)
}

function nothingThrows(source: string): void {
  const parsed = parse(source)
  const found = parsed.ok ? parsed.warnings : parsed.diagnostics
  for (const { range } of found) {
    expect(range.from).toBeGreaterThanOrEqual(0)
    expect(range.to).toBeGreaterThanOrEqual(range.from)
    expect(range.to).toBeLessThanOrEqual(source.length)
    expect(source.split(/\r\n|\r|\n/).length).toBeGreaterThanOrEqual(range.line)
  }
  looseValue(source)
  pointerAt(source, Math.floor(source.length / 2))
  locate(source, '/States/Pay')
}

describe('bounds', () => {
  test.each([
    ['two MiB of text', ' '.repeat(2 * 1_048_576), ['LIMIT_EXCEEDED']],
    ['two MiB of a definition', `{"Comment":"${'x'.repeat(2 * 1_048_576)}"}`, ['LIMIT_EXCEEDED']],
    ['10,000 arrays', '['.repeat(10_000) + ']'.repeat(10_000), ['TOO_DEEPLY_NESTED']],
    ['10,000 objects', '{"a":'.repeat(10_000) + 1 + '}'.repeat(10_000), ['TOO_DEEPLY_NESTED']],
    ['a million brackets never closed', '['.repeat(1_000_000), ['TOO_DEEPLY_NESTED']],
    ['brackets of the wrong kind', '[},'.repeat(300_000), ['TOO_DEEPLY_NESTED']],
    ['a byte-order mark', `\uFEFF${good}`, ['INVALID_JSON_DESCRIPTION']],
  ])('%s is one clear diagnostic', (_name, source, expected) => {
    expect(codes(source)).toEqual(expected)
    nothingThrows(source)
  })

  test('a definition of exactly 1,048,576 characters is taken', () => {
    const head = '{"StartAt":"A","States":{"A":{"Type":"Succeed"}},"Comment":"'
    expect(parse(`${head}${'x'.repeat(1_048_576 - head.length - 2)}"}`).ok).toBe(true)
  })

  test('of a thousand problems a hundred are listed, and the rest is counted', () => {
    const states = Array.from({ length: 1_000 }, (_, index) => `"S${index}": { "Type": "Oops" }`)
    const parsed = parse(
      `{ "StartAt": "S0", "States": { ${states.join(',')}, "End": { "Type": "Succeed" } } }`,
    )
    const diagnostics = parsed.ok ? [] : parsed.diagnostics
    expect(diagnostics).toHaveLength(101)
    expect(diagnostics.at(-1)?.message).toBe('There are 900 more problems like these.')
  })

  test.each([
    ['commas', ','.repeat(1_000_000)],
    ['quotes', '"'.repeat(1_000_001)],
    ['symbols on one line', 'x '.repeat(500_000)],
    ['commas in an array', `[${'1,,'.repeat(300_000)}`],
    ['keys without values', `{${'"a",'.repeat(200_000)}}`],
    [
      'targets that are missing',
      `{"StartAt":"S0","States":{${Array.from({ length: 15_000 }, (_, index) => `"S${index}":{"Type":"Pass","Next":"T${index}"}`).join(',')}}}`,
    ],
    [
      'a path of half a million segments',
      `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"InputPath":"$${'.a'.repeat(500_000)}"}}}`,
    ],
    [
      'a function of a million brackets',
      `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Parameters":{"a.$":"${'States.Array('.repeat(70_000)}"}}}}`,
    ],
    [
      'a filter of brackets',
      `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"InputPath":"$.a[?(${'('.repeat(4_000)}@.a${')'.repeat(4_000)})]"}}}`,
    ],
    [
      'an expression of half a million brackets',
      `{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Output":"{%${'('.repeat(500_000)}%}"}}}`,
    ],
    [
      'ten thousand expressions',
      `{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Output":[${'"{% phone( %}",'.repeat(10_000)}1]}}}`,
    ],
  ])('%s are read to the end', (_name, source) => {
    nothingThrows(source)
  })
})

describe('properties', () => {
  test('no text makes anything throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), nothingThrows))
  })

  test('no JSON makes anything throw', () => {
    fc.assert(fc.property(fc.json(), nothingThrows))
  })

  test('no damage to a good definition makes anything throw', () => {
    const damage = fc.record({
      at: fc.nat(good.length),
      removed: fc.nat(40),
      put: fc.constantFrom(
        '',
        '{',
        '}',
        '[',
        ']',
        '"',
        ',',
        ':',
        '\\',
        '/*',
        'null',
        '1e9',
        '$',
        '.',
        'States.',
      ),
    })
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
        nothingThrows(
          damages.reduce(
            (text, { at, removed, put }) => text.slice(0, at) + put + text.slice(at + removed),
            good,
          ),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('no JSONata expression makes anything throw', () => {
    const part = fc.constantFrom(
      ...['$states.input', '$states.result', '$', '$$', 'phone', '.', '~>', '+', '1', ' ', '\n', 'ä', '😀'],
      ...['(', ')', '[', ']', '{', '}', '"', "'", '\\', '/a/', '%}', '{%', 'function($x)', '$x := '],
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.boolean(), (parts, isClosed) => {
        const Output = `{%${parts.join('')}${isClosed ? '%}' : ''}`
        const A = { Type: 'Pass', Output, Assign: { a: [Output] }, End: true }
        nothingThrows(JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'A', States: { A } }))
      }),
      { numRuns: 1_000 },
    )
  })

  test('values of any type in any field make nothing throw', () => {
    const paths = fieldsOfEvery(JSON.parse(good))
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        nothingThrows(JSON.stringify(replaced(JSON.parse(good), path, value)))
      }),
      { numRuns: 500 },
    )
  })

  test('what is JSON for JSON.parse is JSON for the parser, and the reverse', () => {
    const text = fc.oneof(
      fc.json(),
      fc.string({ maxLength: 30 }),
      fc.json().map((json) => `${json},`),
    )
    fc.assert(
      fc.property(text, (source) => {
        let isObject = false
        try {
          const value: unknown = JSON.parse(source)
          isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
        } catch {
          isObject = false
        }
        const saysNoObject = codes(source).every(
          (code, index) => index > 0 || code === 'INVALID_JSON_DESCRIPTION' || code === 'TOO_DEEPLY_NESTED',
        )
        if (!isObject) expect(parse(source).ok).toBe(false)
        else if (saysNoObject) expect(codes(source)).toContain('INVALID_JSON_DESCRIPTION')
      }),
    )
  })

  test('what pointerAt finds, locate finds again around the offset', () => {
    fc.assert(
      fc.property(fc.nat(good.length), (offset) => {
        const pointer = pointerAt(good, offset)
        expect(pointer).toBeDefined()
        expect(locate(good, pointer ?? '/none')).toBeDefined()
      }),
    )
  })

  test('the loose value of a good text is its value', () => {
    expect(looseValue(good)).toEqual(JSON.parse(good))
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        expect(looseValue(text)).toEqual(JSON.parse(text))
      }),
    )
  })
})

type Path = readonly (string | number)[]

function fieldsOfEvery(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, member]) => fieldsOfEvery(member, [...at, key]))]
}

function replaced(value: unknown, [key, ...rest]: Path, put: unknown): unknown {
  if (key === undefined) return put
  const copy: unknown = Array.isArray(value) ? [...value] : { ...(value as object) }
  const members = copy as Record<string, unknown>
  members[key] = replaced(members[key], rest, put)
  return copy
}
