import { TestStateCommand, ValidateStateMachineDefinitionCommand } from '@aws-sdk/client-sfn'
import { expect, test } from 'vitest'
import { endpoint, machine, machines, roleArn } from './endpoint'

test('a definition is validated without being created', async () => {
  const { sfn } = await endpoint()
  const validate = (definition: string) => sfn.send(new ValidateStateMachineDefinitionCommand({ definition }))
  expect(await validate(machines.passing)).toMatchObject({ result: 'OK', diagnostics: [], truncated: false })
  expect(await validate('{"States":{"A":{"Type":"Pass","End":true}}}')).toMatchObject({
    result: 'FAIL',
    diagnostics: [
      {
        severity: 'ERROR',
        code: 'SCHEMA_VALIDATION_FAILED',
        message: 'These fields are required: [StartAt]',
        location: '/',
      },
    ],
  })
})

test('a state is tested with a mock', async () => {
  const { sfn } = await endpoint()
  const tested = await sfn.send(
    new TestStateCommand({
      definition: machine({
        Get: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: 'f' },
          End: true,
        },
      }),
      stateName: 'Get',
      mock: { result: '{"Payload":"1"}' },
      inspectionLevel: 'DEBUG',
    }),
  )
  expect(tested).toMatchObject({ status: 'SUCCEEDED', output: '{"Payload":"1"}' })
  expect(tested.inspectionData?.result).toBe('{"Payload":"1"}')
})

test("a state without a mock asks the sandbox's own services", async () => {
  const { sfn } = await endpoint({
    tables: { orders: { partitionKey: { name: 'id', type: 'S' }, items: [{ id: { S: 'o-1' } }] } },
  })
  const definition = JSON.stringify({
    Type: 'Task',
    Resource: 'arn:aws:states:::dynamodb:getItem',
    Parameters: { TableName: 'orders', Key: { id: { 'S.$': '$.id' } } },
    OutputPath: '$.Item',
    End: true,
  })
  const tested = await sfn.send(new TestStateCommand({ definition, roleArn, input: '{"id":"o-1"}' }))
  expect(tested).toMatchObject({ status: 'SUCCEEDED', output: '{"id":{"S":"o-1"}}' })
})
