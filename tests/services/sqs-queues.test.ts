import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import {
  type Account,
  type AccountSetup,
  type AccountView,
  type FaultSetup,
  type Happening,
  happen,
  type QueueSetup,
  viewOf,
} from '@/lib/services'
import { AT, account, call, worldAt } from './account'

const url = (name: string) => `https://sqs.us-east-1.amazonaws.com/111122223333/${name}`

/** One call by the SDK integration: the response, or the error's name. */
async function ask(owner: Account, action: string, parameters: JsonObject, seconds = 0): Promise<JsonObject> {
  const answer = await call(owner, `aws-sdk:sqs:${action}`, parameters, AT + seconds * 1000)
  if (answer.kind === 'Succeeded' && isJsonObject(answer.output)) return answer.output
  return answer.kind === 'Failed' ? { error: answer.failure.error ?? '' } : {}
}

const queue = (setup: QueueSetup = {}, more: AccountSetup['queues'] = {}) =>
  account({ queues: { 'orders.fifo': { fifo: true }, ...more, orders: setup } })
const send = (owner: Account, body: string, more: JsonObject = {}, seconds = 0, name = 'orders') =>
  ask(owner, 'sendMessage', { QueueUrl: url(name), MessageBody: body, ...more }, seconds)
async function receive(owner: Account, seconds: number, more: JsonObject = {}, name = 'orders') {
  const { Messages = [] } = await ask(
    owner,
    'receiveMessage',
    { QueueUrl: url(name), MaxNumberOfMessages: 10, ...more },
    seconds,
  )
  return Messages as JsonObject[]
}
const bodies = (messages: readonly JsonObject[]) => messages.map(({ Body }) => Body)

