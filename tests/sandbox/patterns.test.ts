import { describe, expect, test } from 'vitest'
import type { Run } from '@/lib/sandbox'
import type { AccountSetup } from '@/lib/services'
import { account, run, START, states } from './run'

const ACCOUNT = '111122223333'

/** Types of events and their seconds, without states entered and left. */
function course({ history }: Run): string[] {
  return history
    .filter(({ type }) => /^(Task|Activity)(?!State)/.test(type) || /^Execution/.test(type))
    .map(({ type, timestamp }) => `${(timestamp - START) / 1000} ${type}`)
}

const wait = (words: string, parameters: object, more: object = {}) =>
  states({
    Ask: {
      Type: 'Task',
      Resource: `arn:aws:states:::${words}`,
      Parameters: parameters,
      End: true,
      ...more,
    },
  })

describe('a task token', () => {
  const url = `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/packing`
  const asked = (more: object = {}) =>
    wait(
      'sqs:sendMessage.waitForTaskToken',
      { QueueUrl: url, MessageBody: { 'token.$': '$$.Task.Token', order: 7 } },
      more,
    )
  const clients = (
    ...acts: NonNullable<AccountSetup['callbacks']>[number]['acts'][number][]
  ): AccountSetup => ({
    ...account,
    callbacks: [{ on: 'sqs:sendMessage', acts }],
  })

  test('is answered with success: the output is the answer, the message is in the queue', async () => {
    const made = await run(asked(), { account: clients({ afterSeconds: 60, output: { approved: true } }) })
    expect(made).toMatchObject({ status: 'SUCCEEDED', output: { approved: true } })
    expect(course(made)).toEqual([
      '0 ExecutionStarted',
      '0 TaskScheduled',
      '0 TaskStarted',
      '0.012 TaskSubmitted',
      '60.012 TaskSucceeded',
      '60.012 ExecutionSucceeded',
    ])
    expect(made.account.queues.packing?.messages.length).toBe(1)
    expect(made.account.pendingTasks).toMatchObject([{ status: 'Succeeded', stateName: 'Ask' }])
    expect(made.account.callbackCalls).toMatchObject([{ action: 'SendTaskSuccess', answer: 'OK' }])
  })

  test('is answered with failure', async () => {
    const acts = { afterSeconds: 5, send: 'Failure', error: 'Rejected', cause: 'too dear' } as const
    const made = await run(asked(), { account: clients(acts) })
    expect(made).toMatchObject({ status: 'FAILED', failure: { error: 'Rejected', cause: 'too dear' } })
  })

  test('expires, and whoever answers it then is told so', async () => {
    const made = await run(asked({ TimeoutSeconds: 30 }), { account: clients({ afterSeconds: 60 }) })
    expect(made).toMatchObject({ status: 'FAILED', failure: { error: 'States.Timeout' } })
    expect(made.account.callbackCalls).toMatchObject([
      { answer: "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'" },
    ])
    expect(made.account.pendingTasks).toMatchObject([{ status: 'GivenUp' }])
  })

  test('is kept alive by heartbeats, and lost without them', async () => {
    const beat = (afterSeconds: number) => ({ afterSeconds, send: 'Heartbeat' }) as const
    const kept = clients(beat(8), beat(16), { afterSeconds: 24 })
    expect(await run(asked({ HeartbeatSeconds: 10 }), { account: kept })).toMatchObject({
      status: 'SUCCEEDED',
      account: { pendingTasks: [{ heartbeats: 2, heartbeatsAt: [START + 8_012, START + 16_012] }] },
    })
    const lost = clients(beat(8), { afterSeconds: 24 })
    expect(await run(asked({ HeartbeatSeconds: 10 }), { account: lost })).toMatchObject({
      failure: { error: 'States.Timeout' },
    })
  })

  test('answers once: the second time and a token that is none are refused', async () => {
    const made = await run(asked(), {
      account: clients({ afterSeconds: 1, token: 'made-up' }, { afterSeconds: 2 }, { afterSeconds: 3 }),
    })
    expect(made.status).toBe('SUCCEEDED')
    expect(made.account.callbackCalls?.map(({ answer }) => answer)).toEqual([
      "InvalidToken: Invalid Token: 'Invalid token'",
      'OK',
      "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'",
    ])
  })

  test('that is not sent is never answered', async () => {
    const forgotten = wait('sqs:sendMessage.waitForTaskToken', { QueueUrl: url, MessageBody: 'no token' })
    const made = await run(forgotten, { account: clients({ afterSeconds: 1 }) })
    expect(made).toMatchObject({ status: 'TIMED_OUT', stopDate: START + 365 * 86_400_000 })
    expect(made.account.callbackCalls).toBeUndefined()
  })

  test('comes to JSONata machines as $states.context.Task.Token, and a function can answer it', async () => {
    const made = await run(
      {
        QueryLanguage: 'JSONata',
        ...states({
          Ask: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
            Arguments: {
              FunctionName: 'price',
              Payload: { items: [], token: '{% $states.context.Task.Token %}' },
            },
            End: true,
          },
        }),
      },
      {
        account: {
          ...account,
          functions: {
            ...account.functions,
            approve: { source: 'export const handler = (e) => e.Payload.items' },
          },
          callbacks: [{ on: 'lambda:invoke', acts: [{ afterSeconds: 9, function: 'approve' }] }],
        },
      },
    )
    expect(made).toMatchObject({ status: 'SUCCEEDED', output: [] })
  })
})

