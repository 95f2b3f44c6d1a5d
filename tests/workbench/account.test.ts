import { describe, expect, test } from 'vitest'
import { accountSentence } from '@/app/_workbench/account/content/account-sentence'
import { accountContents } from '@/app/_workbench/account/content/sections'
import { attributeText } from '@/app/_workbench/account/content/tables'
import type { JsonValue } from '@/lib/json'
import type { AccountSetup } from '@/lib/sandbox'
import { type Call, detailsOf, ran, resourceOf, shownOf, sqs } from './account-run'

describe('a table', () => {
  const setup: AccountSetup = {
    tables: {
      orders: {
        partitionKey: { name: 'id', type: 'S' },
        sortKey: { name: 'line', type: 'N' },
        timeToLive: 'until',
        items: [
          { id: { S: 'a' }, line: { N: '1' }, state: { S: 'NEW' }, price: { N: '5' } },
          { id: { S: 'b' }, line: { N: '1' } },
          { id: { S: 'c' }, line: { N: '1' } },
        ],
      },
    },
  }
  const key = (id: string) => ({ id: { S: id }, line: { N: '1' } })
  const tasks: readonly Call[] = [
    [
      'dynamodb:updateItem',
      {
        TableName: 'orders',
        Key: key('a'),
        UpdateExpression: 'SET #s = :s, paid = :p REMOVE price',
        ExpressionAttributeNames: { '#s': 'state' },
        ExpressionAttributeValues: { ':s': { S: 'PAID' }, ':p': { BOOL: true } },
      },
    ],
    ['dynamodb:deleteItem', { TableName: 'orders', Key: key('b') }],
    ['dynamodb:putItem', { TableName: 'orders', Item: key('d') }],
  ]

  test('shows before a run what it is set up with, and marks nothing', async () => {
    const orders = await resourceOf(setup, 'table orders')
    expect(orders).not.toHaveProperty('change')
    expect(orders).toMatchObject({
      count: '3 items',
      facts: ['partition key id (S)', 'sort key line (N)', 'items expire by until'],
    })
    expect(shownOf(orders)).toEqual([
      ['id a, line 1', undefined],
      ['id b, line 1', undefined],
      ['id c, line 1', undefined],
    ])
  })

  test('shows what a run did to its items, first', async () => {
    const orders = await resourceOf(setup, 'table orders', tasks)
    expect(orders).toMatchObject({ count: '3 items', change: { words: '1 new, 1 changed, 1 deleted' } })
    expect(shownOf(orders)).toEqual([
      ['id a, line 1', 'Changed'],
      ['id d, line 1', 'New'],
      ['id b, line 1', 'Deleted'],
      ['id c, line 1', undefined],
    ])
    expect(orders.entries[0]?.fields).toEqual([
      { name: 'state', value: 'PAID', was: 'NEW' },
      { name: 'paid', value: 'true', was: 'absent' },
      { name: 'price', was: '5' },
    ])
    expect(detailsOf(orders.entries[0])).toContain('{"S":"NEW"}')
  })

  test.each([
    [{ S: 'a b' }, 'a b'],
    [{ N: '29' }, '29'],
    [{ NULL: true }, 'null'],
    [{ SS: ['a', 'b'] }, '{a, b}'],
    [{ L: [{ S: 'x' }, { N: '1' }] }, '["x", 1]'],
    [{ M: { sku: { S: 'wax' }, __proto__: { N: '1' } } }, '{ sku: "wax" }'],
    [
      { M: { a: { M: { b: { M: { c: { M: { d: { M: { e: { N: '1' } } } } } } } } } } },
      '{ a: { b: { c: { d: { e: … } } } } }',
    ],
    [{ S: 'x'.repeat(200) }, `${'x'.repeat(80)}…`],
    [undefined, 'absent'],
  ] as [JsonValue | undefined, string][])('writes %j as %s', (attribute, text) => {
    expect(attributeText(attribute)).toBe(text)
  })
})

