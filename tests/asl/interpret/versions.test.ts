import { expect, test } from 'vitest'
import { drive } from '../../support/drive'
import { machineOf } from '../../support/machine-of'

const machine = machineOf({ StartAt: 'A', States: { A: { Type: 'Succeed' } } })

const machineArn = 'arn:aws:states:us-east-1:111122223333:stateMachine:StateMachine'

function startedDetails(options: { stateMachineVersionArn?: string; stateMachineAliasArn?: string }) {
  return drive({ machine, input: 1, seed: 1, ...options }).history[0]?.details
}

test('the first event names the version and the alias that were started, if any', () => {
  const roleArn = 'arn:aws:iam::111122223333:role/StateMachine-role'
  expect(startedDetails({})).toEqual({ input: 1, roleArn })
  expect(startedDetails({ stateMachineVersionArn: `${machineArn}:3` })).toEqual({
    input: 1,
    roleArn,
    stateMachineVersionArn: `${machineArn}:3`,
  })
  const both = { stateMachineVersionArn: `${machineArn}:3`, stateMachineAliasArn: `${machineArn}:PROD` }
  expect(startedDetails(both)).toEqual({ input: 1, roleArn, ...both })
})
