import { describe, expect, test } from 'vitest'
import type { AccountSetup } from '@/lib/services'
import { account, asking, course, run, START, states } from './run'

const ACCOUNT = '111122223333'

describe('a task token', () => {
  const url = `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/packing`
  const asked = (more: object = {}) =>
    asking(
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
    const forgotten = asking('sqs:sendMessage.waitForTaskToken', { QueueUrl: url, MessageBody: 'no token' })
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