describe('an activity', () => {
  const arn = `arn:aws:states:us-east-1:${ACCOUNT}:activity:pack`
  const definition = (more: object = {}) =>
    states({ Pack: { Type: 'Task', Resource: arn, End: true, ...more } })
  const worked = (
    ...works: NonNullable<
      NonNullable<AccountSetup['activities']>['pack']['workers']
    >[string]['works'][number][]
  ) =>
    ({ activities: { pack: { workers: { anna: { asksAfterSeconds: 3, works } } } } }) satisfies AccountSetup

  test('is done by a worker', async () => {
    const made = await run(definition(), { account: worked({ takesSeconds: 10, output: 'packed' }) })
    expect(made).toMatchObject({ status: 'SUCCEEDED', output: 'packed' })
    expect(course(made)).toEqual([
      '0 ExecutionStarted',
      '0 ActivityScheduled',
      '3 ActivityStarted',
      '13 ActivitySucceeded',
      '13 ExecutionSucceeded',
    ])
  })

  test('fails, times out or loses its heartbeat with its worker', async () => {
    const failing = worked({ does: 'Fail', error: 'Broken', cause: 'glass' })
    expect(await run(definition(), { account: failing })).toMatchObject({ failure: { error: 'Broken' } })
    const gone = worked({ does: 'Vanish' })
    const made = await run(definition({ TimeoutSeconds: 20 }), { account: gone })
    expect(made).toMatchObject({ failure: { error: 'States.Timeout' }, stopDate: START + 23_000 })
    const beating = worked({ takesSeconds: 60, heartbeatEverySeconds: 5 })
    const kept = definition({ TimeoutSeconds: 100, HeartbeatSeconds: 8 })
    expect(await run(kept, { account: beating })).toMatchObject({ status: 'SUCCEEDED' })
  })

  test('is done one task after the other', async () => {
    const each = states({
      Each: {
        Type: 'Map',
        ItemsPath: '$',
        ItemProcessor: definition(),
        End: true,
      },
    })
    const made = await run(each, { input: [1, 2, 3], account: worked({ takesSeconds: 10, output: 'ok' }) })
    expect(made).toMatchObject({ status: 'SUCCEEDED', output: ['ok', 'ok', 'ok'], stopDate: START + 39_000 })
  })

  test('that does not exist fails the state', async () => {
    expect(await run(definition(), { account: {} })).toMatchObject({ failure: { error: 'States.Runtime' } })
  })
})

