import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import { expect, test } from 'vitest'
import { awsClients } from '../../support/aws-clients'
import { inMemorySandbox } from '../../support/in-memory-sandbox'

const definition = JSON.stringify({
  StartAt: 'A',
  States: { A: { Type: 'Pass', Result: { a: 1 }, End: true } },
})
const roleArn = 'arn:aws:iam::111122223333:role/any'

test('a machine is created, described, started, and its execution described', async () => {
  const { sfn } = awsClients(await inMemorySandbox())
  const { stateMachineArn, creationDate, stateMachineVersionArn } = await sfn.send(
    new CreateStateMachineCommand({ name: 'orders', roleArn, definition, publish: true }),
  )
  expect(stateMachineArn).toBe('arn:aws:states:us-east-1:111122223333:stateMachine:orders')
  expect(stateMachineVersionArn).toBe(`${stateMachineArn}:1`)
  expect(await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
    stateMachineArn,
    name: 'orders',
    status: 'ACTIVE',
    type: 'STANDARD',
    definition,
    roleArn,
    creationDate,
    loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { enabled: false },
    encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
  })
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'o-1' }))
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    executionArn: 'arn:aws:states:us-east-1:111122223333:execution:orders:o-1',
    stateMachineArn,
    name: 'o-1',
    status: 'SUCCEEDED',
    input: '{}',
    output: '{"a":1}',
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
  })
})
