import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonValue } from '@/lib/json'
import { createAccount, viewOf } from '@/lib/services'
import { normalNumber } from '@/lib/services/dynamodb/number'
import { account, call, steady } from './account'

const tables = {
  orders: {
    partitionKey: { name: 'orderId', type: 'S' as const },
    items: [{ orderId: { S: 'o-1' }, total: { N: '10' } }],
  },
  events: { partitionKey: { name: 'id', type: 'S' as const }, sortKey: { name: 'at', type: 'N' as const } },
}

const optimizedCause = (message: string, code: string) =>
  `${message} (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ${code}; Request ID: …; Proxy: null)`

describe('answers', () => {
  test('putItem and getItem, optimized (recorded: services/test_dynamodb_task_service)', async () => {
    const owner = account({ tables })
    const item = { orderId: { S: 'id1' }, data: { S: 'HelloWorld' } }
    const metadata = (length: string, isRead: boolean) => {
      const headers = {
        Server: 'Server',
        ...(isRead && { 'x-amzn-requestid': '…' }),
        Connection: 'keep-alive',
        ...(!isRead && { 'x-amzn-RequestId': '…' }),
        'x-amz-crc32': '…',
        'Content-Length': length,
        Date: '…',
        'Content-Type': 'application/x-amz-json-1.0',
      }
      return {
        SdkHttpMetadata: {
          AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
          HttpHeaders: headers,
          HttpStatusCode: 200,
        },
        SdkResponseMetadata: { RequestId: '…' },
      }
    }
    const put = await call(owner, 'dynamodb:putItem', { TableName: 'orders', Item: item })
    expect(steady(put)).toEqual({ kind: 'Succeeded', durationMs: 8, output: metadata('2', false) })
    const got = await call(owner, 'dynamodb:getItem', { TableName: 'orders', Key: { orderId: { S: 'id1' } } })
    expect(steady(got)).toEqual({
      kind: 'Succeeded',
      durationMs: 8,
      output: { Item: item, ...metadata('58', true) },
    })
  })

  test('putItem and getItem by the AWS SDK integration (recorded: test_aws_sdk_task_service)', async () => {
    const owner = account({ tables })
    const item = { orderId: { S: 'id1' } }
    const put = await call(owner, 'aws-sdk:dynamodb:putItem', { TableName: 'orders', Item: item })
    expect(put).toMatchObject({ kind: 'Succeeded', output: {} })
    const got = await call(owner, 'aws-sdk:dynamodb:getItem', { TableName: 'orders', Key: item })
    expect(got).toEqual({ kind: 'Succeeded', durationMs: 8, output: { Item: item } })
    const none = await call(owner, 'aws-sdk:dynamodb:getItem', {
      TableName: 'orders',
      Key: { orderId: { S: 'x' } },
    })
    expect(none).toEqual({ kind: 'Succeeded', durationMs: 8, output: {} })
  })

  test('the checksum of an empty answer is the one that DynamoDB sends', async () => {
    const put = await call(account({ tables }), 'dynamodb:putItem', {
      TableName: 'orders',
      Item: { orderId: { S: 'x' } },
    })
    expect(JSON.stringify(put)).toContain('"x-amz-crc32":"2745614147"')
  })

  test('a put replaces the item with the same key, and ALL_OLD tells what was there', async () => {
    const owner = account({ tables })
    const put = {
      TableName: 'orders',
      Item: { orderId: { S: 'o-1' }, total: { N: '011.50' } },
      ReturnValues: 'ALL_OLD',
    }
    expect(await call(owner, 'aws-sdk:dynamodb:putItem', put)).toMatchObject({
      output: { Attributes: { orderId: { S: 'o-1' }, total: { N: '10' } } },
    })
    expect(viewOf(owner).tables.orders?.items).toEqual([{ orderId: { S: 'o-1' }, total: { N: '11.5' } }])
  })

  test('equal numbers are one key, with a sort key too', async () => {
    const owner = account({ tables })
    for (const at of ['1', '1.0', '2']) {
      await call(owner, 'dynamodb:putItem', { TableName: 'events', Item: { id: { S: 'a' }, at: { N: at } } })
    }
    expect(viewOf(owner).tables.events?.items.length).toBe(2)
  })

  test('deleteItem deletes, and says nothing about an item that was not there', async () => {
    const owner = account({ tables })
    const key = { TableName: 'orders', Key: { orderId: { S: 'o-1' } } }
    expect(await call(owner, 'aws-sdk:dynamodb:deleteItem', key)).toMatchObject({
      kind: 'Succeeded',
      output: {},
    })
    expect(await call(owner, 'aws-sdk:dynamodb:deleteItem', key)).toMatchObject({
      kind: 'Succeeded',
      output: {},
    })
    expect(viewOf(owner).tables.orders?.items).toEqual([])
  })

  test.each([
    ['o-1', 'attribute_not_exists(orderId)', false],
    ['o-2', 'attribute_not_exists(orderId)', true],
    ['o-1', 'attribute_exists(orderId) AND attribute_not_exists(paid)', true],
    ['o-2', 'attribute_exists(orderId)', false],
    ['o-1', 'attribute_not_exists(#t)', false],
  ])('a put of %s on condition that %s: %s', async (id, ConditionExpression, succeeds) => {
    const answer = await call(account({ tables }), 'dynamodb:putItem', {
      TableName: 'orders',
      Item: { orderId: { S: id } },
      ConditionExpression,
      ...(ConditionExpression.includes('#t') && { ExpressionAttributeNames: { '#t': 'total' } }),
    })
    expect(answer.kind === 'Succeeded').toBe(succeeds)
    if (answer.kind === 'Failed') {
      expect(answer.failure.error).toBe('DynamoDB.ConditionalCheckFailedException')
      expect(answer.failure.cause).toMatch(/^The conditional request failed \(/)
    }
  })
})

describe('refusals', () => {
  const item = { orderId: { S: 'o-9' } }
  const put = (more: object): JsonValue => ({ TableName: 'orders', Item: item, ...more }) as JsonValue

  test('no such table (recorded: error_handling, both integrations)', async () => {
    const parameters = { TableName: 'no_such_sfn_test_table', Item: item }
    expect(steady(await call(account({ tables }), 'dynamodb:putItem', parameters))).toMatchObject({
      failure: {
        error: 'DynamoDB.ResourceNotFoundException',
        cause: optimizedCause('Requested resource not found', 'ResourceNotFoundException'),
      },
    })
    expect(steady(await call(account({ tables }), 'aws-sdk:dynamodb:putItem', parameters))).toMatchObject({
      failure: {
        error: 'DynamoDb.ResourceNotFoundException',
        cause: 'Requested resource not found (Service: DynamoDb, Status Code: 400, Request ID: …)',
      },
    })
  })

  test('a null item (recorded: error_handling/test_aws_sdk/test_dynamodb_invalid_param)', async () => {
    expect(
      steady(await call(account({ tables }), 'aws-sdk:dynamodb:putItem', put({ Item: null }))),
    ).toMatchObject({
      failure: {
        error: 'DynamoDb.DynamoDbException',
        cause:
          "1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not be null (Service: DynamoDb, Status Code: 400, Request ID: …)",
      },
    })
  })

  test('an invalid table name (recorded: error_handling/test_task_service_dynamodb)', async () => {
    expect(
      steady(await call(account({ tables }), 'dynamodb:putItem', put({ TableName: '/invalid' }))),
    ).toMatchObject({
      failure: {
        error: 'DynamoDB.AmazonDynamoDBException',
        cause: optimizedCause(
          "1 validation error detected: Value '/invalid' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
          'ValidationException',
        ),
      },
    })
  })

  const invalid: { name: string; Item: JsonValue; message: string }[] = [
    { name: 'no key', Item: { total: { N: '1' } }, message: 'Missing the key orderId in the item' },
    {
      name: 'a key of another type',
      Item: { orderId: { N: '1' } },
      message: 'Type mismatch for key orderId expected: S actual: N',
    },
    {
      name: 'an empty key',
      Item: { orderId: { S: '' } },
      message: 'cannot contain an empty string value. Key: orderId',
    },
    {
      name: 'an attribute without type',
      Item: { ...item, a: {} },
      message: 'must contain exactly one of the supported datatypes',
    },
    {
      name: 'an attribute that is no object',
      Item: { ...item, a: 'x' },
      message: 'Unexpected value type in payload',
    },
    { name: 'two types', Item: { ...item, a: { S: 'x', N: '1' } }, message: 'more than one datatypes set' },
    {
      name: 'a number that is none',
      Item: { ...item, a: { N: 'ten' } },
      message: 'cannot be converted to a numeric value: ten',
    },
    { name: 'an empty set', Item: { ...item, a: { SS: [] } }, message: 'may not be empty' },
    {
      name: 'a set with the same twice',
      Item: { ...item, a: { NS: ['1', '1.0'] } },
      message: 'contains duplicates',
    },
    {
      name: 'something deep inside',
      Item: { ...item, a: { L: [{ M: { b: { N: 'x' } } }] } },
      message: 'numeric value: x',
    },
    {
      name: 'an item above 400 KB',
      Item: { ...item, a: { S: 'x'.repeat(410_000) } },
      message: 'Item size has exceeded',
    },
    {
      name: '40 levels',
      Item: { ...item, a: nested(40) },
      message: 'Nesting Levels have exceeded supported limits',
    },
  ]
  test.each(invalid)('$name', async ({ Item, message }) => {
    const owner = account({ tables })
    const answer = await call(owner, 'dynamodb:putItem', put({ Item }))
    expect(answer).toMatchObject({
      kind: 'Failed',
      failure: { error: 'DynamoDB.AmazonDynamoDBException', cause: expect.stringContaining(message) },
    })
    expect(viewOf(owner).tables.orders?.items.length).toBe(1)
  })

  test.each([
    {},
    { orderId: { S: 'o-1' }, total: { N: '1' } },
    { id: { S: 'o-1' } },
    { orderId: { N: '1' } },
  ])('the key %j does not match the schema', async (Key) => {
    const answer = await call(account({ tables }), 'dynamodb:getItem', { TableName: 'orders', Key })
    expect(answer).toMatchObject({
      failure: { cause: expect.stringContaining('The provided key element does not match the schema') },
    })
  })

  test.each([{ Expected: {} }, { ConditionalOperator: 'OR' }, { Condition: 'total > :zero' }])(
    '%j is not simulated, and says so',
    async (more) => {
      const answer = await call(account({ tables }), 'dynamodb:putItem', put(more))
      expect(answer).toMatchObject({ kind: 'Failed', failure: { error: 'Stepwise.NotSimulated' } })
    },
  )

  test('texts made to keep a reader busy are read in one go', async () => {
    const owner = account({ tables })
    const blanks = put({ ConditionExpression: `attribute_exists(a)${' '.repeat(200_000)}x` })
    expect(await call(owner, 'dynamodb:putItem', blanks)).toMatchObject({
      failure: { cause: expect.stringContaining('exceeded the maximum allowed size') },
    })
    const members = Array.from({ length: 40_000 }, (_, index) => `m${index}`)
    const set = put({ Item: { orderId: { S: 'o-2' }, all: { SS: [...members, 'm0'] } } })
    expect(await call(owner, 'dynamodb:putItem', set)).toMatchObject({
      failure: { error: 'DynamoDB.AmazonDynamoDBException' },
    })
    expect(normalNumber(`1${'0'.repeat(250_000)}1`).ok).toBe(false)
  })

  test('an attribute called __proto__ is an attribute', async () => {
    const owner = account({ tables })
    const Item = JSON.parse('{"orderId":{"S":"p"},"__proto__":{"S":"x"}}') as JsonValue
    await call(owner, 'dynamodb:putItem', { TableName: 'orders', Item })
    expect(JSON.stringify(viewOf(owner).tables.orders?.items)).toContain('"__proto__":{"S":"x"}')
  })
})

test('a setup that DynamoDB would not take is refused with its place', () => {
  const setup = { tables: { orders: { ...tables.orders, items: [{ id: { S: 'x' } }] } } }
  expect(() => createAccount(setup, { seed: 1 })).toThrow(
    /The table orders cannot hold \{"id":\{"S":"x"\}\}: .*Missing the key orderId/,
  )
})

describe('numbers', () => {
  test.each([
    ['0', '0'],
    ['-0', '0'],
    ['0.000', '0'],
    ['007', '7'],
    ['+7', '7'],
    ['1.50', '1.5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1e3', '1000'],
    ['1.5E-3', '0.0015'],
    ['-12.340e1', '-123.4'],
    ['1E-130', `0.${'0'.repeat(129)}1`],
    ['9.9999999999999999999999999999999999999E+125', `${'9'.repeat(38)}${'0'.repeat(88)}`],
  ])('%s is kept as %s', (text, value) => {
    expect(normalNumber(text)).toEqual({ ok: true, value })
  })

  test.each(['', '.', 'e5', '1e', '0x1', '1 2', 'NaN', 'Infinity', '1e126', '1e-131', '1'.repeat(39)])(
    '%j is refused',
    (text) => {
      expect(normalNumber(text).ok).toBe(false)
    },
  )

  test('normal forms are normal, and equal for equal numbers', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -20, max: 20 }), (digits, exponent) => {
        const plain = normalNumber(`${digits}e${exponent}`)
        expect(plain).toEqual(normalNumber(`${digits}0e${exponent - 1}`))
        expect(plain.ok && normalNumber(plain.value)).toEqual(plain)
        expect(plain.ok && Number(plain.value)).toBe(Number(`${digits}e${exponent}`) || 0)
      }),
    )
  })
})

function nested(levels: number): JsonValue {
  let value: JsonValue = { S: 'x' }
  for (let level = 0; level < levels; level++) value = { L: [value] }
  return value
}
