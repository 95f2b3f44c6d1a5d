import { describe, expect, test } from 'vitest'
import {
  type AccountSetup,
  HIDDEN,
  type HttpRequestView,
  perform,
  secretHider,
  viewOf,
  withoutSecrets,
} from '@/lib/services'
import { AT, account, call, integration, worldAt } from './account'

const URL = 'https://sqs.us-east-1.amazonaws.com/111122223333/orders'

describe('what the workbench sees of an account', () => {
  test.each([
    ['{"kind":"Returned","payload":1}', { kind: 'Returned' }],
    [
      '{"kind":"Threw","errorType":"TypeError","errorMessage":"no","trace":["TypeError: no"]}',
      { kind: 'Threw', errorType: 'TypeError', errorMessage: 'no', trace: ['TypeError: no'] },
    ],
    [
      '{"kind":"Exited","errorType":"Runtime.NodeJsExit","errorMessage":"gone"}',
      { kind: 'Exited', errorType: 'Runtime.NodeJsExit', errorMessage: 'gone' },
    ],
    [
      '{"kind":"TimedOut"}',
      {
        kind: 'TimedOut',
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringContaining('timed out after 3.00 seconds'),
      },
    ],
    [
      '{"kind":"OutOfMemory"}',
      {
        kind: 'OutOfMemory',
        errorType: 'Runtime.OutOfMemory',
        errorMessage: expect.stringContaining('killed'),
      },
    ],
  ])('an invocation that ends as %s', async (source, ending) => {
    const owner = account({ functions: { price: { source, coldStartMs: 300, durationMs: 5 } } })
    await call(owner, 'lambda:invoke', { FunctionName: 'price' })
    expect(viewOf(owner).functions.price?.runs).toEqual([
      {
        requestId: expect.stringMatching(/^[\da-f-]{36}$/),
        startedAt: AT,
        durationMs: 325,
        version: '$LATEST',
        ending,
        logs: [{ level: 'log', text: 'called with {}' }],
      },
    ])
  })

  test('an invocation that takes longer than its function may have', async () => {
    const source = '{"kind":"Returned","payload":1}'
    const owner = account({ functions: { price: { source, timeoutSeconds: 1, durationMs: 5000 } } })
    await call(owner, 'lambda:invoke', { FunctionName: 'price' })
    expect(viewOf(owner).functions.price?.runs).toMatchObject([
      { durationMs: 1000, ending: { kind: 'TimedOut' } },
    ])
  })

  test('when a message was sent and until when it is hidden', async () => {
    const owner = account({ queues: { orders: { visibilityTimeoutSeconds: 60 } } })
    const messages = () => viewOf(owner).queues.orders?.messages
    await call(owner, 'sqs:sendMessage', { QueueUrl: URL, MessageBody: 'x', DelaySeconds: 10 })
    expect(messages()).toMatchObject([{ sentAt: AT, visibleAt: AT + 10_000 }])
    await call(owner, 'aws-sdk:sqs:receiveMessage', { QueueUrl: URL }, AT + 20_000)
    expect(messages()).toMatchObject([{ sentAt: AT, visibleAt: AT + 80_000, receiveCount: 1 }])
  })

  test('where a dead letter comes from', async () => {
    const owner = account({
      queues: { orders: { deadLetter: { queue: 'dead', maxReceiveCount: 1 } }, dead: {} },
    })
    await call(owner, 'sqs:sendMessage', { QueueUrl: URL, MessageBody: 'x' })
    for (const minutes of [0, 1])
      await call(owner, 'aws-sdk:sqs:receiveMessage', { QueueUrl: URL }, AT + minutes * 60_000)
    const { orders, dead } = viewOf(owner).queues
    expect([orders?.messages, dead?.messages]).toMatchObject([[], [{ body: 'x', movedFrom: 'orders' }]])
  })

  test('to whom a topic delivered, and which rules an event fits', async () => {
    const owner = account({
      queues: { big: {}, all: {} },
      topics: {
        orders: {
          subscriptions: [{ queue: 'big', filter: { size: ['big'] } }, { queue: 'all' }],
        },
      },
      buses: {
        default: {
          rules: {
            paid: { pattern: { source: ['shop'] }, targets: [{ queue: 'all' }] },
            off: { pattern: { source: ['shop'] }, disabled: true, targets: [{ queue: 'all' }] },
            other: { pattern: { source: ['bank'] }, targets: [{ queue: 'all' }] },
          },
        },
      },
    })
    await call(owner, 'sns:publish', {
      TopicArn: 'arn:aws:sns:us-east-1:111122223333:orders',
      Message: 'x',
    })
    await call(owner, 'events:putEvents', {
      Entries: [{ Source: 'shop', DetailType: 'Paid', Detail: '{}' }],
    })
    const { topics, buses } = viewOf(owner)
    expect(topics?.orders?.published).toMatchObject([{ at: AT, deliveredTo: [{ queue: 'all' }] }])
    expect(buses?.default?.matched).toEqual([['paid']])
  })

  test('a token with what it was given for', async () => {
    const owner = account({ queues: { orders: {} } })
    const resource = { ...integration('sqs:sendMessage'), pattern: 'waitForTaskToken' } as const
    const payload = { QueueUrl: URL, MessageBody: { token: 't' } }
    await perform(
      owner,
      {
        resource,
        resourceArn: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        payload,
        taskToken: 't',
        caller: { executionArn: 'arn:e', stateMachineArn: 'arn:m', stateName: 'Ask', roleArn: 'arn:r' },
      },
      worldAt(AT),
    )
    expect(viewOf(owner).pendingTasks).toMatchObject([
      { taskToken: 't', executionArn: 'arn:e', stateName: 'Ask', input: payload, createdAt: AT },
    ])
  })
})

