import {
  CreateActivityCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type GetExecutionHistoryCommandInput,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { describe, expect, test } from 'vitest'
import { arnOf, endpoint, machine, machines } from './endpoint'

const { passing, failing, working } = machines

/** With one execution that waits for a worker, `running`. */
async function withRunning() {
  const door = await endpoint()
  await door.sfn.send(new CreateActivityCommand({ name: 'work' }))
  const stateMachineArn = await door.create('w', working)
  const executionArn = await door.start(stateMachineArn, 'running', '{"n":1}')
  return { ...door, stateMachineArn, executionArn }
}

describe('StartExecution by the same name', () => {
  test('and input is the same execution while it runs', async () => {
    const { start, stateMachineArn, executionArn } = await withRunning()
    expect(await start(stateMachineArn, 'running', '{"n":1}')).toBe(executionArn)
  })

  test('is refused for another input, and once it has ended', async () => {
    const { start, create, stateMachineArn, executionArn } = await withRunning()
    await expect(start(stateMachineArn, 'running', '{"n":2}')).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
      message: `Execution Already Exists: '${executionArn}'`,
    })
    const other = await create('p', passing)
    await start(other, 'once')
    await expect(start(other, 'once')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' })
  })

  test('starts another execution of an Express machine', async () => {
    const { start, create } = await endpoint()
    const express = await create('e', passing, { type: 'EXPRESS' })
    const first = await start(express, 'same')
    expect(first).toMatch(/^arn:aws:states:us-east-1:111122223333:express:e:same:[\da-f-]{36}$/)
    expect(await start(express, 'same')).not.toBe(first)
  })
})

test('a name is made up where none is given', async () => {
  const { start, create } = await endpoint()
  const executionArn = await start(await create('p', passing))
  expect(executionArn).toMatch(/:execution:p:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
})

test('executions are listed newest first, by status', async () => {
  const { sfn, start, stateMachineArn } = await withRunning()
  await start(stateMachineArn, 'second')
  await sfn.send(new StopExecutionCommand({ executionArn: arnOf.execution('w', 'second') }))
  const list = async (more: object = {}) =>
    (await sfn.send(new ListExecutionsCommand({ stateMachineArn, ...more }))).executions ?? []
  expect((await list()).map(({ name, status }) => `${name} ${status}`)).toEqual([
    'second ABORTED',
    'running RUNNING',
  ])
  expect(await list({ statusFilter: 'RUNNING' })).toMatchObject([
    { executionArn: arnOf.execution('w', 'running'), name: 'running', redriveCount: 0, stateMachineArn },
  ])
  expect(await list({ statusFilter: 'SUCCEEDED' })).toEqual([])
})

test('an execution is stopped once, with error and cause', async () => {
  const { sfn, executionArn } = await withRunning()
  const { stopDate } = await sfn.send(
    new StopExecutionCommand({ executionArn, error: 'Enough', cause: 'of it' }),
  )
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    status: 'ABORTED',
    error: 'Enough',
    cause: 'of it',
    stopDate,
    redriveStatus: 'REDRIVABLE',
  })
  expect(await sfn.send(new StopExecutionCommand({ executionArn }))).toMatchObject({ stopDate })
})

