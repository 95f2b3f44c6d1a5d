import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  ListStateMachinesCommand,
  PublishStateMachineVersionCommand,
  RedriveExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn'
import { describe, expect, test } from 'vitest'
import { arnOf, endpoint, machine, machines, roleArn } from './endpoint'

const { passing, failing, working } = machines

test('a machine is created, described, started, and its execution described', async () => {
  const { sfn, start } = await endpoint()
  const { stateMachineArn, creationDate, stateMachineVersionArn } = await sfn.send(
    new CreateStateMachineCommand({ name: 'orders', roleArn, definition: passing, publish: true }),
  )
  expect(stateMachineArn).toBe(arnOf.machine('orders'))
  expect(stateMachineVersionArn).toBe(arnOf.machine('orders', 1))
  const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))
  expect(described).toMatchObject({
    stateMachineArn,
    name: 'orders',
    status: 'ACTIVE',
    type: 'STANDARD',
    definition: passing,
    roleArn,
    creationDate,
    loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { enabled: false },
    encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
  })
  expect(described.revisionId).toBeUndefined()
  const executionArn = await start(stateMachineArn ?? '', 'o-1')
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    executionArn: arnOf.execution('orders', 'o-1'),
    stateMachineArn,
    name: 'o-1',
    status: 'SUCCEEDED',
    input: '{}',
    output: '{"a":1}',
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
  })
})

describe('the same name again', () => {
  const first = { name: 'm', roleArn, definition: passing, type: 'STANDARD' as const }
  test.each([
    ['the same request', {}],
    ['another role', { roleArn: 'arn:aws:iam::111122223333:role/other' }],
    ['other tags', { tags: [{ key: 'a', value: 'b' }] }],
    ['settings that are the default', { loggingConfiguration: { level: 'OFF' as const } }],
  ])('%s is the same machine', async (_, more) => {
    const { sfn } = await endpoint()
    const made = await sfn.send(new CreateStateMachineCommand(first))
    const again = await sfn.send(new CreateStateMachineCommand({ ...first, ...more }))
    expect(again.stateMachineArn).toBe(made.stateMachineArn)
    expect(again.creationDate).toEqual(made.creationDate)
  })

  test.each([
    ['another definition', { definition: failing }],
    ['the same definition written otherwise', { definition: ` ${passing}` }],
    ['another type', { type: 'EXPRESS' as const }],
    ['other settings', { tracingConfiguration: { enabled: true } }],
    ['with a version', { publish: true }],
  ])('%s is refused', async (_, more) => {
    const { sfn } = await endpoint()
    await sfn.send(new CreateStateMachineCommand(first))
    await expect(sfn.send(new CreateStateMachineCommand({ ...first, ...more }))).rejects.toMatchObject({
      name: 'StateMachineAlreadyExists',
      message: `State Machine Already Exists: '${arnOf.machine('m')}'`,
    })
  })

  test('a machine with its version is found with its version', async () => {
    const { sfn } = await endpoint()
    const request = { ...first, publish: true, versionDescription: 'one' }
    await sfn.send(new CreateStateMachineCommand(request))
    const again = await sfn.send(new CreateStateMachineCommand(request))
    expect(again.stateMachineVersionArn).toBe(arnOf.machine('m', 1))
    await expect(
      sfn.send(new CreateStateMachineCommand({ ...request, versionDescription: 'two' })),
    ).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' })
  })
})

test('an update is for executions to come; those that run keep what they began with', async () => {
  const { sfn, create, start } = await endpoint()
  await sfn.send(new CreateActivityCommand({ name: 'work' }))
  const stateMachineArn = await create('m', working)
  const running = await start(stateMachineArn, 'before')
  const { revisionId, updateDate } = await sfn.send(
    new UpdateStateMachineCommand({ stateMachineArn, definition: passing }),
  )
  const ended = await start(stateMachineArn, 'after')
  const of = async (executionArn: string) =>
    sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }))
  expect(await of(running)).toMatchObject({ definition: working, name: 'm', stateMachineArn })
  expect((await of(running)).revisionId).toBeUndefined()
  expect(await of(ended)).toMatchObject({ definition: passing, revisionId, updateDate })
  expect(await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({ revisionId })
})

