import { describe, expect, test } from 'vitest'
import type { HistoryEvent } from '@/lib/asl'
import { account, functionArn, invoke, run, START, states } from './run'

const order = { orderId: 'o-1', items: [{ price: 5, count: 2 }] }
const types = (history: readonly HistoryEvent[]) => history.map(({ type }) => type)

describe('a run', () => {
  test('invokes a function by its ARN', async () => {
    const made = await run(states({ Price: invoke('price', { End: true }) }), { input: order })
    expect(made).toMatchObject({
      status: 'SUCCEEDED',
      output: { total: 10 },
      startDate: START,
      stopDate: START + 101,
      account: { functions: { price: { invocations: 1, logs: ['pricing o-1'] } } },
      calls: [
        {
          resource: functionArn('price'),
          stateName: 'Price',
          at: START,
          payload: order,
          outcome: { kind: 'Succeeded', output: { total: 10 } },
        },
      ],
    })
    expect(types(made.history)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ])
  })

  test('goes through the four services, and the account shows it', async () => {
    const made = await run(
      states({
        Price: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: 'price', 'Payload.$': '$' },
          ResultSelector: { 'total.$': '$.Payload.total' },
          ResultPath: '$.price',
          Next: 'Keep',
        },
        Keep: {
          Type: 'Task',
          Resource: 'arn:aws:states:::dynamodb:putItem',
          Parameters: {
            TableName: 'orders',
            Item: { orderId: { 'S.$': '$.orderId' }, total: { 'N.$': "States.Format('{}', $.price.total)" } },
          },
          ResultPath: null,
          Next: 'Pack',
        },
        Pack: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage',
          Parameters: {
            QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/packing',
            MessageBody: { 'orderId.$': '$.orderId' },
          },
          End: true,
        },
      }),
      { input: order },
    )
    expect(made.status).toBe('SUCCEEDED')
    expect(made.calls.map(({ resource }) => resource)).toEqual([
      'lambda:invoke',
      'dynamodb:putItem',
      'sqs:sendMessage',
    ])
    expect(made.account.tables).toEqual({
      orders: { items: [{ orderId: { S: 'o-1' }, total: { N: '10' } }] },
    })
    expect(made.account.queues.packing?.messages).toMatchObject([{ body: '{"orderId":"o-1"}' }])
    expect(made.stopDate - made.startDate).toBe(101 + 8 + 12)
  })

  test('retries after the delays that the retrier says, on virtual time', async () => {
    const Retry = [{ ErrorEquals: ['TypeError'], IntervalSeconds: 10, BackoffRate: 3, MaxAttempts: 3 }]
    const made = await run(states({ A: invoke('fails', { Retry, End: true }) }))
    expect(made).toMatchObject({ status: 'FAILED', failure: { error: 'TypeError' } })
    expect(made.calls.map(({ at }) => at - START)).toEqual([0, 10_001, 40_002, 130_003])
    expect(made.calls[0]?.outcome).toMatchObject({ kind: 'Failed', failure: { error: 'TypeError' } })
  })

  test('catches a function that never ends, as AWS names it', async () => {
    const Catch = [{ ErrorEquals: ['Sandbox.Timedout'], Next: 'Caught' }]
    const made = await run(states({ A: invoke('loops', { Catch, End: true }), Caught: { Type: 'Succeed' } }))
    expect(made).toMatchObject({ status: 'SUCCEEDED', stopDate: START + 3000 })
  })

  test('times out before the function answers, and the answer comes to nobody', async () => {
    const Catch = [{ ErrorEquals: ['States.Timeout'], Next: 'Wait' }]
    const made = await run(
      states({
        A: invoke('sleeps', { TimeoutSeconds: 2, Catch, End: true }),
        Wait: { Type: 'Wait', Seconds: 100, End: true },
      }),
      { input: { ms: 5000 } },
    )
    expect(made).toMatchObject({ status: 'SUCCEEDED', stopDate: START + 102_000 })
    expect(types(made.history)).toContain('LambdaFunctionTimedOut')
    expect(types(made.history)).not.toContain('LambdaFunctionSucceeded')
  })

  test('lets branches run at the same virtual time', async () => {
    const branch = (name: string) => states({ [name]: invoke('sleeps', { End: true }) })
    const made = await run(
      states({ Both: { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true } }),
      {
        input: { ms: 5000 },
      },
    )
    expect(made).toMatchObject({ status: 'SUCCEEDED', output: [5000, 5000], stopDate: START + 5000 })
  })

  test('gives every invocation its own instant and its own chance', async () => {
    const made = await run(
      states({
        A: invoke('when', { ResultPath: '$.a', Next: 'W' }),
        W: { Type: 'Wait', Seconds: 60, Next: 'B' },
        B: invoke('when', { ResultPath: '$.b', End: true }),
      }),
    )
    const { a, b } = made.output as { a: [string, number]; b: [string, number] }
    expect([a[0], b[0]]).toEqual(['2026-12-01T00:00:00.000Z', '2026-12-01T00:01:00.001Z'])
    expect(a[1]).not.toBe(b[1])
  })

  test('is the same to the byte when made again, and another with another seed', async () => {
    const definition = states({ A: invoke('when', { End: true }) })
    expect(await run(definition)).toEqual(await run(definition))
    expect((await run(definition, { seed: 4 })).output).not.toEqual((await run(definition)).output)
  })

  test('reports progress with every event once', async () => {
    const seen: HistoryEvent[] = []
    const made = await run(states({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } }), {
      onProgress: (events) => seen.push(...events),
    })
    expect(seen).toEqual(made.history)
  })
})

