import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '@/lib/json'
import { type DynamoDbAction, newTable, type Table } from '@/lib/services/dynamodb'
import { calculated, compareNumbers, normalNumber, sizeOfNumber } from '@/lib/services/dynamodb/number'
import { requestDynamoDb } from '@/lib/services/dynamodb/request'

const HOUR = 3_600_000

function tableOf(items: readonly JsonObject[], more: object = {}): Table {
  return newTable('t', { partitionKey: { name: 'pk', type: 'S' }, items: items as never, ...more })
}

function ask(table: Table, action: DynamoDbAction, request: JsonObject, at = 0): JsonObject {
  const reply = requestDynamoDb(new Map([['t', table]]), action, { TableName: 't', ...request }, at)
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  return reply.response
}

describe('updates', () => {
  const item = {
    pk: { S: 'x' },
    n: { N: '1' },
    steps: { L: [{ N: '0' }, { N: '1' }, { N: '2' }, { M: { price: { N: '5' } } }] },
    tags: { SS: ['a', 'b'] },
    doc: { M: { a: { S: 'x' }, __proto__: { S: 'y' } } },
  }
  const cases: [string, JsonObject, JsonObject][] = [
    ['SET n = n + :v', { N: '0.1' }, { n: { N: '1.1' } }],
    [
      'SET n = n - :v',
      { N: '99999999999999999999999999999999999999' },
      { n: { N: '-99999999999999999999999999999999999998' } },
    ],
    ['SET a = n, n = :v', { N: '2' }, { a: { N: '1' }, n: { N: '2' } }],
    ['SET a = if_not_exists(a, :v), n = if_not_exists(n, :v)', { N: '7' }, { a: { N: '7' }, n: { N: '1' } }],
    ['SET steps = list_append(:v, steps) REMOVE tags', { L: [] }, { steps: item.steps }],
    [
      'SET steps[9] = :v, steps[7] = n',
      { S: 'z' },
      { steps: { L: [...item.steps.L, { N: '1' }, { S: 'z' }] } },
    ],
    [
      'REMOVE steps[0], steps[1] SET steps[2] = :v',
      { S: 'z' },
      { steps: { L: [{ S: 'z' }, item.steps.L[3] ?? {}] } },
    ],
    [
      'SET steps[3].price = :v',
      { N: '6' },
      { steps: { L: [...item.steps.L.slice(0, 3), { M: { price: { N: '6' } } }] } },
    ],
    ['ADD tags :v', { SS: ['b', 'c'] }, { tags: { SS: ['a', 'b', 'c'] } }],
    ['DELETE tags :v', { SS: ['a'] }, { tags: { SS: ['b'] } }],
    ['DELETE absent :v', { SS: ['a'] }, {}],
    ['ADD fresh :v', { N: '5' }, { fresh: { N: '5' } }],
  ]
  test.each(cases)('%s', (UpdateExpression, value, expected) => {
    const table = tableOf([item])
    const { Attributes } = ask(table, 'updateItem', {
      Key: { pk: { S: 'x' } },
      UpdateExpression,
      ExpressionAttributeValues: { ':v': value },
      ReturnValues: 'ALL_NEW',
    })
    const { tags, ...others } = item
    const gone = UpdateExpression.includes('REMOVE tags')
    expect(Attributes).toEqual({ ...(gone ? others : { ...others, tags }), ...expected })
  })

  test('a set that loses its last member is no attribute', () => {
    const table = tableOf([item])
    ask(table, 'updateItem', {
      Key: { pk: { S: 'x' } },
      UpdateExpression: 'DELETE tags :v REMOVE doc.#p',
      ExpressionAttributeNames: { '#p': '__proto__' },
      ExpressionAttributeValues: { ':v': { SS: ['a', 'b'] } },
    })
    expect(JSON.stringify([...table.items.values()])).not.toMatch(/tags|__proto__/)
  })

  test('what returns is only what was updated, before and after', () => {
    const request = {
      Key: { pk: { S: 'x' } },
      UpdateExpression: 'SET doc.a = :v, fresh = :v REMOVE n',
      ExpressionAttributeValues: { ':v': { S: 'new' } },
    }
    expect(ask(tableOf([item]), 'updateItem', { ...request, ReturnValues: 'UPDATED_OLD' })).toEqual({
      Attributes: { doc: { M: { a: { S: 'x' } } }, n: { N: '1' } },
    })
    expect(ask(tableOf([item]), 'updateItem', { ...request, ReturnValues: 'UPDATED_NEW' })).toEqual({
      Attributes: { doc: { M: { a: { S: 'new' } } }, fresh: { S: 'new' } },
    })
  })
})