describe('a queue', () => {
  const setup: AccountSetup = {
    queues: { orders: { deadLetter: { queue: 'dead', maxReceiveCount: 1 } }, dead: {}, 'lines.fifo': {} },
  }

  test('says of each message whether it can be received', async () => {
    const orders = await resourceOf(setup, 'queue orders', [
      ['sqs:sendMessage', { QueueUrl: sqs('orders'), MessageBody: { n: 1 } }],
      ['aws-sdk:sqs:receiveMessage', { QueueUrl: sqs('orders') }],
      ['sqs:sendMessage', { QueueUrl: sqs('orders'), MessageBody: 'two' }],
      ['sqs:sendMessage', { QueueUrl: sqs('orders'), MessageBody: 'three', DelaySeconds: 900 }],
    ])
    expect(orders.count).toBe('3 messages: 1 visible, 1 in flight, 1 delayed')
    expect(orders.change?.words).toBe('3 new')
    expect(orders.entries.map(({ title, note }) => `${title} ${note?.split(' until')[0]}`)).toEqual([
      '{"n":1} in flight',
      expect.stringMatching(/^two visible, sent at \+\d/),
      'three delayed',
    ])
    expect(orders.entries[0]?.note).toMatch(/until \+30 s, received once/)
    expect(orders.facts).toEqual(['visibility timeout 30 s', 'dead letters go to dead when received once'])
  })

  test('of dead letters says whose they are and where each comes from', async () => {
    const dead = await resourceOf(setup, 'queue dead', [
      ['sqs:sendMessage', { QueueUrl: sqs('orders'), MessageBody: 'x' }],
      ['aws-sdk:sqs:receiveMessage', { QueueUrl: sqs('orders'), VisibilityTimeout: 0 }],
      ['aws-sdk:sqs:receiveMessage', { QueueUrl: sqs('orders') }],
    ])
    expect(dead.facts).toContain('dead-letter queue of orders')
    expect(dead.entries[0]?.note).toContain('moved here from orders')
    expect(dead.empty).toContain('received once from orders')
  })

  test('of a FIFO queue has the group', async () => {
    const lines = await resourceOf(setup, 'queue lines.fifo', [
      [
        'sqs:sendMessage',
        {
          QueueUrl: sqs('lines.fifo'),
          MessageBody: 'x',
          MessageGroupId: 'g-1',
          MessageDeduplicationId: 'd',
        },
      ],
    ])
    expect(lines.facts[0]).toBe('FIFO')
    expect(lines.entries[0]?.note).toContain('group g-1')
  })
})

describe('what goes out', () => {
  const setup: AccountSetup = {
    queues: { big: {} },
    topics: { orders: { subscriptions: [{ queue: 'big', filter: { size: ['big'] } }] } },
    buses: {
      shop: {
        rules: {
          paid: { pattern: { source: ['shop'] }, targets: [{ queue: 'big' }] },
          off: { pattern: { source: ['shop'] }, disabled: true, targets: [{ function: 'f' }] },
        },
      },
    },
  }
  const TopicArn = 'arn:aws:sns:us-east-1:111122223333:orders'

  test('of a topic tells to whom it went', async () => {
    const orders = await resourceOf(setup, 'topic orders', [
      ['sns:publish', { TopicArn, Message: 'a' }],
      [
        'sns:publish',
        {
          TopicArn,
          Message: 'b',
          Subject: 'An order',
          MessageAttributes: { size: { DataType: 'String', StringValue: 'big' } },
        },
      ],
    ])
    expect(shownOf(orders)).toEqual([
      ['a', 'To nobody'],
      ['b', 'Delivered'],
    ])
    expect(orders.entries[1]?.note).toMatch(/^to queue big, subject “An order”, at \+/)
    expect(orders.facts).toEqual(['delivers to queue big what fits its filter policy'])
  })

  test('of an event tells which rules it fits', async () => {
    const entry = (Source: string) => ({
      Source,
      DetailType: 'Paid',
      Detail: { id: 'o-1' },
      EventBusName: 'shop',
    })
    const shop = await resourceOf(setup, 'event bus shop', [
      ['events:putEvents', { Entries: [entry('shop'), entry('bank')] }],
    ])
    expect(shownOf(shop)).toEqual([
      ['Paid from shop', 'Matched'],
      ['Paid from bank', 'No rule matched'],
    ])
    expect(shop.entries[0]).toMatchObject({ note: 'by rule paid', fields: [{ name: 'id', value: '"o-1"' }] })
    expect(shop.facts).toEqual(['rule paid sends to queue big', 'rule off (disabled) sends to function f'])
  })
})

test('a bucket shows what was written, overwritten and deleted', async () => {
  const setup = { buckets: { data: { objects: { a: '1', b: '{"x":1}', c: '3' } } } }
  const put = (Key: string, Body: string): Call => ['aws-sdk:s3:putObject', { Bucket: 'data', Key, Body }]
  const data = await resourceOf(setup, 'bucket data', [
    put('a', 'é'),
    put('d', 'x'),
    ['aws-sdk:s3:deleteObject', { Bucket: 'data', Key: 'b' }],
  ])
  expect(data.change?.words).toBe('1 new, 1 overwritten, 1 deleted')
  expect(shownOf(data)).toEqual([
    ['a', 'Overwritten'],
    ['d', 'New'],
    ['b', 'Deleted'],
    ['c', undefined],
  ])
  expect(data.entries[0]?.note).toMatch(/^4 bytes, /)
})

