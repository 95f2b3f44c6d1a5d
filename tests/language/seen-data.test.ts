import { describe, expect, test } from 'vitest'
import { completionsAt, type SeenData, sampleOf } from '@/lib/language'
import { caret } from './caret'

const SEEN: SeenData = {
  input: { order: { id: 'o-1', items: [{ price: 12, 'odd name': 1 }] }, paid: true },
  result: { StatusCode: 200, Payload: { total: 24 } },
  variables: { limit: { upper: 9, lower: 1 } },
}

const jsonata = (field: string) =>
  `{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",${field},"End":true}}}`
const jsonpath = (fields: string) =>
  `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",${fields},"End":true}}}`

async function labels(marked: string, seen: SeenData = SEEN): Promise<readonly string[]> {
  const { source, offset } = caret(marked)
  return (await completionsAt(source, offset, [], seen))?.options.map(({ label }) => label) ?? []
}

describe('names that were seen in a run are completed', () => {
  test.each([
    ['the input', '"Arguments":{"x":"{% $states.input.| %}"}', ['order', 'paid']],
    ['deeper, half written', '"Arguments":{"x":"{% $count($states.input.order.i| %}"}', ['id', 'items']],
    [
      'entries of an array',
      '"Arguments":{"x":"{% $states.input.order.items[0].| %}"}',
      ['price', 'odd name'],
    ],
    [
      'all entries at once',
      '"Arguments":{"x":"{% $sum($states.input.order.items.| %}"}',
      ['price', 'odd name'],
    ],
    ['the result', '"Output":{"x":"{% $states.result.Payload.| %}"}', ['total']],
    ['a variable', '"Output":{"x":"{% 1 + $limit.| %}"}', ['upper', 'lower']],
    ['nothing of a text', '"Output":{"x":"{% $states.input.order.id.| %}"}', []],
  ])('in JSONata: %s', async (_what, field, expected) => {
    expect(await labels(jsonata(field))).toEqual(expected)
  })

  test.each([
    ['the input', '"Parameters":{"x.$":"$.|"}', ['order', 'paid']],
    ['deeper', '"Parameters":{"x.$":"$.order.|"}', ['id', 'items']],
    ['entries of an array', '"Parameters":{"x.$":"$.order.items[*].|"}', ['price']],
    ['in a function', '"Parameters":{"x.$":"States.Format(\'{}\', $.order.|"}', ['id', 'items']],
    ['behind an InputPath', '"InputPath":"$.order","Parameters":{"x.$":"$.|"}', ['id', 'items']],
    ['an InputPath itself', '"InputPath":"$.|"', ['order', 'paid']],
    ['the result', '"ResultSelector":{"x.$":"$.Payload.|"}', ['total']],
    ['a variable', '"Parameters":{"x.$":"$limit.|"}', ['upper', 'lower']],
  ])('in JSONPath: %s', async (_what, fields, expected) => {
    expect(await labels(jsonpath(fields))).toEqual(expected)
  })

  test('a name that is no word is put in backticks, with its value beside', async () => {
    const { source, offset } = caret(jsonata('"Output":{"x":"{% $states.input.order.items.| %}"}'))
    const found = await completionsAt(source, offset, [], SEEN)
    expect(found?.options[1]).toMatchObject({ insert: '`odd name`', help: '1 · of the input' })
  })

  test('of the first state the input to come, until it was seen itself', async () => {
    const seen = { executionInput: { orderId: 'o-1' } }
    expect(await labels('{"StartAt":"A","States":{"A":{"Type":"Pass","InputPath":"$.|', seen)).toEqual([
      'orderId',
    ])
    expect(await labels('{"StartAt":"B","States":{"A":{"Type":"Pass","InputPath":"$.|', seen)).toEqual([])
  })

  test('where nothing was seen, nothing is offered', async () => {
    expect(await labels(jsonata('"Arguments":{"x":"{% $states.input.| %}"}'), {})).toEqual([])
    expect(await labels(jsonpath('"Parameters":{"x.$":"$.|"}'), {})).toEqual([])
  })

  test('names of JavaScript’s own are no members', async () => {
    const seen = { input: JSON.parse('{"__proto__":{"mine":1}}') }
    expect(await labels(jsonata('"Arguments":{"x":"{% $states.input.constructor.| %}"}'), seen)).toEqual([])
    expect(await labels(jsonata('"Arguments":{"x":"{% $states.input.__proto__.| %}"}'), seen)).toEqual([
      'mine',
    ])
  })
})

test('a sample is small, however large the data was', () => {
  const large = Object.fromEntries(
    Array.from({ length: 5_000 }, (_, index) => [`k${index}`, 'x'.repeat(1_000)]),
  )
  const deep = JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`)
  expect(JSON.stringify(sampleOf({ large, deep, list: [large, large] })).length).toBeLessThan(12_000)
})