describe('conditions', () => {
  const item = {
    pk: { S: 'x' },
    a: { N: '5' },
    b: { S: 'Äb' },
    c: { L: [{ M: { z: { N: '1' } } }] },
    d: { M: {} },
  }
  const cases: [string, boolean][] = [
    ['a = :five OR b = :five AND NOT a = :five', true],
    ['(a = :five OR b = :five) AND NOT a = :five', false],
    ['NOT a = :five AND NOT a = :five', false],
    ['NOT (a = :five AND b = :five)', true],
    ['a BETWEEN :five AND :five AND a IN (:text, :five)', true],
    ['attribute_type(c[0].z, :n)', true],
    ['contains(c, :z)', true],
    ['size(b) = :two AND size(c) < :two', true],
    ['absent = :five', false],
    ['absent <> :five', true],
    ['absent < :five OR absent >= :five', false],
    ['c[0] = :z AND d <> :z', true],
    ['begins_with(b, :text)', true],
  ]
  test.each(cases)('%s: %s', (FilterExpression, holds) => {
    const values: JsonObject = {
      ':five': { N: '5.0' },
      ':text': { S: 'Ä' },
      ':n': { S: 'N' },
      ':z': { M: { z: { N: '1' } } },
      ':two': { N: '2' },
    }
    const used = Object.entries(values).filter(([name]) => new RegExp(`${name}\\b`).test(FilterExpression))
    const { Count } = ask(tableOf([item]), 'scan', {
      FilterExpression,
      ExpressionAttributeValues: Object.fromEntries(used),
    })
    expect(Count).toBe(holds ? 1 : 0)
  })
})

describe('pages', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ pk: { S: `i-${index}` } }))
  const all = (table: Table, request: JsonObject): JsonValue[] => {
    const items: JsonValue[] = []
    let start: JsonValue | undefined
    do {
      const page = ask(table, 'scan', {
        ...request,
        ...(start !== undefined && { ExclusiveStartKey: start }),
      })
      items.push(...(page.Items as JsonValue[]))
      start = page.LastEvaluatedKey
    } while (start !== undefined)
    return items
  }

  test('pages and segments together are the table, each item once', () => {
    const table = tableOf(many)
    const whole = all(table, {})
    expect(whole).toHaveLength(30)
    expect(all(table, { Limit: 7 })).toEqual(whole)
    const segments = [0, 1, 2].flatMap((Segment) => all(table, { Segment, TotalSegments: 3, Limit: 4 }))
    expect(segments).toEqual(whole)
  })

  test('a page ends behind 1 MB, counted before the filter', () => {
    const table = newTable('t', {
      partitionKey: { name: 'pk', type: 'S' },
      sortKey: { name: 'sk', type: 'N' },
    })
    for (let index = 0; index < 20; index++) {
      ask(table, 'putItem', {
        Item: { pk: { S: 'p' }, sk: { N: String(index) }, text: { S: 'x'.repeat(100_000) } },
      })
    }
    const query = {
      KeyConditionExpression: 'pk = :p',
      FilterExpression: 'attribute_not_exists(pk2)',
      ExpressionAttributeValues: { ':p': { S: 'p' } },
      ReturnConsumedCapacity: 'TOTAL',
    }
    const first = ask(table, 'query', query)
    expect(first).toMatchObject({ Count: 11, LastEvaluatedKey: { pk: { S: 'p' }, sk: { N: '10' } } })
    expect(first.ConsumedCapacity).toEqual({ TableName: 't', CapacityUnits: 134.5 })
    const rest = ask(table, 'query', { ...query, ExclusiveStartKey: first.LastEvaluatedKey ?? null })
    expect(rest).toMatchObject({ Count: 9 })
    expect(rest).not.toHaveProperty('LastEvaluatedKey')
  })
})

