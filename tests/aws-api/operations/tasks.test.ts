import {
  CreateActivityCommand,
  DeleteActivityCommand,
  DescribeActivityCommand,
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListActivitiesCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
} from '@aws-sdk/client-sfn'
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import { expect, test } from 'vitest'
import { isInMemory } from '../../support/in-memory-sandbox'
import { arnOf, endpoint, machine, machines } from './endpoint'

const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/111122223333/approvals'

test('activities are created by name, described, listed and deleted', async () => {
  const { sfn } = await endpoint()
  const { activityArn, creationDate } = await sfn.send(new CreateActivityCommand({ name: 'work' }))
  expect(activityArn).toBe(arnOf.activity('work'))
  const again = await sfn.send(
    new CreateActivityCommand({ name: 'work', tags: [{ key: 'other', value: 'tags' }] }),
  )
  expect(again).toMatchObject({ activityArn, creationDate })
  expect(await sfn.send(new DescribeActivityCommand({ activityArn }))).toMatchObject({
    activityArn,
    name: 'work',
    creationDate,
  })
  expect((await sfn.send(new ListActivitiesCommand({}))).activities).toEqual([
    { activityArn, name: 'work', creationDate },
  ])
  await sfn.send(new DeleteActivityCommand({ activityArn }))
  await sfn.send(new DeleteActivityCommand({ activityArn }))
  await expect(sfn.send(new GetActivityTaskCommand({ activityArn }))).rejects.toMatchObject({
    name: 'ActivityDoesNotExist',
    message: `Activity Does Not Exist: '${activityArn}'`,
  })
})

test('a worker takes a task, beats, and answers it once', async () => {
  const { sfn, create, start } = await endpoint()
  const activityArn = arnOf.activity('work')
  await sfn.send(new CreateActivityCommand({ name: 'work' }))
  expect((await sfn.send(new GetActivityTaskCommand({ activityArn }))).taskToken).toBeUndefined()

  const executionArn = await start(await create('w', machines.working), 'one', '{"n":1}')
  const { taskToken, input } = await sfn.send(new GetActivityTaskCommand({ activityArn, workerName: 'anna' }))
  expect(input).toBe('{"n":1}')
  expect((await sfn.send(new GetActivityTaskCommand({ activityArn }))).taskToken).toBeUndefined()

  await sfn.send(new SendTaskHeartbeatCommand({ taskToken }))
  await expect(sfn.send(new SendTaskSuccessCommand({ taskToken, output: 'no json' }))).rejects.toMatchObject({
    name: 'InvalidOutput',
  })
  await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"done":true}' }))
  for (const late of [
    new SendTaskSuccessCommand({ taskToken, output: '{}' }),
    new SendTaskFailureCommand({ taskToken }),
    new SendTaskHeartbeatCommand({ taskToken }),
  ]) {
    await expect(sfn.send(late as SendTaskSuccessCommand)).rejects.toMatchObject({
      name: 'TaskTimedOut',
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    })
  }
  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }))
  expect(events.find(({ type }) => type === 'ActivityStarted')?.activityStartedEventDetails).toEqual({
    workerName: 'anna',
  })
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    status: 'SUCCEEDED',
    output: '{"done":true}',
  })
})

test('a task that its worker fails, fails the execution with error and cause', async () => {
  const { sfn, create, start } = await endpoint()
  await sfn.send(new CreateActivityCommand({ name: 'work' }))
  const executionArn = await start(await create('w', machines.working), 'one')
  const { taskToken } = await sfn.send(new GetActivityTaskCommand({ activityArn: arnOf.activity('work') }))
  await sfn.send(new SendTaskFailureCommand({ taskToken, error: 'Tired', cause: 'of working' }))
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    status: 'FAILED',
    error: 'Tired',
    cause: 'of working',
  })
})

test.runIf(isInMemory)('a heartbeat that is missed times the task out, and its token with it', async () => {
  const { sfn, sandbox, create, start } = await endpoint()
  await sfn.send(new CreateActivityCommand({ name: 'work' }))
  const definition = machine({
    A: { Type: 'Task', Resource: arnOf.activity('work'), HeartbeatSeconds: 10, End: true },
  })
  const executionArn = await start(await create('w', definition), 'one')
  const { taskToken } = await sfn.send(new GetActivityTaskCommand({ activityArn: arnOf.activity('work') }))
  await sandbox.pass(9_000)
  await sfn.send(new SendTaskHeartbeatCommand({ taskToken }))
  await sandbox.pass(9_000)
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'RUNNING' })
  await sandbox.pass(2_000)
  await expect(sfn.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toMatchObject({
    name: 'TaskTimedOut',
  })
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    status: 'FAILED',
    error: 'States.Timeout',
  })
})

test.each([
  new SendTaskSuccessCommand({ taskToken: 'made-up', output: 'no json' }),
  new SendTaskFailureCommand({ taskToken: 'made-up' }),
  new SendTaskHeartbeatCommand({ taskToken: 'made-up' }),
])('a made-up token is invalid, before anything else is', async (command) => {
  const { sfn } = await endpoint()
  await expect(sfn.send(command as SendTaskSuccessCommand)).rejects.toMatchObject({
    name: 'InvalidToken',
    message: "Invalid Token: 'Invalid token'",
  })
})

test('a callback by SQS, with nothing but the clients', async () => {
  const { sfn, sqs, create, start } = await endpoint({ queues: { approvals: {} } })
  const definition = machine({
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: {
        QueueUrl,
        MessageBody: { 'order.$': '$.order', 'token.$': '$$.Task.Token' },
      },
      End: true,
    },
  })
  const executionArn = await start(await create('approve', definition), 'one', '{"order":7}')
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }))
  const [message] = Messages
  const { order, token } = JSON.parse(message?.Body ?? '{}')
  expect(order).toBe(7)
  await sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: '{"approved":true}' }))
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }))
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    status: 'SUCCEEDED',
    output: '{"approved":true}',
  })
})

test.runIf(isInMemory)('an activity with as many workers as may poll it takes no more', async () => {
  const { sfn } = await endpoint(undefined, { workersPerActivity: 0 })
  const { activityArn } = await sfn.send(new CreateActivityCommand({ name: 'work' }))
  await expect(sfn.send(new GetActivityTaskCommand({ activityArn }))).rejects.toMatchObject({
    name: 'ActivityWorkerLimitExceeded',
  })
})
