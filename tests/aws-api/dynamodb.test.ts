import {
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { expect, test } from 'vitest'
import { crc32 } from '@/lib/services'
import { awsClients } from '../support/aws-clients'
import { inMemorySandbox } from '../support/in-memory-sandbox'

const TableName = 'orders'

async function table() {
  const sandbox = await inMemorySandbox({
    setup: {
      tables: {
        orders: {
          partitionKey: { name: 'id', type: 'S' },
          items: [{ id: { S: 'o-1' }, amount: { N: '3' } }],
        },
      },
    },
  })
  return awsClients(sandbox)
}

test('items are written and read', async () => {
  const { dynamodb, seen } = await table()
  await dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: 'o-2' }, amount: { N: '1.50' } } }))
  const key = { id: { S: 'o-2' } }
  expect((await dynamodb.send(new GetItemCommand({ TableName, Key: key }))).Item).toEqual({
    id: { S: 'o-2' },
    amount: { N: '1.5' },
  })
  const updated = await dynamodb.send(
    new UpdateItemCommand({
      TableName,
      Key: key,
      UpdateExpression: 'ADD amount :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValues: 'UPDATED_NEW',
    }),
  )
  expect(updated.Attributes).toEqual({ amount: { N: '2.5' } })
  const found = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'id = :id',
      ExpressionAttributeValues: { ':id': { S: 'o-1' } },
    }),
  )
  expect(found).toMatchObject({ Count: 1, Items: [{ amount: { N: '3' } }] })
  expect((await dynamodb.send(new DescribeTableCommand({ TableName }))).Table).toMatchObject({
    TableName,
    TableStatus: 'ACTIVE',
    ItemCount: 2,
  })
  for (const { headers, body } of seen) {
    expect(headers['x-amz-crc32']).toBe(String(crc32(new TextEncoder().encode(body))))
  }
})

test("errors are the client's own classes, with what they carry", async () => {
  const { dynamodb, seen } = await table()
  const Item = { id: { S: 'o-1' } }
  await expect(
    dynamodb.send(
      new PutItemCommand({
        TableName,
        Item,
        ConditionExpression: 'attribute_not_exists(id)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
  ).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
    message: 'The conditional request failed',
    Item: { id: { S: 'o-1' }, amount: { N: '3' } },
  })
  await expect(dynamodb.send(new GetItemCommand({ TableName: 'none', Key: Item }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Requested resource not found',
  })
  await expect(
    dynamodb.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(id)' } },
          { Put: { TableName, Item: { id: { S: 'o-3' } } } },
        ],
      }),
    ),
  ).rejects.toMatchObject({
    name: 'TransactionCanceledException',
    message: expect.stringContaining('[ConditionalCheckFailed, None]'),
    CancellationReasons: [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }],
  })
  await expect(
    dynamodb.send(new PutItemCommand({ TableName, Item: { amount: { N: '1' } } })),
  ).rejects.toMatchObject({ name: 'ValidationException' })
  expect(seen.map(({ status, body }) => `${status} ${JSON.parse(body).__type}`)).toEqual([
    '400 com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
    '400 com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
    '400 com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    '400 com.amazon.coral.validate#ValidationException',
  ])
})
