import {
  CreateStateMachineAliasCommand,
  DeleteStateMachineAliasCommand,
  DeleteStateMachineVersionCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  ListStateMachineAliasesCommand,
  ListStateMachineVersionsCommand,
  PublishStateMachineVersionCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { route } from '@/lib/aws-api/operations/started'
import { arnOf, endpoint, machine, machines } from './endpoint'

/** A machine with two versions that answer by their number. */
async function twoVersions() {
  const door = await endpoint()
  const answering = (answer: number) => machine({ A: { Type: 'Pass', Result: answer, End: true } })
  const stateMachineArn = await door.create('m', answering(1), { publish: true, versionDescription: 'one' })
  await door.sfn.send(
    new UpdateStateMachineCommand({
      stateMachineArn,
      definition: answering(2),
      publish: true,
      versionDescription: 'two',
    }),
  )
  const route = (version: number, weight: number) => ({
    stateMachineVersionArn: arnOf.machine('m', version),
    weight,
  })
  const alias = (name: string, ...routes: ReturnType<typeof route>[]) =>
    door.sfn.send(new CreateStateMachineAliasCommand({ name, routingConfiguration: routes }))
  return { ...door, stateMachineArn, route, alias }
}

test('versions are described as they were, and listed newest first', async () => {
  const { sfn, stateMachineArn } = await twoVersions()
  const describe = (arn: string) => sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }))
  expect(await describe(arnOf.machine('m', 1))).toMatchObject({
    stateMachineArn: arnOf.machine('m', 1),
    name: 'm',
    description: 'one',
    definition: expect.stringContaining('"Result":1'),
  })
  const { stateMachineVersions = [] } = await sfn.send(
    new ListStateMachineVersionsCommand({ stateMachineArn }),
  )
  expect(stateMachineVersions.map((version) => version.stateMachineVersionArn)).toEqual([
    arnOf.machine('m', 2),
    arnOf.machine('m', 1),
  ])
})

test('a revision is published once; numbers are never used again', async () => {
  const { sfn, create } = await endpoint()
  const stateMachineArn = await create('m', machines.passing)
  const publish = async (more: object = {}) =>
    (await sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn, ...more })))
      .stateMachineVersionArn
  expect(await publish({ revisionId: 'INITIAL' })).toBe(arnOf.machine('m', 1))
  expect(await publish({ description: 'again' })).toBe(arnOf.machine('m', 1))
  await sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: arnOf.machine('m', 1) }))
  expect(await publish()).toBe(arnOf.machine('m', 2))
  const { revisionId } = await sfn.send(
    new UpdateStateMachineCommand({ stateMachineArn, definition: machines.failing }),
  )
  await expect(publish({ revisionId: 'INITIAL' })).rejects.toMatchObject({
    name: 'ConflictException',
    message: `Failed to publish the State Machine version for revision INITIAL. The current State Machine revision is ${revisionId}.`,
  })
  expect(await publish({ revisionId })).toBe(arnOf.machine('m', 3))
})

test('an update can publish alone', async () => {
  const { sfn, create } = await endpoint()
  const stateMachineArn = await create('m', machines.passing)
  const updated = await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, publish: true }))
  expect(updated).toMatchObject({ stateMachineVersionArn: arnOf.machine('m', 1) })
  expect(updated.revisionId).toBeUndefined()
})