describe('time to live', () => {
  const table = () =>
    tableOf(
      [
        { pk: { S: 'a' }, expiresAt: { N: '3600' } },
        { pk: { S: 'b' }, expiresAt: { S: '3600' } },
      ],
      { timeToLive: 'expiresAt' },
    )

  test('an expired item is still read, and filtered away by who asks for it', () => {
    const request = {
      FilterExpression: 'expiresAt > :now',
      ExpressionAttributeValues: { ':now': { N: '3601' } },
    }
    expect(ask(table(), 'scan', {}, HOUR + 1_000)).toMatchObject({ Count: 2 })
    expect(ask(table(), 'scan', request, HOUR + 1_000)).toMatchObject({ Count: 0, ScannedCount: 2 })
  })

  test('it is gone two days later; one whose attribute is no number stays', () => {
    const own = table()
    expect(ask(own, 'scan', {}, 49 * HOUR - 1)).toMatchObject({ Count: 2 })
    expect(ask(own, 'scan', {}, 49 * HOUR)).toMatchObject({ Items: [{ pk: { S: 'b' } }] })
    expect(ask(own, 'describeTimeToLive', {})).toEqual({
      TimeToLiveDescription: { AttributeName: 'expiresAt', TimeToLiveStatus: 'ENABLED' },
    })
  })

  test('a longer life saves it', () => {
    const own = table()
    ask(own, 'updateItem', {
      Key: { pk: { S: 'a' } },
      UpdateExpression: 'SET expiresAt = :later',
      ExpressionAttributeValues: { ':later': { N: '999999' } },
    })
    expect(ask(own, 'scan', {}, 100 * HOUR)).toMatchObject({ Count: 2 })
  })
})

describe('transactions', () => {
  const move = (amount: string, token: string): JsonObject => ({
    ClientRequestToken: token,
    TransactItems: ['a', 'b'].map((name, index) => ({
      Update: {
        TableName: 't',
        Key: { pk: { S: name } },
        UpdateExpression: `SET n = n ${index === 0 ? '-' : '+'} :v`,
        ConditionExpression: 'n >= :least',
        ExpressionAttributeValues: { ':v': { N: amount }, ':least': { N: index === 0 ? amount : '0' } },
      },
    })),
  })
  const accounts = () =>
    tableOf([
      { pk: { S: 'a' }, n: { N: '10' } },
      { pk: { S: 'b' }, n: { N: '0' } },
    ])
  const balances = (table: Table) => [...table.items.values()].map((item) => JSON.stringify(item.n))
  const transact = (table: Table, request: JsonObject, at = 0) =>
    requestDynamoDb(new Map([['t', table]]), 'transactWriteItems', request, at)

  test('all or nothing', () => {
    const table = accounts()
    expect(transact(table, move('4', 'one'))).toEqual({ ok: true, response: {} })
    expect(balances(table)).toEqual(['{"N":"6"}', '{"N":"4"}'])
    expect(transact(table, move('7', 'two')).ok).toBe(false)
    expect(balances(table)).toEqual(['{"N":"6"}', '{"N":"4"}'])
  })

  test('the same token twice is the same request for ten minutes, and no other', () => {
    const table = accounts()
    for (let time = 0; time < 3; time++) expect(transact(table, move('4', 'one'), time).ok).toBe(true)
    expect(balances(table)).toEqual(['{"N":"6"}', '{"N":"4"}'])
    expect(transact(table, move('5', 'one'), 4)).toMatchObject({
      error: { code: 'IdempotentParameterMismatchException' },
    })
    expect(transact(table, move('4', 'one'), 601_000).ok).toBe(true)
    expect(balances(table)).toEqual(['{"N":"2"}', '{"N":"8"}'])
  })

  test('reads in the order asked for', () => {
    const gets = ['b', 'nobody', 'a'].map((name) => ({ Get: { TableName: 't', Key: { pk: { S: name } } } }))
    const reply = requestDynamoDb(
      new Map([['t', accounts()]]),
      'transactGetItems',
      { TransactItems: gets },
      0,
    )
    expect(reply).toMatchObject({
      response: { Responses: [{ Item: { n: { N: '0' } } }, {}, { Item: { n: { N: '10' } } }] },
    })
  })
})

