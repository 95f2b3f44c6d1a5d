import { describe, expect, test } from 'vitest'
import { accountSentence } from '@/app/_workbench/account/content/account-sentence'
import type { Entry, Resource } from '@/app/_workbench/account/content/resource'
import { accountContents } from '@/app/_workbench/account/content/sections'
import { attributeText } from '@/app/_workbench/account/content/tables'
import { calledFunction } from '@/app/_workbench/timeline/called-function'
import { failedLine, handlerReport } from '@/app/_workbench/timeline/handler-report'
import type { HistoryEvent } from '@/lib/asl'
import { loadHandlers } from '@/lib/handlers'
import type { JsonValue } from '@/lib/json'
import { type AccountSetup, parseForSandbox, type Run, runExecution } from '@/lib/sandbox'

const START = Date.UTC(2026, 11, 1, 12)
const sqs = (name: string) => `https://sqs.us-east-1.amazonaws.com/111122223333/${name}`

/** Each of the tasks in turn, whatever becomes of the one before. */
async function ran(
  setup: AccountSetup,
  tasks: readonly [resource: string, parameters: JsonValue][],
): Promise<Run> {
  const states = tasks.map(([resource, parameters], index) => {
    const next = index + 1 < tasks.length ? { Next: `T${index + 1}` } : { Next: 'Done' }
    return [
      `T${index}`,
      {
        Type: 'Task',
        Resource: resource.startsWith('arn:') ? resource : `arn:aws:states:::${resource}`,
        Parameters: parameters,
        TimeoutSeconds: 60,
        ResultPath: null,
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, ...next }],
        ...next,
      },
    ]
  })
  const definition = JSON.stringify({
    StartAt: 'T0',
    States: { ...Object.fromEntries(states), Done: { Type: 'Succeed' } },
  })
  const parsed = await parseForSandbox(definition)
  if (!parsed.ok) throw new Error(parsed.diagnostics[0].message)
  const runHandler = await loadHandlers()
  return runExecution({
    machine: parsed.machine,
    input: {},
    account: setup,
    startAt: START,
    seed: 1,
    runHandler,
  })
}

async function resourceOf(
  setup: AccountSetup,
  key: string,
  tasks?: Parameters<typeof ran>[1],
): Promise<Resource> {
  const contents = accountContents(setup, tasks && (await ran(setup, tasks)))
  const found = contents.flatMap(({ sections }) => sections.flatMap(({ resources }) => resources))
  const resource = found.find((one) => one.key === key)
  if (!resource) throw new Error(`There is no "${key}", only ${found.map((one) => one.key).join(', ')}`)
  return resource
}