test('an execution of a version or alias says which', async () => {
  const { sfn, alias, route, start, stateMachineArn } = await twoVersions()
  await alias('PROD', route(1, 100))
  const ofVersion = await start(arnOf.machine('m', 2), 'v')
  const ofAlias = await start(arnOf.machine('m', 'PROD'), 'a')
  const plain = await start(stateMachineArn, 'p')
  const describe = async (executionArn: string) => sfn.send(new DescribeExecutionCommand({ executionArn }))
  expect(await describe(ofVersion)).toMatchObject({
    output: '2',
    stateMachineArn,
    stateMachineVersionArn: arnOf.machine('m', 2),
  })
  expect(await describe(ofAlias)).toMatchObject({
    output: '1',
    stateMachineVersionArn: arnOf.machine('m', 1),
    stateMachineAliasArn: arnOf.machine('m', 'PROD'),
  })
  expect((await describe(plain)).stateMachineVersionArn).toBeUndefined()
  const list = async (arn: string) =>
    (await sfn.send(new ListExecutionsCommand({ stateMachineArn: arn }))).executions?.map(({ name }) => name)
  expect(await list(stateMachineArn)).toEqual(['p', 'a', 'v'])
  expect(await list(arnOf.machine('m', 2))).toEqual(['v'])
  expect(await list(arnOf.machine('m', 1))).toEqual(['a'])
  expect(await list(arnOf.machine('m', 'PROD'))).toEqual(['a'])
})

test('an alias divides executions by its weights', async () => {
  const { sfn, alias, route, start } = await twoVersions()
  await alias('CANARY', route(1, 90), route(2, 10))
  const outputOf = async (name: string) => {
    const executionArn = await start(arnOf.machine('m', 'CANARY'), name)
    return (await sfn.send(new DescribeExecutionCommand({ executionArn }))).output
  }
  const outputs = await Promise.all(Array.from({ length: 40 }, (_, index) => outputOf(`n-${index}`)))
  // Drawn from the names, so always the same.
  const second = outputs.filter((output) => output === '2').length
  expect(second).toBeGreaterThan(1)
  expect(second).toBeLessThan(10)
})

test('the same name goes the same way, and all names together as the weights say', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), fc.string(), (weight, name) => {
      const alias = {
        name: 'A',
        routes: [
          { version: 1, weight },
          { version: 2, weight: 100 - weight },
        ],
        createdAt: 0,
        updatedAt: 0,
      }
      const way = route(alias, 'arn', name)
      expect(route(alias, 'arn', name)).toBe(way)
      if (weight === 100) expect(way).toBe(1)
      if (weight === 0) expect(way).toBe(2)
    }),
  )
})

test('an alias is created once, described, updated, listed and deleted', async () => {
  const { sfn, alias, route, stateMachineArn } = await twoVersions()
  const made = await alias('PROD', route(1, 100))
  expect(made.stateMachineAliasArn).toBe(arnOf.machine('m', 'PROD'))
  expect(await alias('PROD', route(1, 100))).toMatchObject({ creationDate: made.creationDate })
  await expect(alias('PROD', route(2, 100))).rejects.toMatchObject({
    name: 'ConflictException',
    message:
      'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
  })
  const stateMachineAliasArn = arnOf.machine('m', 'PROD')
  await sfn.send(
    new UpdateStateMachineAliasCommand({
      stateMachineAliasArn,
      description: 'half and half',
      routingConfiguration: [route(1, 50), route(2, 50)],
    }),
  )
  expect(await sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }))).toMatchObject({
    stateMachineAliasArn,
    name: 'PROD',
    description: 'half and half',
    routingConfiguration: [route(1, 50), route(2, 50)],
    creationDate: made.creationDate,
  })
  await alias('TEST', route(2, 100))
  const list = async (arn: string) =>
    (await sfn.send(new ListStateMachineAliasesCommand({ stateMachineArn: arn }))).stateMachineAliases?.map(
      (one) => one.stateMachineAliasArn,
    )
  expect(await list(stateMachineArn)).toEqual([arnOf.machine('m', 'PROD'), arnOf.machine('m', 'TEST')])
  expect(await list(arnOf.machine('m', 1))).toEqual([arnOf.machine('m', 'PROD')])
  await expect(
    sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: arnOf.machine('m', 2) })),
  ).rejects.toMatchObject({
    name: 'ConflictException',
    message:
      'Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [PROD, TEST]',
  })
  await sfn.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn }))
  await sfn.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn }))
  expect(await list(stateMachineArn)).toEqual([arnOf.machine('m', 'TEST')])
})