describe('time', () => {
  test('a hundred years are over at once; a Standard execution has one', async () => {
    const wait = states({ A: { Type: 'Wait', Seconds: 99_999_999, End: true } })
    const made = await run(wait)
    expect(made).toMatchObject({ status: 'TIMED_OUT', stopDate: START + 31_536_000_000 })
    const month = await run(states({ A: { Type: 'Wait', Seconds: 2_592_000, End: true } }))
    expect(month).toMatchObject({ status: 'SUCCEEDED', stopDate: START + 2_592_000_000 })
  })

  test('a moment that has passed is no wait', async () => {
    const made = await run(states({ A: { Type: 'Wait', Timestamp: '2001-01-01T00:00:00Z', End: true } }))
    expect(made).toMatchObject({ status: 'SUCCEEDED', stopDate: START })
  })
})

describe('the end of a run that would not end', () => {
  const loop = (state: object) =>
    states({
      A: { ...state, Next: 'More' },
      More: { Type: 'Choice', Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'End' }], Default: 'A' },
      End: { Type: 'Succeed' },
    })

  test('an endless loop ends at 25,000 events, as on AWS', async () => {
    const made = await run(loop({ Type: 'Pass' }))
    expect(made).toMatchObject({ status: 'FAILED', failure: { error: 'States.Runtime' } })
    expect(made.history.length).toBe(25_000)
    expect(made.stoppedBy).toBeUndefined()
  })

  test('an endless loop of an Express execution ends by our limit', async () => {
    const made = await run(loop({ Type: 'Pass' }), { type: 'EXPRESS', limits: { transitions: 500 } })
    expect(made).toMatchObject({ status: 'FAILED', stoppedBy: { limit: 'steps' } })
  })

  test.each([{ invocations: 20 }, { calls: 20 }])('a loop of invocations ends at %j', async (limits) => {
    const made = await run(loop(invoke('price', { ResultPath: null })), { limits })
    expect(made).toMatchObject({
      status: 'FAILED',
      stoppedBy: { limit: 'steps', message: expect.stringContaining('20') },
    })
    expect(made.calls.length).toBe(21)
  })
})

test('a setup with an impossible item is an error of its author', async () => {
  const tables = { orders: { partitionKey: { name: 'id', type: 'S' as const }, items: [{}] } }
  await expect(run(states({ A: { Type: 'Succeed' } }), { account: { ...account, tables } })).rejects.toThrow(
    /The table orders/,
  )
})