test('tokens, jobs and activities say how they stand', async () => {
  const setup: AccountSetup = {
    queues: { orders: {} },
    activities: { pack: { workers: { ada: { works: [{ output: 1 }] } } } },
    jobs: [{ on: 'glue:startJobRun', seconds: 5, fails: {} }],
    callbacks: [{ on: 'sqs:sendMessage', acts: [{ afterSeconds: 5 }] }],
  }
  const run = await ran(setup, [
    ['arn:aws:states:us-east-1:111122223333:activity:pack', {}],
    [
      'sqs:sendMessage.waitForTaskToken',
      { QueueUrl: sqs('orders'), MessageBody: { 'token.$': '$$.Task.Token' } },
    ],
    ['lambda:invoke.waitForTaskToken', { FunctionName: 'none', 'Payload.$': '$$.Task.Token' }],
    ['glue:startJobRun.sync', { JobName: 'nightly' }],
  ])
  const shown = accountContents(setup, run)[0]?.sections.flatMap(({ resources }) =>
    resources.map((one) => [one.key, one.change?.words, ...shownOf(one).flat()]),
  )
  expect(shown).toEqual([
    ['queue orders', '1 new', expect.stringContaining('token'), 'New'],
    ['activity pack', '1 new', 'T0', 'Succeeded'],
    ['task tokens', '2 new', 'T1', 'Succeeded', 'T2', 'Given up'],
    ['calls of clients', '1 new', 'SendTaskSuccess', undefined],
    ['job glue:startJobRun', '1 new', expect.any(String), 'Failed'],
  ])
})

test('requests are shown as sent, but for what the connection keeps secret', async () => {
  const setup: AccountSetup = {
    functions: {
      api: {
        source:
          'export const handler = ({ headers }) => { console.log(headers["x-key"]); if (headers["x-key"] === "shop-4711") throw new Error(headers["x-key"]) }',
      },
    },
    connections: { courier: { auth: { type: 'API_KEY', name: 'X-Key', value: 'shop-4711' } } },
    endpoints: [{ url: 'https://api.example/*', function: 'api' }],
  }
  const run = await ran(setup, [
    [
      'http:invoke',
      {
        ApiEndpoint: 'https://api.example/v1',
        Method: 'POST',
        RequestBody: { order: 'o-1' },
        Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:111122223333:connection/courier/1' },
      },
    ],
  ])
  const contents = accountContents(setup, run)
  const shown = JSON.stringify(contents, (_, value) => (typeof value === 'function' ? value() : value))
  const api = contents[0]?.sections[0]?.resources[0]
  expect(shown).toContain('POST https://api.example/v1')
  expect(shown).toContain('o-1')
  expect(shown).not.toContain('4711')
  expect(api?.entries[0]?.log?.[0]?.text).toBe('••••••••')
})

test('other machines show their executions with their events', async () => {
  const definition = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Fail', Error: 'Sold.Out' } } })
  const stateMachineArn = 'arn:aws:states:us-east-1:111122223333:stateMachine:pack'
  const pack = await resourceOf({ machines: { pack: { definition } } }, 'state machine pack', [
    ['states:startExecution.sync:2', { StateMachineArn: stateMachineArn, Name: 'first', Input: { n: 1 } }],
  ])
  expect(shownOf(pack)).toEqual([['first', 'Failed']])
  expect(pack.entries[0]?.note).toContain('Sold.Out')
  expect(detailsOf(pack.entries[0])).toContain('FailStateEntered')
})

test('the second account has a heading of its own', async () => {
  const role = (Statement: object) => ({ Version: '2012-10-17' as const, Statement })
  const setup: AccountSetup = {
    otherAccount: {
      tables: { orders: { partitionKey: { name: 'id', type: 'S' } } },
      roles: {
        writer: {
          policies: [role([{ Effect: 'Allow', Action: '*', Resource: '*' }])],
          trust: role([
            {
              Effect: 'Allow',
              Action: 'sts:AssumeRole',
              Principal: { AWS: 'arn:aws:iam::111122223333:root' },
            },
          ]),
        },
      },
    },
  } as AccountSetup
  const [ours, theirs] = accountContents(setup)
  expect([ours?.accountId, ours?.sections.length]).toEqual(['111122223333', 0])
  expect(theirs?.accountId).toBe('444455556666')
  expect(theirs?.sections.map(({ title }) => title)).toEqual(['Tables', 'Roles'])
  expect(theirs?.sections[1]?.resources[0]?.entries.map(({ title }) => title)).toEqual([
    'Policy 1',
    'Trust policy',
  ])
})

describe('the sentence', () => {
  const title = { title: 'An order' }
  const setup = { tables: { orders: { partitionKey: { name: 'id', type: 'S' } } } } as const

  test('of an empty account', () => {
    expect(accountSentence(accountContents({}), title, undefined)).toMatch(/^Nothing is in this account/)
  })

  test('before a run, and after one that changed nothing or something', async () => {
    expect(accountSentence(accountContents(setup), title, undefined)).toMatch(/before a run in “An order”/)
    const put: Call = ['dynamodb:putItem', { TableName: 'orders', Item: { id: { S: 'a' } } }]
    const get: Call = ['dynamodb:getItem', { TableName: 'orders', Key: { id: { S: 'a' } } }]
    const said = async (task: Call) => {
      const run = await ran(setup, [task])
      return accountSentence(accountContents(setup, run), title, run)
    }
    expect(await said(get)).toBe('The run in “An order” changed nothing in the account.')
    expect(await said(put)).toBe('The run in “An order” left its marks on 1 of 1: table orders.')
  })
})
