import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '@/lib/json'
import {
  type AccountSetup,
  type AccountView,
  type Answer,
  type Happening,
  happen,
  perform,
  viewOf,
} from '@/lib/services'
import { AT, account, integration, steady, worldAt } from '../account'

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:orders'

/** One call and everything in the account that follows from it. */
async function published(
  setup: AccountSetup,
  words: string,
  payload: JsonValue,
): Promise<{ answer: Answer; view: AccountView; left: Happening[] }> {
  const owner = account(setup)
  const agenda: [number, Happening][] = []
  const resource = integration(words)
  const answer = await perform(owner, { resource, resourceArn: '', payload }, worldAt(AT, agenda))
  const left: Happening[] = []
  for (let next = agenda.shift(); next; next = agenda.shift()) {
    const [due, happening] = next
    if (happening.kind === 'Delivered' || happening.kind === 'FunctionRuns')
      await happen(owner, happening, worldAt(due, agenda))
    else left.push(happening)
  }
  return { answer, view: viewOf(owner), left }
}
const bodiesIn = (view: AccountView, queue: string) =>
  view.queues[queue]?.messages.map(({ body }) => JSON.parse(body))

describe('SNS', () => {
  const queues = { all: {}, big: {}, body: {} }
  const topics = {
    orders: {
      subscriptions: [
        { queue: 'all' },
        { queue: 'big', raw: true, filter: { price: [{ numeric: ['>=', 100] }] } },
        {
          queue: 'body',
          raw: true,
          filter: { shop: { city: ['Bern'] } },
          filterScope: 'MessageBody' as const,
        },
        { function: 'pack' },
      ],
    },
  }
  const setup = { queues, topics, functions: { pack: { source: 'echo' } } }
  const price = (StringValue: string) => ({ price: { DataType: 'Number', StringValue } })

  test('publishes to every subscription whose filter fits', async () => {
    const Message = { shop: { city: 'Bern' } }
    const { view } = await published(setup, 'sns:publish', {
      TopicArn: TOPIC,
      Message,
      Subject: 'New',
      MessageAttributes: price('150'),
    })
    expect(bodiesIn(view, 'all')).toEqual([
      expect.objectContaining({
        Type: 'Notification',
        TopicArn: TOPIC,
        Subject: 'New',
        Message: JSON.stringify(Message),
        Timestamp: '2026-12-01T12:00:00.000Z',
        MessageAttributes: { price: { Type: 'Number', Value: '150' } },
      }),
    ])
    expect(view.queues.big?.messages).toMatchObject([
      { body: JSON.stringify(Message), attributes: price('150') },
    ])
    expect(bodiesIn(view, 'body')).toEqual([Message])
    expect(view.functions.pack?.logs[0]).toContain('"EventSource":"aws:sns"')
    expect(view.topics?.orders?.published).toHaveLength(1)
  })

  test('keeps from a subscription what its filter does not fit', async () => {
    const { view } = await published(setup, 'sns:publish', {
      TopicArn: TOPIC,
      Message: 'no JSON',
      MessageAttributes: price('99'),
    })
    expect([view.queues.big?.messages, view.queues.body?.messages]).toEqual([[], []])
  })

  test('answers as recorded', async () => {
    const { answer } = await published(setup, 'sns:publish', {
      TopicArn: TOPIC,
      Message: { Message: 'HelloWorld!' },
    })
    const headers = {
      'x-amzn-RequestId': '…',
      connection: 'keep-alive',
      'Content-Length': '294',
      Date: '…',
      'Content-Type': 'text/xml',
    }
    expect(steady(answer)).toMatchObject({
      output: { MessageId: '…', SdkHttpMetadata: { HttpHeaders: headers, HttpStatusCode: 200 } },
    })
  })

  test.each([
    [
      'sns:publish',
      { TopicArn: TOPIC.replace('orders', 'nobody'), Message: 'x' },
      'SNS.NotFoundException',
      'Topic does not exist (Service: AmazonSNS; Status Code: 404; Error Code: NotFound;',
    ],
    [
      'sns:publish',
      { TopicArn: 'orders', Message: 'x' },
      'SNS.InvalidParameterException',
      'Invalid parameter: TopicArn (Service',
    ],
    [
      'sns:publish',
      { TopicArn: TOPIC, Message: '' },
      'SNS.InvalidParameterException',
      'Invalid parameter: Empty message',
    ],
    [
      'aws-sdk:sns:publish',
      { TopicArn: TOPIC },
      'Sns.InvalidParameterException',
      '(Service: Sns, Status Code: 400, Request ID:',
    ],
    [
      'aws-sdk:sns:publishBatch',
      { TopicArn: TOPIC, PublishBatchRequestEntries: [] },
      'Sns.EmptyBatchRequestException',
      'does not contain any entries',
    ],
    ['sns:publish', { PhoneNumber: '+41', Message: 'x' }, 'Stepwise.NotSimulated', 'text messages'],
  ] as [string, JsonObject, string, string][])('refuses %s %j', async (words, payload, error, cause) => {
    const { answer } = await published(setup, words, payload)
    expect(answer).toMatchObject({ failure: { error, cause: expect.stringContaining(cause) } })
  })

  test('takes another text for each protocol', async () => {
    const Message = JSON.stringify({ default: 'd', sqs: 's' })
    const { view } = await published(setup, 'sns:publish', {
      TopicArn: TOPIC,
      Message,
      MessageStructure: 'json',
    })
    expect(bodiesIn(view, 'all')?.[0]).toMatchObject({ Message: 's' })
    expect(view.functions.pack?.logs[0]).toContain('"Message":"d"')
  })

  test('a FIFO topic is refused visibly', async () => {
    const TopicArn = `${TOPIC}.fifo`
    const { answer } = await published({ topics: { 'orders.fifo': {} } }, 'sns:publish', {
      TopicArn,
      Message: 'x',
    })
    expect(answer).toMatchObject({ failure: { error: 'Stepwise.NotSimulated' } })
  })
})

