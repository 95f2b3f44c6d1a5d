import {
  CreateActivityCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  DescribeStateMachineForExecutionCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  UpdateMapRunCommand,
} from '@aws-sdk/client-sfn'
import { expect, test } from 'vitest'
import { arnOf, endpoint, machine } from './endpoint'

const mapping = machine({
  Each: {
    Type: 'Map',
    Label: 'each',
    MaxConcurrency: 2,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Do',
      States: { Do: { Type: 'Pass', End: true } },
    },
    End: true,
  },
})

async function mapped() {
  const door = await endpoint()
  const executionArn = await door.start(await door.create('m', mapping), 'one', '[1,2,3]')
  const { mapRuns = [] } = await door.sfn.send(new ListMapRunsCommand({ executionArn }))
  return { ...door, executionArn, mapRuns, mapRunArn: mapRuns[0]?.mapRunArn ?? '' }
}

test('a map run is listed and described', async () => {
  const { sfn, executionArn, mapRuns, mapRunArn } = await mapped()
  expect(mapRunArn).toMatch(/^arn:aws:states:us-east-1:111122223333:mapRun:m\/each:[\da-f-]{36}$/)
  expect(mapRuns).toMatchObject([{ executionArn, stateMachineArn: arnOf.machine('m/each') }])
  expect(await sfn.send(new DescribeMapRunCommand({ mapRunArn }))).toMatchObject({
    mapRunArn,
    executionArn,
    status: 'SUCCEEDED',
    maxConcurrency: 2,
    toleratedFailureCount: 0,
    toleratedFailurePercentage: 0,
    itemCounts: { total: 3, succeeded: 3, failed: 0, pending: 0, running: 0, resultsWritten: 3 },
    executionCounts: { total: 3, succeeded: 3 },
    redriveCount: 0,
  })
})

test('its children are executions of their own', async () => {
  const { sfn, mapRunArn } = await mapped()
  const { executions = [] } = await sfn.send(new ListExecutionsCommand({ mapRunArn }))
  expect(executions).toHaveLength(3)
  const executionArn = executions[0]?.executionArn ?? ''
  expect(executionArn).toMatch(/:execution:m\/each:[\da-f-]{36}$/)
  expect(executions[0]).toMatchObject({ mapRunArn, status: 'SUCCEEDED' })
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    mapRunArn,
    stateMachineArn: arnOf.machine('m/each'),
  })
  expect(await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }))).toMatchObject({
    mapRunArn,
    label: 'each',
    stateMachineArn: arnOf.machine('m/each'),
  })
  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }))
  expect(events.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'PassStateEntered',
    'PassStateExited',
    'ExecutionSucceeded',
  ])
})

test('a map run under way is changed', async () => {
  const { sfn, create, start } = await endpoint()
  await sfn.send(new CreateActivityCommand({ name: 'work' }))
  const definition = machine({
    Each: {
      Type: 'Map',
      MaxConcurrency: 1,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Do',
        States: { Do: { Type: 'Task', Resource: arnOf.activity('work'), End: true } },
      },
      End: true,
    },
  })
  const executionArn = await start(await create('m', definition), 'one', '[1,2,3]')
  const { mapRuns = [] } = await sfn.send(new ListMapRunsCommand({ executionArn }))
  const mapRunArn = mapRuns[0]?.mapRunArn
  const tasks = async (): Promise<number> => {
    const { taskToken } = await sfn.send(new GetActivityTaskCommand({ activityArn: arnOf.activity('work') }))
    return taskToken === undefined ? 0 : 1 + (await tasks())
  }
  expect(await tasks()).toBe(1)
  await sfn.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 3, toleratedFailureCount: 2 }))
  expect(await tasks()).toBe(2)
  expect(await sfn.send(new DescribeMapRunCommand({ mapRunArn }))).toMatchObject({
    status: 'RUNNING',
    maxConcurrency: 3,
    toleratedFailureCount: 2,
    itemCounts: { running: 3 },
  })
})

test('a map run that has ended cannot be changed', async () => {
  const { sfn, mapRunArn } = await mapped()
  await expect(sfn.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 5 }))).rejects.toMatchObject({
    name: 'ValidationException',
    reason: 'CANNOT_UPDATE_COMPLETED_MAP_RUN',
  })
})