const SECRET = 'shop/4711"ü'

const connections: NonNullable<AccountSetup['connections']> = {
  key: {
    auth: { type: 'API_KEY', name: 'X-Api-Key', value: SECRET },
    headers: { 'X-Shop': 'candles' },
    query: { tenant: 't-9' },
    body: { region: 'eu' },
  },
  basic: { auth: { type: 'BASIC', username: 'ada', password: SECRET } },
  oauth: {
    auth: {
      type: 'OAUTH_CLIENT_CREDENTIALS',
      clientId: 'shop',
      clientSecret: SECRET,
      accessToken: 'token-of-shop',
    },
  },
}

async function sent(connection: string, parameters: object): Promise<HttpRequestView> {
  const owner = account({ connections, endpoints: [{ url: 'https://api.example*', replies: [{}] }] })
  await call(owner, 'http:invoke', {
    ApiEndpoint: 'https://api.example/v1?page=2',
    Method: 'POST',
    InvocationConfig: { ConnectionArn: `arn:aws:events:us-east-1:111122223333:connection/${connection}/1` },
    ...parameters,
  })
  const [request] = viewOf(owner).httpRequests ?? []
  if (!request) throw new Error('No request was sent.')
  return request
}

describe('secrets of a connection', () => {
  test.each(Object.keys(connections))('of %s are in the request and not in what is shown', async (name) => {
    const request = await sent(name, { RequestBody: { order: 'o-1', note: `${SECRET} and token-of-shop` } })
    const credential = name === 'oauth' ? 'token-of-shop' : JSON.stringify(SECRET).slice(1, -1)
    expect(JSON.stringify([request.headers, request.body])).toContain(credential.slice(0, 4))
    const shown = JSON.stringify(withoutSecrets(request, connections))
    for (const text of ['4711', 'token-of-shop', 'candles', 't-9', '"eu"', 'YWRhOn']) {
      expect(shown).not.toContain(text)
    }
    for (const text of ['page=2', 'o-1', HIDDEN]) expect(shown).toContain(text)
  })

  test('are hidden in a form and in a query, by name', async () => {
    const request = await sent('key', {
      RequestBody: { order: 'o-1' },
      Transform: { RequestBodyEncoding: 'URL_ENCODED' },
    })
    const shown = withoutSecrets(request, connections)
    expect(shown.body).toBe(`order=o-1&region=${HIDDEN}`)
    expect(shown.url).toBe(`https://api.example/v1?page=2&tenant=${HIDDEN}`)
    expect(shown.headers['x-shop']).toBe(HIDDEN)
  })

  test('of a connection that is gone are still hidden by what they are', async () => {
    const request = await sent('oauth', {})
    expect(withoutSecrets(request, {}).headers.authorization).toBe(HIDDEN)
    expect(withoutSecrets({ ...request, connection: '__proto__' }, connections).url).toBe(request.url)
  })

  test('are hidden in any text', () => {
    const hide = secretHider(connections)
    expect(hide(`the key is ${SECRET}`)).toBe(`the key is ${HIDDEN}`)
    expect(hide('nothing to hide')).toBe('nothing to hide')
    expect(secretHider({ key: { auth: { type: 'API_KEY', name: 'k', value: 'a' } } })('a cat')).toBe('a cat')
  })

  test('a locked connection is seen to be locked', async () => {
    const owner = account({
      connections,
      endpoints: [{ url: 'https://api.example*', requires: { headers: { 'x-other': '1' } } }],
    })
    expect(viewOf(owner).connections?.key).toEqual({ state: 'AUTHORIZED' })
    await call(owner, 'http:invoke', {
      ApiEndpoint: 'https://api.example',
      Method: 'GET',
      InvocationConfig: { ConnectionArn: 'arn:aws:events:us-east-1:111122223333:connection/key/1' },
    })
    expect(viewOf(owner).connections?.key).toEqual({ state: 'DEAUTHORIZED' })
  })
})
