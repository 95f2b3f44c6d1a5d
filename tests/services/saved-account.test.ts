import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AccountSetup, createAccount, restoredAccount, savedAccount } from '@/lib/services'
import { decoded, encoded } from '@/lib/services/stored-value'
import { account, call } from './account'

const setup: AccountSetup = {
  functions: { price: { source: 'echo', versions: { 1: { source: 'echo' } } } },
  tables: {
    orders: { partitionKey: { name: 'id', type: 'S' }, items: [{ id: { S: '$map' }, $map: { L: [] } }] },
  },
  queues: { 'jobs.fifo': { contentBasedDeduplication: true } },
  topics: { news: { subscriptions: [{ function: 'price' }] } },
  buses: {
    default: { rules: { all: { pattern: { source: ['shop'] }, targets: [{ queue: 'jobs.fifo' }] } } },
  },
  buckets: { files: { objects: { 'a/b.json': '[1]' } } },
  activities: { approve: { workers: { ada: { works: [{}] } } } },
  machines: { other: { definition: '{}' } },
  roles: { reader: { statements: [] } as never },
  otherAccount: { queues: { inbox: {} } },
}

test('an account is the same after it was stored, and so is what is done with it', async () => {
  const owner = account(setup)
  await call(owner, 'sqs:sendMessage', {
    QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/jobs.fifo',
    MessageBody: { n: 1 },
    MessageGroupId: 'g',
  })
  await call(owner, 'lambda:invoke', { FunctionName: 'price', Payload: { x: 1 } })
  const again = restoredAccount(savedAccount(owner))
  expect(again).toEqual(owner)
  const item = { TableName: 'orders', Item: { id: { S: 'o-1' } } }
  expect(await call(again, 'dynamodb:putItem', item)).toEqual(await call(owner, 'dynamodb:putItem', item))
  expect(savedAccount(again)).toEqual(savedAccount(owner))
})

test('each table, queue and function is a part of its own', () => {
  const parts = savedAccount(createAccount(setup, { seed: 1 }))
  expect([...parts.keys()]).toEqual(
    expect.arrayContaining([
      'functions/price',
      'tables/orders',
      'queues/jobs.fifo',
      'other account/queues/inbox',
    ]),
  )
})

describe('a stored value', () => {
  const plain = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.string(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(fc.constantFrom('$map', '$object', '__proto__'), fc.string()), tie('value'), {
        maxKeys: 3,
        noNullPrototype: true,
      }),
      fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 3 }).map((entries) => new Map(entries)),
    ),
  })).value

  test('is what it was, whatever its members are called', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(isDeepStrictEqual(decoded(encoded(value)), value)).toBe(true)
      }),
    )
  })
})