describe('EventBridge', () => {
  const entry = { Source: 'shop', DetailType: 'Ordered', Detail: { orderId: 'o-1', total: 120 } }
  const rules = (
    targets: NonNullable<NonNullable<AccountSetup['buses']>[string]['rules']>[string]['targets'],
    pattern: JsonObject = { source: ['shop'] },
  ): AccountSetup => ({
    queues: { audit: {} },
    topics: { orders: { subscriptions: [{ queue: 'audit', raw: true }] } },
    functions: { pack: { source: 'echo' } },
    machines: { ship: { definition: '' } },
    buses: { default: { rules: { big: { pattern, targets } } } },
  })

  test('sends an event that fits a rule to its targets', async () => {
    const setup = rules([{ queue: 'audit' }, { function: 'pack' }, { machine: 'ship' }, { topic: 'orders' }])
    const { answer, view, left } = await published(setup, 'events:putEvents', { Entries: [entry] })
    expect(answer).toMatchObject({
      output: { Entries: [{ EventId: expect.any(String) }], FailedEntryCount: 0 },
    })
    const event = {
      version: '0',
      id: expect.any(String),
      'detail-type': 'Ordered',
      source: 'shop',
      account: '111122223333',
      time: '2026-12-01T12:00:00Z',
      region: 'us-east-1',
      resources: [],
      detail: entry.Detail,
    }
    expect(bodiesIn(view, 'audit')).toEqual([event, event])
    expect(view.functions.pack?.logs[0]).toContain('"detail-type":"Ordered"')
    expect(left).toEqual([{ kind: 'ExecutionStarts', executionArn: expect.stringContaining(':ship:') }])
    expect(view.buses?.default?.events).toEqual([event])
  })

  test.each([
    [{ source: ['warehouse'] }, 0],
    [{ detail: { total: [{ numeric: ['>', 100] }] } }, 1],
    [{ 'detail-type': [{ prefix: 'Order' }], account: ['111122223333'] }, 1],
  ])('with the pattern %j delivers %i', async (pattern, count) => {
    const { view } = await published(rules([{ queue: 'audit' }], pattern), 'events:putEvents', {
      Entries: [entry],
    })
    expect(view.queues.audit?.messages).toHaveLength(count)
  })

  test.each([
    [{ input: { fixed: true } }, { fixed: true }],
    [{ inputPath: '$.detail.orderId' }, 'o-1'],
    [
      {
        inputTransformer: {
          paths: { id: '$.detail.orderId', total: '$.detail.total' },
          template: '{"id": <id>, "total": <total>}',
        },
      },
      { id: 'o-1', total: 120 },
    ],
    [
      {
        inputTransformer: {
          paths: { id: '$.detail.orderId' },
          template: '"Order <id> by <aws.events.rule-name>"',
        },
      },
      'Order o-1 by big',
    ],
    [{ inputTransformer: { paths: { d: '$.detail' }, template: '{"all": <d>}' } }, { all: entry.Detail }],
  ] as [JsonObject, JsonValue][])('transforms by %j', async (how, expected) => {
    const setup = rules([{ queue: 'audit', ...how }])
    const { view } = await published(setup, 'events:putEvents', { Entries: [entry] })
    const body = view.queues.audit?.messages[0]?.body ?? ''
    expect(typeof expected === 'string' ? body : JSON.parse(body)).toEqual(expected)
  })

  test.each([
    [
      'no source (recorded)',
      { DetailType: 'd', Detail: {} },
      'InvalidArgument',
      'Parameter Source is not valid. Reason: Source is a required argument.',
    ],
    [
      'a detail that is no object (recorded)',
      { ...entry, Detail: '"jsonstring"' },
      'MalformedDetail',
      'Detail is malformed.',
    ],
    [
      'a source of AWS',
      { ...entry, Source: 'aws.s3' },
      'NotAuthorizedForSourceException',
      'Not authorized for the source.',
    ],
  ] as [string, JsonObject, string, string][])(
    'an entry with %s fails, the others come through',
    async (_, bad, ErrorCode, ErrorMessage) => {
      const setup = rules([{ queue: 'audit' }])
      const { answer, view } = await published(setup, 'events:putEvents', { Entries: [entry, bad] })
      const cause = answer.kind === 'Failed' ? JSON.parse(answer.failure.cause ?? '') : {}
      expect(answer).toMatchObject({ kind: 'Failed', failure: { error: 'EventBridge.FailedEntry' } })
      expect(cause).toEqual({
        Entries: [{ EventId: expect.any(String) }, { ErrorCode, ErrorMessage }],
        FailedEntryCount: 1,
      })
      expect(view.queues.audit?.messages).toHaveLength(1)
      const sdk = await published(setup, 'aws-sdk:eventbridge:putEvents', {
        Entries: [
          { ...entry, Detail: '{}' },
          { ...bad, Detail: typeof bad.Detail === 'string' ? bad.Detail : '{}' },
        ],
      })
      expect(sdk.answer).toMatchObject({ kind: 'Succeeded', output: { FailedEntryCount: 1 } })
    },
  )

  test('refuses more than ten entries', async () => {
    const { answer } = await published({}, 'events:putEvents', {
      Entries: Array.from({ length: 11 }, () => entry),
    })
    expect(answer).toMatchObject({ failure: { error: 'EventBridge.AmazonEventBridgeException' } })
  })
})