test('an update of nothing new makes no revision', async () => {
  const { sfn, create } = await endpoint()
  const stateMachineArn = await create('m', passing)
  const update = (more: object) => sfn.send(new UpdateStateMachineCommand({ stateMachineArn, ...more }))
  expect((await update({ definition: passing })).revisionId).toBeUndefined()
  const { revisionId } = await update({ loggingConfiguration: { level: 'OFF', includeExecutionData: true } })
  expect(revisionId).toMatch(/^[\da-f-]{36}$/)
  expect((await update({ roleArn })).revisionId).toBe(revisionId)
  expect((await update({ tracingConfiguration: { enabled: true } })).revisionId).not.toBe(revisionId)
})

test('METADATA_ONLY leaves the definition out', async () => {
  const { sfn, create } = await endpoint()
  const stateMachineArn = await create('m', passing)
  const described = await sfn.send(
    new DescribeStateMachineCommand({ stateMachineArn, includedData: 'METADATA_ONLY' }),
  )
  expect(described).toMatchObject({ name: 'm', definition: '{}' })
})

test('machines are listed by name', async () => {
  const { sfn, create } = await endpoint()
  for (const name of ['b', 'a_1', 'a_10', 'B']) await create(name, passing)
  const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}))
  expect(stateMachines.map(({ name }) => name)).toEqual(['B', 'a_1', 'a_10', 'b'])
  expect(stateMachines[0]).toMatchObject({ stateMachineArn: arnOf.machine('B'), type: 'STANDARD' })
})

describe('deletion', () => {
  test('a machine is gone, and its name is free again', async () => {
    const { sfn, create, start } = await endpoint()
    const stateMachineArn = await create('m', passing)
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }))
    await expect(start(stateMachineArn)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' })
    expect((await sfn.send(new ListStateMachinesCommand({}))).stateMachines).toEqual([])
    await create('m', failing)
  })

  test('a machine whose executions run is there until the last of them ended', async () => {
    const { sfn, create, start } = await endpoint()
    await sfn.send(new CreateActivityCommand({ name: 'work' }))
    const stateMachineArn = await create('m', working)
    const stopped = await start(stateMachineArn, 'stopped')
    await sfn.send(new StopExecutionCommand({ executionArn: stopped }))
    const executionArn = await start(stateMachineArn, 'running')
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }))
    const describe = () => sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))
    expect(await describe()).toMatchObject({ status: 'DELETING' })
    expect((await sfn.send(new ListStateMachinesCommand({}))).stateMachines).toEqual([])
    const deleting = {
      name: 'StateMachineDeleting',
      message: `State Machine is being deleted: '${stateMachineArn}'`,
    }
    await expect(start(stateMachineArn)).rejects.toMatchObject(deleting)
    await expect(create('m', working)).rejects.toMatchObject(deleting)
    await expect(sfn.send(new UpdateStateMachineCommand({ stateMachineArn, roleArn }))).rejects.toMatchObject(
      deleting,
    )
    await expect(sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn }))).rejects.toMatchObject(
      deleting,
    )
    const reason = 'State machine is in DELETING status'
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn: stopped }))).toMatchObject({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: reason,
    })
    await expect(sfn.send(new RedriveExecutionCommand({ executionArn: stopped }))).rejects.toMatchObject({
      name: 'ExecutionNotRedrivable',
      message: reason,
    })
    await sfn.send(new StopExecutionCommand({ executionArn }))
    await expect(describe()).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' })
  })

  test('what is not there is deleted without a word', async () => {
    const { sfn } = await endpoint()
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn: arnOf.machine('never') }))
  })
})

test('a description names the variables that each state reads', async () => {
  const { sfn, create, start } = await endpoint()
  const stateMachineArn = await create(
    'm',
    machine({
      Set: { Type: 'Pass', Assign: { answer: 42 }, Next: 'Show' },
      Show: { Type: 'Pass', Parameters: { 'n.$': '$answer' }, End: true },
    }),
  )
  const variableReferences = { Show: ['answer'] }
  expect(await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
    variableReferences,
  })
  const executionArn = await start(stateMachineArn)
  expect(await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }))).toMatchObject({
    variableReferences,
  })
})