const shownOf = ({ entries }: Resource) => entries.map(({ title, mark }) => [title, mark?.words])
const detailsOf = (entry: Entry | undefined) => JSON.stringify(entry?.details?.())

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
  const tasks: Parameters<typeof ran>[1] = [
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

describe('a function', () => {
  const handler = (...lines: string[]) =>
    ['export const handler = async (event) => {', ...lines, '}'].join('\n')
  const invoked = async (source: string, more: object = {}) => {
    const setup = { functions: { price: { source, ...more } } }
    return resourceOf(setup, 'function price', [['lambda:invoke', { FunctionName: 'price', Payload: {} }]])
  }

  test('shows what each invocation logged, with its level', async () => {
    const price = await invoked(handler('console.log("pricing", event)', 'console.warn("no total")'))
    expect(price).toMatchObject({ count: '1 invocation', change: { words: '1 new' } })
    expect(price.entries[0]).toMatchObject({
      title: 'Invocation 1',
      mark: { words: 'Returned' },
      note: expect.stringMatching(/^at \+0 ms, took 1 ms, request [\da-f-]{36}$/),
      log: [
        { level: 'log', text: 'pricing {}' },
        { level: 'warn', text: 'no total' },
      ],
    })
  })

  test('that throws shows what, where and what would help', async () => {
    const price = await invoked(handler('const { order } = event', '  return order.total'))
    expect(price.change?.words).toBe('1 new, 1 failed')
    expect(price.code?.failedLines).toEqual([3])
    expect(price.entries[0]).toMatchObject({
      mark: { glyph: 'bad', words: 'Threw' },
      failure: {
        error: 'TypeError',
        message: "Cannot read properties of undefined (reading 'total')",
        where: 'In line 3 of its code, marked below.',
        help: expect.stringContaining('member of undefined'),
      },
    })
    expect(detailsOf(price.entries[0])).toContain('index.mjs:3')
  })

  test.each([
    [handler('for (;;);'), {}, 'Timed out', 'loop without end'],
    [handler('await new Promise(() => {})'), {}, 'Ended by Lambda', 'nothing settles'],
    [handler('return "slow"'), { durationMs: 9_000 }, 'Timed out', 'used up its timeout'],
    [handler('const all = []', 'for (;;) all.push(new Uint8Array(1 << 20))'), {}, 'Out of memory', '64 MiB'],
    ['export const main = 1', {}, 'Threw', 'named handler'],
    ['export const handler = (', {}, 'Threw', 'could not be read as JavaScript'],
    [handler('return fetch("https://example.org")'), {}, 'Threw', 'the log says so'],
  ])('%s %o ends with a word of help', async (source, more, words, help) => {
    const price = await invoked(source, more)
    expect(price.entries[0]).toMatchObject({
      mark: { words },
      failure: { help: expect.stringContaining(help) },
    })
  })

  test('shows the code of the version that failed', async () => {
    const versions = { '1': { source: handler('return 1', 'throw new Error("old")') } }
    const aliases = { live: '1' }
    const setup = { functions: { price: { source: handler('return 2'), versions, aliases } } }
    const call = (FunctionName: string): [string, JsonValue] => [
      'lambda:invoke',
      { FunctionName, Payload: {} },
    ]
    const latest = await resourceOf(setup, 'function price', [call('price')])
    expect(latest.code).toEqual({ text: handler('return 2'), failedLines: [] })
    versions['1'].source = handler('if (event) throw new Error("old")')
    const old = await resourceOf(setup, 'function price', [
      call('price'),
      call('price:live'),
      call('price:1'),
    ])
    expect(old.code).toEqual({ text: versions['1'].source, failedLines: [2, 2] })
    expect(old.entries[1]?.note).toContain('version 1')
  })

  test('that nobody called says what would call it', async () => {
    const price = await resourceOf({ functions: { price: { source: '' } } }, 'function price')
    expect(price).not.toHaveProperty('change')
    expect(price).toMatchObject({
      count: '0 invocations',
      empty: expect.stringContaining('lambda:invoke'),
    })
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
  const put = (Key: string, Body: string): [string, JsonValue] => [
    'aws-sdk:s3:putObject',
    { Bucket: 'data', Key, Body },
  ]
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
  expect(data.entries[0]?.note).toMatch(/^4 bytes, |^2 bytes, /)
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
    const put: [string, JsonValue] = ['dynamodb:putItem', { TableName: 'orders', Item: { id: { S: 'a' } } }]
    const get: [string, JsonValue] = ['dynamodb:getItem', { TableName: 'orders', Key: { id: { S: 'a' } } }]
    const said = async (task: [string, JsonValue]) => {
      const run = await ran(setup, [task])
      return accountSentence(accountContents(setup, run), title, run)
    }
    expect(await said(get)).toBe('The run in “An order” changed nothing in the account.')
    expect(await said(put)).toBe('The run in “An order” left its marks on 1 of 1: table orders.')
  })
})

describe('a failed function in the history', () => {
  const scheduled = (details: object, type = 'TaskScheduled') =>
    [{ id: 1, previousEventId: 0, timestamp: 0, type, details }] as unknown as HistoryEvent[]
  const byName = (FunctionName: unknown) =>
    scheduled({ resourceType: 'lambda', parameters: { FunctionName } })

  test.each([
    [
      scheduled(
        { resource: 'arn:aws:lambda:us-east-1:111122223333:function:price:2' },
        'LambdaFunctionScheduled',
      ),
      { name: 'price', accountId: '111122223333' },
    ],
    [byName('price'), { name: 'price' }],
    [byName('price:live'), { name: 'price' }],
    [byName('444455556666:function:price'), { name: 'price', accountId: '444455556666' }],
    [byName(7), undefined],
    [byName(''), undefined],
    [scheduled({ resourceType: 'sqs', parameters: {} }), undefined],
    [[], undefined],
  ])('%j is a call of %o', (events, called) => {
    expect(calledFunction(events)).toEqual(called)
  })

  test.each([
    [undefined, undefined],
    ['no JSON', undefined],
    ['{"broken"', undefined],
    ['{"message":"x"}', undefined],
    ['{"errorMessage":7}', undefined],
    ['{"errorMessage":"x"}', { errorMessage: 'x', trace: [] }],
    [
      '{"errorMessage":"x","trace":["Error: x",7,"    at f (file:///var/task/index.mjs:12:3)"]}',
      { errorMessage: 'x', trace: ['Error: x', '    at f (file:///var/task/index.mjs:12:3)'], line: 12 },
    ],
  ])('the cause %s is the report %o', (cause, report) => {
    expect(handlerReport(cause)).toEqual(report)
  })

  test('a message that looks like a frame of another file names no line', () => {
    expect(failedLine(['Error: see main.mjs:4'])).toBeUndefined()
  })
})
