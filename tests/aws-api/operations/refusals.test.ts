import * as sdk from '@aws-sdk/client-sfn'
import { describe, expect, test } from 'vitest'
import { isInMemory } from '../../support/in-memory-sandbox'
import { arnOf, endpoint, machines, roleArn } from './endpoint'
import { byModel } from './refused-by-model'
import { byArn, byRule, notThere } from './refused-requests'

const { passing } = machines
describe.each([
  ['by the model', byModel],
  ['because there is no such thing', notThere],
  ['because of its ARN', byArn],
  ['for what it asks', byRule],
])('a request is refused %s', (_, rows) => {
  test.each(rows.map((row, index) => [`${row[0]} ${index}`, row] as const))('%s', async (_name, row) => {
    const [operation, request, error, message] = row
    const { sfn } = await furnished()
    await expect(sfn.send(commandOf(operation, request))).rejects.toMatchObject({
      name: error,
      ...(message !== undefined && {
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      }),
      $metadata: { httpStatusCode: 400 },
    })
  })
})

let sandbox: ReturnType<typeof endpoint> | undefined

/** One sandbox for all, for what is refused changes nothing. */
function furnished() {
  sandbox ??= furnish()
  return sandbox
}

async function furnish() {
  const door = await endpoint()
  const { sfn, create, start } = door
  const machineArn = await create('m', passing, { publish: true })
  await create('e', passing, { type: 'EXPRESS' })
  await sfn.send(new sdk.CreateActivityCommand({ name: 'a' }))
  await sfn.send(
    new sdk.CreateStateMachineAliasCommand({
      name: 'PROD',
      routingConfiguration: [{ stateMachineVersionArn: `${machineArn}:1`, weight: 100 }],
    }),
  )
  await start(machineArn, 'done')
  return door
}

/** The command of an operation, with a request that need not be one. */
function commandOf(operation: string, request: object): sdk.DescribeStateMachineCommand {
  const commands: Record<string, unknown> = sdk
  const Command = commands[`${operation}Command`] as typeof sdk.DescribeStateMachineCommand
  return new Command(request as sdk.DescribeStateMachineCommandInput)
}

describe.runIf(isInMemory)('quotas of a sandbox', () => {
  test.each([
    [
      'machines',
      { machines: 1 },
      'CreateStateMachine',
      { name: 'n', definition: passing, roleArn },
      'StateMachineLimitExceeded',
    ],
    ['activities', { activities: 0 }, 'CreateActivity', { name: 'n' }, 'ActivityLimitExceeded'],
    [
      'versions',
      { versionsPerMachine: 0 },
      'PublishStateMachineVersion',
      { stateMachineArn: arnOf.machine('m') },
      'ServiceQuotaExceededException',
    ],
    [
      'executions',
      { runningExecutions: 0 },
      'StartExecution',
      { stateMachineArn: arnOf.machine('m') },
      'ExecutionLimitExceeded',
    ],
  ])('%s', async (_, limits, operation, request, error) => {
    const { sfn, create } = await endpoint(undefined, limits)
    await create('m', passing)
    await expect(sfn.send(commandOf(operation, request))).rejects.toMatchObject({ name: error })
  })

  test('aliases', async () => {
    const { sfn, create } = await endpoint(undefined, { aliasesPerMachine: 1 })
    await create('m', passing, { publish: true })
    const alias = (name: string) =>
      sfn.send(
        new sdk.CreateStateMachineAliasCommand({
          name,
          routingConfiguration: [{ stateMachineVersionArn: arnOf.machine('m', 1), weight: 100 }],
        }),
      )
    await alias('A')
    await expect(alias('B')).rejects.toMatchObject({ name: 'ServiceQuotaExceededException' })
  })
})
