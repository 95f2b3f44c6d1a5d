import { describe, expect, test } from 'vitest'
import type { AccountSetup } from '@/lib/services'
import { account, asking, run, START, states } from './run'

const ACCOUNT = '111122223333'

describe('a job', () => {
  const glue = (pattern: string, more: object = {}) =>
    asking(`glue:startJobRun${pattern}`, { JobName: 'nightly' }, more)

  test('is waited for, as long as the exercise says', async () => {
    const made = await run(glue('.sync'), { account: { jobs: [{ on: 'glue:startJobRun', seconds: 900 }] } })
    expect(made.output).toMatchObject({ JobName: 'nightly', JobRunState: 'SUCCEEDED' })
    expect(made.stopDate).toBe(START + 900_080)
    expect(made.account.jobs).toMatchObject([{ on: 'glue:startJobRun', status: 'Succeeded' }])
  })

  test('fails late, and its description is the cause', async () => {
    const fails = { reason: 'Out of memory' }
    const made = await run(glue('.sync'), {
      account: { jobs: [{ on: 'glue:startJobRun', seconds: 3600, fails }] },
    })
    expect(made.failure?.error).toBe('States.TaskFailed')
    expect(JSON.parse(made.failure?.cause ?? '')).toMatchObject({
      JobRunState: 'FAILED',
      ErrorMessage: 'Out of memory',
    })
  })

  test('is not waited for without .sync, and is stopped with a task that times out', async () => {
    const setup: AccountSetup = { jobs: [{ on: 'glue:startJobRun', seconds: 900 }] }
    const made = await run(glue(''), { account: setup })
    expect(made).toMatchObject({ status: 'SUCCEEDED', output: { JobName: 'nightly' }, stopDate: START + 80 })
    expect(made.account.jobs).toMatchObject([{ status: 'Succeeded' }])
    const late = await run(glue('.sync', { TimeoutSeconds: 60 }), { account: setup })
    expect(late.account.jobs).toMatchObject([{ status: 'Stopped' }])
  })
})

describe('an HTTP task', () => {
  const connection = `arn:aws:events:us-east-1:${ACCOUNT}:connection/shop/0f1c`
  const call = (parameters: object) =>
    asking('http:invoke', {
      ApiEndpoint: 'https://api.example.com/orders',
      Method: 'POST',
      Authentication: { ConnectionArn: connection },
      ...parameters,
    })
  const shop = (more: AccountSetup = {}): AccountSetup => ({
    connections: {
      shop: { auth: { type: 'API_KEY', name: 'X-Api-Key', value: 's3cret' }, body: { via: 'sfn' } },
    },
    endpoints: [
      {
        url: 'https://api.example.com/orders',
        requires: { headers: { 'x-api-key': 's3cret' } },
        replies: [{ status: 201, body: { id: 7 } }],
      },
    ],
    ...more,
  })

  test('adds what the connection holds, and shows the reply in parts', async () => {
    const made = await run(
      call({ RequestBody: { via: 'me', item: 'tea' }, QueryParameters: { dry: true } }),
      {
        account: shop(),
      },
    )
    expect(made.output).toEqual({
      Headers: { 'Content-Type': ['application/json'] },
      ResponseBody: { id: 7 },
      StatusCode: 201,
      StatusText: 'Created',
    })
    expect(made.account.httpRequests).toMatchObject([
      { url: 'https://api.example.com/orders?dry=true', body: '{"via":"sfn","item":"tea"}', status: 201 },
    ])
  })

  test('fails by the status', async () => {
    const account = shop({
      endpoints: [{ url: 'https://api.example.com/*', replies: [{ status: 503, body: 'later' }] }],
    })
    expect(await run(call({}), { account })).toMatchObject({
      failure: { error: 'States.Http.StatusCode.503', cause: 'Service Unavailable' },
    })
  })

  test('is locked out after its credentials were refused', async () => {
    const account = shop({ connections: { shop: { auth: { type: 'BASIC', username: 'u', password: 'p' } } } })
    const retry = { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] }
    const definition = call({})
    const made = await run(
      JSON.parse(
        JSON.stringify(definition).replace('"End":true', `"End":true,${JSON.stringify(retry).slice(1, -1)}`),
      ),
      { account },
    )
    const errors = made.history.flatMap((event) => (event.type === 'TaskFailed' ? [event.details.error] : []))
    expect(errors).toEqual(['States.Http.StatusCode.401', 'Events.ConnectionResource.InvalidConnectionState'])
  })

  test.each([
    ['an endpoint without TLS', { ApiEndpoint: 'http://api.example.com' }],
    ['a header that it may not set', { Headers: { Host: 'x' } }],
    ['a text as a body where the connection adds to it', { RequestBody: 'text' }],
  ])('refuses %s', async (_, parameters) => {
    expect(await run(call(parameters), { account: shop() })).toMatchObject({
      failure: { error: 'States.Runtime' },
    })
  })
})