describe('indexes', () => {
  const table = () =>
    tableOf(
      [
        { pk: { S: 'a' }, kind: { S: 'k' }, n: { N: '2' }, x: { S: 'x' } },
        { pk: { S: 'b' }, kind: { S: 'k' }, n: { N: '1' } },
        { pk: { S: 'c' } },
      ],
      {
        indexes: {
          byKind: {
            partitionKey: { name: 'kind', type: 'S' },
            sortKey: { name: 'n', type: 'N' },
            projection: 'KEYS_ONLY',
          },
        },
      },
    )
  const request = {
    IndexName: 'byKind',
    KeyConditionExpression: 'kind = :k',
    ExpressionAttributeValues: { ':k': { S: 'k' } },
  }

  test('hold what has their key, in its order, as much of it as they project', () => {
    expect(ask(table(), 'query', request)).toEqual({
      Count: 2,
      ScannedCount: 2,
      Items: [
        { pk: { S: 'b' }, kind: { S: 'k' }, n: { N: '1' } },
        { pk: { S: 'a' }, kind: { S: 'k' }, n: { N: '2' } },
      ],
    })
  })

  test('page by the keys of both', () => {
    const first = ask(table(), 'query', { ...request, Limit: 1 })
    expect(first.LastEvaluatedKey).toEqual({ pk: { S: 'b' }, kind: { S: 'k' }, n: { N: '1' } })
    const rest = ask(table(), 'query', { ...request, ExclusiveStartKey: first.LastEvaluatedKey ?? null })
    expect(rest).toMatchObject({ Count: 1, Items: [{ pk: { S: 'a' } }] })
  })
})

describe('numbers', () => {
  const digits = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })

  test('sums are exact', () => {
    fc.assert(
      fc.property(digits, digits, fc.integer({ min: -6, max: 6 }), (a, b, exponent) => {
        const text = (value: bigint) => {
          const normal = normalNumber(`${value}e${exponent}`)
          return normal.ok ? normal.value : ''
        }
        expect(calculated(text(a), '+', text(b))).toEqual({ ok: true, value: text(a + b) })
        expect(calculated(text(a), '-', text(b))).toEqual({ ok: true, value: text(a - b) })
        expect(Math.sign(compareNumbers(text(a), text(b)))).toBe(a < b ? -1 : a > b ? 1 : 0)
      }),
    )
  })

  test('a sum with more than 38 digits has no room', () => {
    expect(calculated('1', '+', `0.${'0'.repeat(40)}1`).ok).toBe(false)
    expect(calculated(`9${'0'.repeat(125)}`, '+', `9${'0'.repeat(125)}`).ok).toBe(false)
  })

  // Measured on AWS by the dynamodb-conformance project (tests/tier3/limits/numberByteSize).
  test.each([
    ['0', 1],
    ['1', 2],
    ['123456', 4],
    ['3.14159', 5],
    ['-1', 3],
    [`1${'0'.repeat(125)}`, 2],
  ])('%s takes %s bytes', (number, bytes) => {
    expect(sizeOfNumber(number)).toBe(bytes)
  })
})

test('a table is plain data', () => {
  const table = tableOf([{ pk: { S: 'a' }, b: { L: [{ N: '1' }] } }], { timeToLive: 'expiresAt' })
  ask(table, 'putItem', { Item: { pk: { S: 'z' }, expiresAt: { N: '5' } } })
  const copy = structuredClone(table)
  expect(copy).toEqual(table)
  expect(ask(copy, 'scan', {})).toEqual(ask(table, 'scan', {}))
})