describe('another state machine', () => {
  const machineArn = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:child`
  const child = (definition: object) => ({ machines: { child: { definition: JSON.stringify(definition) } } })
  const doubling = child(
    states({ W: { Type: 'Wait', Seconds: 5, Next: 'P' }, P: { Type: 'Pass', End: true } }),
  )
  const start = (pattern: string, more: object = {}) =>
    wait(`states:startExecution${pattern}`, { StateMachineArn: machineArn, Input: { n: 1 } }, more)

  test('is started and left alone, and runs on after the end of the one that started it', async () => {
    const made = await run(start(''), { account: doubling })
    expect(made).toMatchObject({ status: 'SUCCEEDED', output: { ExecutionArn: expect.any(String) } })
    expect(made.otherExecutions).toMatchObject([{ status: 'SUCCEEDED', output: { n: 1 } }])
  })

  test('is waited for: .sync gives texts, .sync:2 values', async () => {
    const first = await run(start('.sync'), { account: doubling })
    expect(first.output).toMatchObject({ Status: 'SUCCEEDED', Input: '{"n":1}', Output: '{"n":1}' })
    const second = await run(start('.sync:2'), { account: doubling })
    expect(second.output).toMatchObject({ Status: 'SUCCEEDED', Input: { n: 1 }, Output: { n: 1 } })
    expect(second.stopDate).toBe(START + 5000)
  })

  test('that fails fails the task that waits for it', async () => {
    const failing = child(states({ No: { Type: 'Fail', Error: 'SomeFailure', Cause: 'on purpose' } }))
    const made = await run(start('.sync:2'), { account: failing })
    expect(made).toMatchObject({ status: 'FAILED', failure: { error: 'States.TaskFailed' } })
    expect(JSON.parse(made.failure?.cause ?? '')).toMatchObject({
      Error: 'SomeFailure',
      Cause: 'on purpose',
      Status: 'FAILED',
      Input: '{"n":1}',
    })
  })

  test('is stopped with the task that times out', async () => {
    const made = await run(start('.sync:2', { TimeoutSeconds: 2 }), { account: doubling })
    expect(made).toMatchObject({ failure: { error: 'States.Timeout' } })
    expect(made.otherExecutions).toMatchObject([{ status: 'ABORTED' }])
  })

  test('that does not exist is refused, and one that starts itself for ever is ended', async () => {
    expect(await run(start('.sync'), { account: {} })).toMatchObject({
      failure: { error: 'StepFunctions.StateMachineDoesNotExistException' },
    })
    const made = await run(start('.sync:2'), { account: child(start('.sync:2')) })
    expect(made.stoppedBy?.limit).toBe('steps')
  })
})

describe('an Express execution that a task waits for by StartSyncExecution', () => {
  const machineArn = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:quick`
  const quick = (last: object, type: 'EXPRESS' | 'STANDARD' = 'EXPRESS'): AccountSetup => ({
    machines: {
      quick: {
        definition: JSON.stringify(states({ W: { Type: 'Wait', Seconds: 2, Next: 'L' }, L: last })),
        type,
      },
    },
  })
  const start = (more: object = {}) =>
    wait('aws-sdk:sfn:startSyncExecution', { StateMachineArn: machineArn, Name: 'q1', Input: { n: 1 } }, more)
  const done = { Type: 'Pass', Result: { ok: true }, End: true }

  test.each(['STANDARD', 'EXPRESS'] as const)('answers a %s parent when it has ended', async (type) => {
    const made = await run(start(), { account: quick(done), type })
    expect(made).toMatchObject({
      status: 'SUCCEEDED',
      output: {
        BillingDetails: { BilledDurationInMilliseconds: 2000, BilledMemoryUsedInMB: 64 },
        ExecutionArn: expect.stringMatching(/:express:quick:q1:[\w-]{36}$/),
        Input: '{"n":1}',
        InputDetails: { Included: true },
        Name: 'q1',
        Output: '{"ok":true}',
        OutputDetails: { Included: true },
        StartDate: '2026-12-01T00:00:00.000Z',
        StateMachineArn: machineArn,
        Status: 'SUCCEEDED',
        StopDate: '2026-12-01T00:00:02.000Z',
      },
    })
    expect(course(made)).toEqual([
      '0 ExecutionStarted',
      '0 TaskScheduled',
      '0 TaskStarted',
      '2 TaskSucceeded',
      '2 ExecutionSucceeded',
    ])
    expect(made.meter?.expressRequests).toBe(type === 'EXPRESS' ? 2 : 1)
  })

  test('that fails is no error of the call: its status says so', async () => {
    const made = await run(start(), { account: quick({ Type: 'Fail', Error: 'Sold.Out', Cause: 'no tea' }) })
    expect(made).toMatchObject({
      status: 'SUCCEEDED',
      output: { Status: 'FAILED', Error: 'Sold.Out', Cause: 'no tea' },
    })
    expect(made.output).not.toHaveProperty('Output')
  })

  test('goes on when the task is given up', async () => {
    const made = await run(start({ TimeoutSeconds: 1 }), { account: quick(done) })
    expect(made).toMatchObject({
      failure: { error: 'States.Timeout' },
      otherExecutions: [{ status: 'SUCCEEDED', output: { ok: true } }],
    })
  })

  test.each<[string, AccountSetup, string]>([
    ['is Standard', quick(done, 'STANDARD'), 'Sfn.StateMachineTypeNotSupportedException'],
    ['is not there', {}, 'Sfn.StateMachineDoesNotExistException'],
  ])('is refused where the machine %s', async (_, account, error) => {
    expect(await run(start(), { account })).toMatchObject({ failure: { error } })
  })
})

describe('a job', () => {
  const glue = (pattern: string, more: object = {}) =>
    wait(`glue:startJobRun${pattern}`, { JobName: 'nightly' }, more)

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
    wait('http:invoke', {
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
  const put = wait(
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
    const send = wait('sqs:sendMessage', {
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