describe('a standard queue (SQS developer guide)', () => {
  test('hides a message that was received until its visibility timeout is over', async () => {
    const owner = queue()
    await send(owner, 'a')
    expect(bodies(await receive(owner, 1))).toEqual(['a'])
    expect(await receive(owner, 30)).toEqual([])
    expect(bodies(await receive(owner, 31))).toEqual(['a'])
  })

  test('forgets a message that was deleted', async () => {
    const owner = queue()
    await send(owner, 'a')
    const [message] = await receive(owner, 0)
    await ask(owner, 'deleteMessage', {
      QueueUrl: url('orders'),
      ReceiptHandle: message?.ReceiptHandle ?? '',
    })
    expect(await receive(owner, 99)).toEqual([])
    expect(viewOf(owner).queues.orders?.messages).toEqual([])
  })

  test.each([
    [{}, { DelaySeconds: 5 }, 5],
    [{ delaySeconds: 7 }, {}, 7],
    [{ delaySeconds: 7 }, { DelaySeconds: 0 }, 0],
  ])('with %j delays a message with %j by %i seconds', async (setup, more, seconds) => {
    const owner = queue(setup)
    await send(owner, 'a', more)
    if (seconds > 0) expect(await receive(owner, seconds - 1)).toEqual([])
    expect(bodies(await receive(owner, seconds))).toEqual(['a'])
  })

  test('changes the visibility of a message in flight, and of no other', async () => {
    const owner = queue()
    await send(owner, 'a')
    const [message] = await receive(owner, 0)
    const handle = { QueueUrl: url('orders'), ReceiptHandle: message?.ReceiptHandle ?? '' }
    expect(await ask(owner, 'changeMessageVisibility', { ...handle, VisibilityTimeout: 100 }, 10)).toEqual({})
    expect(await receive(owner, 109)).toEqual([])
    expect(await ask(owner, 'changeMessageVisibility', { ...handle, VisibilityTimeout: 1 }, 111)).toEqual({
      error: 'Sqs.MessageNotInflightException',
    })
  })

  test('moves what was received too often to its dead-letter queue', async () => {
    const owner = queue(
      { visibilityTimeoutSeconds: 1, deadLetter: { queue: 'dead', maxReceiveCount: 2 } },
      { dead: {} },
    )
    const sent = await send(owner, 'a')
    for (const second of [0, 1]) expect(await receive(owner, second)).toHaveLength(1)
    expect(await receive(owner, 2)).toEqual([])
    const [dead] = await receive(owner, 3, { MessageSystemAttributeNames: ['All'] }, 'dead')
    expect(dead).toMatchObject({
      MessageId: sent.MessageId,
      Attributes: {
        ApproximateReceiveCount: '1',
        DeadLetterQueueSourceArn: 'arn:aws:sqs:us-east-1:111122223333:orders',
      },
    })
  })

  test('shows attributes that are asked for', async () => {
    const owner = queue({ visibilityTimeoutSeconds: 0 })
    const MessageAttributes = {
      'shop.city': { DataType: 'String', StringValue: 'Bern' },
      weight: { DataType: 'Number', StringValue: '5' },
      seal: { DataType: 'Binary', BinaryValue: 'AAEC' },
    }
    const { MD5OfMessageAttributes } = await send(owner, 'a', { MessageAttributes })
    const shown = async (...names: string[]) => {
      const [message] = await receive(owner, 0, { MessageAttributeNames: names })
      return Object.keys((message?.MessageAttributes as JsonObject | undefined) ?? {})
    }
    expect(await shown()).toEqual([])
    expect(await shown('weight')).toEqual(['weight'])
    expect(await shown('shop.*')).toEqual(['shop.city'])
    expect(await shown('All')).toHaveLength(3)
    const [all] = await receive(owner, 0, { MessageAttributeNames: ['All'] })
    expect(all?.MD5OfMessageAttributes).toBe(MD5OfMessageAttributes)
  })

  test('sends batches whose entries fail one by one', async () => {
    const owner = queue()
    const Entries = [
      { Id: 'a', MessageBody: 'A' },
      { Id: 'b', MessageBody: '' },
      { Id: 'c', MessageBody: 'C', DelaySeconds: 901 },
    ]
    expect(await ask(owner, 'sendMessageBatch', { QueueUrl: url('orders'), Entries })).toMatchObject({
      Successful: [{ Id: 'a' }],
      Failed: [
        { Id: 'b', Code: 'MissingParameter', SenderFault: true },
        { Id: 'c', Code: 'InvalidParameterValue' },
      ],
    })
  })

  test.each([
    ['sendMessageBatch', { Entries: [] }, 'EmptyBatchRequestException'],
    [
      'sendMessageBatch',
      { Entries: Array.from({ length: 11 }, (_, id) => ({ Id: `${id}`, MessageBody: 'x' })) },
      'TooManyEntriesInBatchRequestException',
    ],
    [
      'sendMessageBatch',
      {
        Entries: [
          { Id: 'a', MessageBody: 'x' },
          { Id: 'a', MessageBody: 'y' },
        ],
      },
      'BatchEntryIdsNotDistinctException',
    ],
    ['sendMessageBatch', { Entries: [{ Id: 'a b', MessageBody: 'x' }] }, 'InvalidBatchEntryIdException'],
    ['sendMessage', { MessageBody: '\u0000' }, 'InvalidMessageContentsException'],
    ['sendMessage', { MessageBody: 'x'.repeat(1_048_577) }, 'SqsException'],
    ['receiveMessage', { MaxNumberOfMessages: 11 }, 'SqsException'],
    ['deleteMessage', { ReceiptHandle: 'made up' }, 'ReceiptHandleIsInvalidException'],
    ['getQueueAttributes', { AttributeNames: ['Colour'] }, 'InvalidAttributeNameException'],
    ['purgeQueue', { QueueUrl: url('nobody') }, 'QueueDoesNotExistException'],
    ['getQueueUrl', { QueueName: '__proto__' }, 'QueueDoesNotExistException'],
  ] as [string, JsonObject, string][])('refuses %s %j', async (action, parameters, error) => {
    expect(await ask(queue(), action, { QueueUrl: url('orders'), ...parameters })).toEqual({
      error: `Sqs.${error}`,
    })
  })

  test('takes a message of 1 MiB', async () => {
    expect(await send(queue(), 'x'.repeat(1_048_576))).toHaveProperty('MessageId')
  })

  test('counts, is purged once a minute, and has a URL', async () => {
    const owner = queue()
    await send(owner, 'a')
    await send(owner, 'b', { DelaySeconds: 60 })
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesDelayed']
    expect(await ask(owner, 'getQueueAttributes', { QueueUrl: url('orders'), AttributeNames })).toEqual({
      Attributes: { ApproximateNumberOfMessages: '1', ApproximateNumberOfMessagesDelayed: '1' },
    })
    expect(await ask(owner, 'getQueueUrl', { QueueName: 'orders' })).toEqual({ QueueUrl: url('orders') })
    expect(await ask(owner, 'purgeQueue', { QueueUrl: url('orders') })).toEqual({})
    expect(await receive(owner, 99)).toEqual([])
    expect(await ask(owner, 'purgeQueue', { QueueUrl: url('orders') }, 59)).toEqual({
      error: 'Sqs.PurgeQueueInProgressException',
    })
  })
})