describe('faults on order', () => {
  const put = asking(
    'dynamodb:putItem',
    { TableName: 'orders', Item: { orderId: { S: 'o-1' } } },
    { Retry: [{ ErrorEquals: ['DynamoDB.ProvisionedThroughputExceededException'] }] },
  )

  test('throttle the calls that they name', async () => {
    const faults: AccountSetup['faults'] = [{ on: 'dynamodb:putItem', fault: 'Throttle', calls: [1, 2] }]
    const made = await run(put, { account: { ...account, faults } })
    expect(made.status).toBe('SUCCEEDED')
    expect(made.calls.map(({ outcome }) => outcome.kind)).toEqual(['Failed', 'Failed', 'Succeeded'])
  })

  test('are the same for the same seed', async () => {
    const items = Array.from({ length: 40 }, (_, n) => n)
    const each = states({ Each: { Type: 'Map', ItemProcessor: put, End: true } })
    const faults: AccountSetup['faults'] = [{ on: 'dynamodb:putItem', fault: 'Throttle', percent: 50 }]
    const once = await run(each, { input: items, account: { ...account, faults } })
    const again = await run(each, { input: items, account: { ...account, faults } })
    expect(JSON.stringify(again)).toBe(JSON.stringify(once))
    expect(once.calls.some(({ outcome }) => outcome.kind === 'Failed')).toBe(true)
  })

  test('leave a call without an answer until the state times out', async () => {
    const faults: AccountSetup['faults'] = [{ on: 'dynamodb:putItem', fault: 'NeverAnswers' }]
    const timed = { ...put, States: { Ask: { ...Object.values(put)[1].Ask, TimeoutSeconds: 9 } } }
    expect(await run(timed, { account: { ...account, faults } })).toMatchObject({
      failure: { error: 'States.Timeout' },
      stopDate: START + 9000,
    })
  })

  test('slow a call down, double it, poison an item', async () => {
    const slow: AccountSetup['faults'] = [{ on: 'dynamodb:putItem', fault: 'Slow', seconds: 3 }]
    expect((await run(put, { account: { ...account, faults: slow } })).stopDate).toBeGreaterThan(START + 3000)
    const send = asking('sqs:sendMessage', {
      QueueUrl: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/packing`,
      MessageBody: 'x',
    })
    const twice: AccountSetup['faults'] = [{ on: 'sqs:sendMessage', fault: 'Duplicate' }]
    const doubled = await run(send, { account: { ...account, faults: twice } })
    expect(doubled.account.queues.packing?.messages.length).toBe(2)
    const poison: AccountSetup['faults'] = [
      { on: 'sqs:sendMessage', fault: 'Poison', error: 'Bad', cause: 'item' },
    ]
    expect(await run(send, { account: { ...account, faults: poison } })).toMatchObject({
      failure: { error: 'Bad' },
    })
  })
})