describe('GetExecutionHistory', () => {
  async function ofOne() {
    const door = await endpoint()
    const executionArn = await door.start(await door.create('p', passing), 'one', '{"x":1}')
    const get = (more: Partial<GetExecutionHistoryCommandInput> = {}) =>
      door.sfn.send(new GetExecutionHistoryCommand({ executionArn, ...more }))
    return { ...door, executionArn, get }
  }

  test('tells all events with their data as text', async () => {
    const { sfn, get, executionArn } = await ofOne()
    const { events = [], nextToken } = await get()
    expect(events.map(({ id, previousEventId, type }) => `${id} ${previousEventId} ${type}`)).toEqual([
      '1 0 ExecutionStarted',
      '2 0 PassStateEntered',
      '3 2 PassStateExited',
      '4 3 ExecutionSucceeded',
    ])
    expect(events[1]?.stateEnteredEventDetails).toEqual({
      name: 'A',
      input: '{"x":1}',
      inputDetails: { truncated: false },
    })
    const { startDate } = await sfn.send(new DescribeExecutionCommand({ executionArn }))
    expect(events[0]?.timestamp).toEqual(startDate)
    expect(nextToken).toBeUndefined()
  })

  test('goes through pages, also backwards', async () => {
    const { get } = await ofOne()
    for (const reverseOrder of [false, true]) {
      const ids: (number | undefined)[] = []
      let nextToken: string | undefined
      do {
        const page = await get({ maxResults: 3, reverseOrder, ...(nextToken && { nextToken }) })
        ids.push(...(page.events ?? []).map(({ id }) => id))
        nextToken = page.nextToken
      } while (nextToken)
      expect(ids).toEqual(reverseOrder ? [4, 3, 2, 1] : [1, 2, 3, 4])
    }
  })

  test('leaves data out on request, and nothing else', async () => {
    const { get } = await ofOne()
    const { events = [] } = await get({ includeExecutionData: false })
    expect(events[1]?.stateEnteredEventDetails).toEqual({ name: 'A' })
    expect(events[0]?.executionStartedEventDetails).toMatchObject({
      roleArn: expect.stringContaining('role'),
    })
    expect(JSON.stringify(events)).not.toContain('"x"')
  })
})

describe('RedriveExecution', () => {
  test('a stopped execution goes on, and says so', async () => {
    const { sfn, executionArn } = await withRunning()
    await sfn.send(new StopExecutionCommand({ executionArn }))
    const { redriveDate } = await sfn.send(
      new RedriveExecutionCommand({ executionArn, clientToken: 'only-once' }),
    )
    const again = await sfn.send(new RedriveExecutionCommand({ executionArn, clientToken: 'only-once' }))
    expect(again.redriveDate).toEqual(redriveDate)
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'RUNNING',
      redriveCount: 1,
      redriveDate,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    })
  })

  test('one that succeeded is refused', async () => {
    const { sfn, start, create } = await endpoint()
    const executionArn = await start(await create('p', passing), 'one')
    await expect(sfn.send(new RedriveExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'ExecutionNotRedrivable',
      message: 'Execution is SUCCEEDED and cannot be redriven',
    })
  })
})

describe('StartSyncExecution', () => {
  test('answers with the output and the bill', async () => {
    const { sfn, create } = await endpoint()
    const stateMachineArn = await create(
      'e',
      machine({
        W: { Type: 'Wait', Seconds: 1, Next: 'A' },
        A: { Type: 'Pass', Result: { a: 1 }, End: true },
      }),
      { type: 'EXPRESS' },
    )
    const answer = await sfn.send(
      new StartSyncExecutionCommand({
        stateMachineArn,
        name: 'one',
        input: '{"x":1}',
        traceHeader: 'Root=1',
      }),
    )
    expect(answer).toMatchObject({
      executionArn: expect.stringMatching(/:express:e:one:[\da-f-]{36}$/),
      stateMachineArn,
      name: 'one',
      status: 'SUCCEEDED',
      input: '{"x":1}',
      inputDetails: { included: true },
      output: '{"a":1}',
      outputDetails: { included: true },
      traceHeader: 'Root=1',
      billingDetails: { billedDurationInMilliseconds: 1000, billedMemoryUsedInMB: 64 },
    })
    expect(Number(answer.stopDate) - Number(answer.startDate)).toBe(1000)
  })

  test('an execution that fails is no error of the call', async () => {
    const { sfn, create } = await endpoint()
    const stateMachineArn = await create('e', failing, { type: 'EXPRESS' })
    expect(await sfn.send(new StartSyncExecutionCommand({ stateMachineArn }))).toMatchObject({
      status: 'FAILED',
      error: 'Broken',
      cause: 'on purpose',
    })
  })

  test('a Standard machine is refused', async () => {
    const { sfn, create } = await endpoint()
    const stateMachineArn = await create('p', passing)
    await expect(sfn.send(new StartSyncExecutionCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'StateMachineTypeNotSupported',
      message: 'This operation is not supported by this type of state machine',
    })
  })
})
