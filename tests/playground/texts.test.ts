import { describe, expect, test } from 'vitest'
import { exampleGroups, startingExample } from '@/lib/curriculum/server'
import { accountOf, fileTemplate, inputOf, sketchOfExample, sketchSchema } from '@/lib/playground'

describe('an input', () => {
  test.each(['{"a":1}', ' [1, 2]\n', 'null', '"text"', '{"__proto__":{"polluted":true}}'])(
    '%s is JSON',
    (text) => {
      expect(inputOf(text)).toEqual({ ok: true, value: JSON.parse(text) })
      expect({}).not.toHaveProperty('polluted')
    },
  )

  test.each([
    ['', 'Line 1 of the input'],
    ['{"a":1', 'Line 1 of the input'],
    ['{\n  "a": 1,\n  b: 2\n}', 'Line 3 of the input'],
    ['{"a":1} trailing', 'Line 1 of the input'],
  ])('%j is none, and the line is named', (text, said) => {
    const read = inputOf(text)
    expect(read.ok ? '' : read.error).toContain(said)
  })
})

describe('an account', () => {
  const json = '{\n  "functions": {\n    "price": { "file": "functions/price.mjs" }\n  }\n}'

  test('is read with the texts of its files', () => {
    expect(accountOf({ json, files: { 'functions/price.mjs': 'code' } })).toEqual({
      ok: true,
      value: { functions: { price: { source: 'code' } } },
    })
  })

  test.each([
    ['a file that nobody wrote', json, 3, 'functions/price.mjs, which is not written yet'],
    ['a member that is not known', '{\n  "lambdas": {}\n}', 2, 'no member called "lambdas"'],
    ['text that is no JSON', '{\n  "tables": \n}', 3, ''],
    ['a file of another folder', json.replace('functions/price.mjs', '../secret'), 3, 'functions, *.mjs'],
  ])('%s has its line', (_what, text, line, said) => {
    const read = accountOf({ json: text, files: {} })
    expect(read.ok ? [] : read.error.map((problem) => [problem.line, problem.message])).toEqual([
      [line, expect.stringContaining(said)],
    ])
  })

  test('harmless keys stay harmless', () => {
    const read = accountOf({
      json: '{ "functions": { "__proto__": { "file": "functions/a.mjs" } } }',
      files: {},
    })
    expect({}).not.toHaveProperty('source')
    expect(read).toEqual({ ok: true, value: { functions: {} } })
  })

  test('what a new file begins with is a file', () => {
    expect(fileTemplate('functions/a.mjs')).toContain('export const handler')
    expect(JSON.parse(fileTemplate('machines/a.asl.json'))).toHaveProperty('StartAt')
  })
})

describe('a sketch', () => {
  const examples = [startingExample(), ...exampleGroups().flatMap((group) => group.examples)]

  test.each(examples.flatMap((example) => (example ? [[example.slug, example] as const] : [])))(
    'of the example %s goes through every door',
    (_slug, example) => {
      const sketch = sketchOfExample(example)
      expect(sketchSchema.parse(JSON.parse(JSON.stringify(sketch)))).toEqual(sketch)
      expect(accountOf(sketch.account).ok).toBe(true)
      expect(sketch.inputs.every(({ text }) => inputOf(text).ok)).toBe(true)
    },
  )

  test.each([
    ['without an input', { inputs: [] }],
    ['that chooses an input it has not', { chosen: 9 }],
    ['of another type', { type: 'EXTRA' }],
    ['with a file outside', { account: { json: '{}', files: { '../x': '' } } }],
    ['without a name', { name: '' }],
  ])('%s is none', (_what, part) => {
    const [example] = examples
    if (!example) throw new Error('There is no example.')
    expect(sketchSchema.safeParse({ ...sketchOfExample(example), ...part }).success).toBe(false)
  })
})