describe('a FIFO queue', () => {
  const put = (owner: Account, body: string, group: string, seconds = 0) =>
    send(owner, body, { MessageGroupId: group, MessageDeduplicationId: body }, seconds, 'orders.fifo')

  test('gives nothing of a group in which somebody works', async () => {
    const owner = queue()
    for (const [body, group] of [
      ['a1', 'a'],
      ['b1', 'b'],
      ['a2', 'a'],
    ] as const)
      await put(owner, body, group)
    expect(bodies(await receive(owner, 0, { MaxNumberOfMessages: 1 }, 'orders.fifo'))).toEqual(['a1'])
    expect(bodies(await receive(owner, 1, {}, 'orders.fifo'))).toEqual(['b1'])
    expect(await receive(owner, 2, {}, 'orders.fifo')).toEqual([])
    expect(bodies(await receive(owner, 40, {}, 'orders.fifo'))).toEqual(['a1', 'b1', 'a2'])
  })

  test('keeps the order of each group, however messages are taken', async () => {
    const step = fc.record({ group: fc.constantFrom('a', 'b', 'c'), take: fc.nat(3), finish: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        const owner = queue()
        const done: string[] = []
        for (const [number, { group, take, finish }] of steps.entries()) {
          await put(owner, `${group}${String(number).padStart(2, '0')}`, group, number * 40)
          if (take === 0) continue
          for (const message of await receive(
            owner,
            number * 40,
            { MaxNumberOfMessages: take },
            'orders.fifo',
          )) {
            if (!finish) continue
            done.push(String(message.Body))
            const ReceiptHandle = message.ReceiptHandle ?? ''
            await ask(owner, 'deleteMessage', { QueueUrl: url('orders.fifo'), ReceiptHandle }, number * 40)
          }
        }
        for (const group of ['a', 'b', 'c']) {
          const own = done.filter((body) => body.startsWith(group))
          expect(own).toEqual([...own].sort())
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('a function that works on a queue', () => {
  const trigger = { function: 'pack', batchSize: 2, reportBatchItemFailures: true }

  /** Lets everything happen that is on the agenda, in its order. */
  async function settle(owner: Account, agenda: [number, Happening][], most = 200): Promise<void> {
    for (let count = 0; count < most && agenda.length > 0; count++) {
      agenda.sort(([one], [other]) => one - other)
      const [due, happening] = agenda.shift() ?? [0, undefined]
      const isInAccount = happening?.kind === 'QueuePolled' || happening?.kind === 'QueueBatchEnds'
      if (isInAccount) await happen(owner, happening, worldAt(due, agenda))
    }
  }

  async function worked(
    payload: JsonValue,
    setup: QueueSetup = {},
    source?: string,
    faults: readonly Omit<FaultSetup, 'on'>[] = [],
  ) {
    const returned = JSON.stringify({ kind: 'Returned', payload })
    const owner = account({
      faults: faults.map((one) => ({ on: 'arn:aws:sqs:us-east-1:111122223333:orders', ...one })),
      functions: { pack: { source: source ?? returned } },
      queues: { dead: {}, orders: { ...setup, trigger: { ...trigger, ...setup.trigger } } },
    })
    const agenda: [number, Happening][] = []
    const { perform } = await import('@/lib/services')
    const { integration } = await import('./account')
    for (const body of ['a', 'b', 'c']) {
      const payload = { QueueUrl: url('orders'), MessageBody: body }
      const resource = integration('sqs:sendMessage')
      await perform(owner, { resource, resourceArn: '', payload }, worldAt(AT, agenda))
    }
    await settle(owner, agenda)
    return viewOf(owner)
  }

  test('gets them in batches, and they leave the queue', async () => {
    const view = await worked({ batchItemFailures: [] })
    expect(view.functions.pack?.invocations).toBe(2)
    expect(view.queues.orders?.messages).toEqual([])
    expect(view.functions.pack?.logs[0]).toContain(
      '"eventSourceARN":"arn:aws:sqs:us-east-1:111122223333:orders"',
    )
  })

  test.each([
    ['throws', JSON.stringify({ kind: 'Threw', errorType: 'Error', errorMessage: 'no', trace: [] }), {}],
    ['returns a list that names nobody', undefined, { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['returns no list', undefined, { batchItemFailures: 'all' }],
  ] as [string, string | undefined, JsonValue][])(
    'leaves all where it %s, until they are dead',
    async (_, source, payload) => {
      const view = await worked(payload, { deadLetter: { queue: 'dead', maxReceiveCount: 3 } }, source)
      expect(view.queues.orders?.messages).toEqual([])
      expect(view.queues.dead?.messages.map(({ body }) => body)).toEqual(['a', 'b', 'c'])
      expect(view.functions.pack?.invocations).toBe(6)
    },
  )

  /** The bodies of each batch that the function got. */
  const batches = (view: AccountView) =>
    (view.functions.pack?.logs ?? []).map((line) =>
      [...line.matchAll(/"body":"([^"]*)"/g)].map(([, body]) => body).join(''),
    )
  const dead = { deadLetter: { queue: 'dead', maxReceiveCount: 2 } }

  test('gets a message twice on order, and then no more', async () => {
    const view = await worked(null, {}, undefined, [{ fault: 'Duplicate', where: { body: 'b' } }])
    expect(
      batches(view)
        .join(' ')
        .split('')
        .filter((body) => body === 'b').length,
    ).toBe(2)
    expect(view.queues.orders?.messages).toEqual([])
  })

  test('cannot do a message on order: with a report of failures only that one dies', async () => {
    const view = await worked(null, dead, undefined, [{ fault: 'Poison', where: { body: 'b' } }])
    expect(view.queues.dead?.messages.map(({ body }) => body)).toEqual(['b'])
    expect(batches(view)).toEqual(['a', 'c'])
  })

  test('cannot do a message on order: without one its whole batch dies', async () => {
    const setup = { ...dead, trigger: { function: 'pack', reportBatchItemFailures: false } }
    const poison = { fault: 'Poison', where: { body: 'b' }, error: 'Bad.Order', cause: 'no price' } as const
    const view = await worked(null, setup, undefined, [poison])
    expect(view.queues.dead?.messages.map(({ body }) => body)).toEqual(['a', 'b'])
    expect(view.functions.pack?.runs?.map(({ ending }) => ending)).toContainEqual({
      kind: 'Threw',
      errorType: 'Bad.Order',
      errorMessage: 'no price',
      trace: [],
    })
  })

  test('is throttled on order: what it did not get comes again', async () => {
    const view = await worked(null, {}, undefined, [{ fault: 'Throttle', calls: [1] }])
    expect(batches(view).toSorted()).toEqual(['ab', 'c'])
    expect(view.queues.orders?.messages).toEqual([])
  })

  test('cannot be ordered what no delivery has', async () => {
    await expect(worked(null, {}, undefined, [{ fault: 'NeverAnswers' }])).rejects.toThrow('NeverAnswers')
  })
})
