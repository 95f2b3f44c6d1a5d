import { describe, expect, test } from 'vitest'
import type { AccountSetup } from '@/lib/services'
import { asking, course, run, START, states } from './run'

const ACCOUNT = '111122223333'

describe('another state machine', () => {
  const machineArn = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:child`
  const child = (definition: object) => ({ machines: { child: { definition: JSON.stringify(definition) } } })
  const doubling = child(
    states({ W: { Type: 'Wait', Seconds: 5, Next: 'P' }, P: { Type: 'Pass', End: true } }),
  )
  const start = (pattern: string, more: object = {}) =>
    asking(`states:startExecution${pattern}`, { StateMachineArn: machineArn, Input: { n: 1 } }, more)

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
    asking(
      'aws-sdk:sfn:startSyncExecution',
      { StateMachineArn: machineArn, Name: 'q1', Input: { n: 1 } },
      more,
    )
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
