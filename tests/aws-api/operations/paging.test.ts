import {
  GetExecutionHistoryCommand,
  ListActivitiesCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  paginateListStateMachines,
} from '@aws-sdk/client-sfn'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endpoint, machines } from './endpoint'

const DAY = 86_400_000

async function withThree() {
  const door = await endpoint()
  for (const name of ['a', 'b', 'c']) await door.create(name, machines.passing)
  const list = (more: object) => door.sfn.send(new ListStateMachinesCommand(more))
  return { ...door, list }
}

test("the client's own paginator finds everything once", async () => {
  const { sfn } = await withThree()
  const names: (string | undefined)[] = []
  for await (const { stateMachines = [] } of paginateListStateMachines({ client: sfn, pageSize: 2 }, {})) {
    names.push(...stateMachines.map(({ name }) => name))
  }
  expect(names).toEqual(['a', 'b', 'c'])
})

test('a maxResults of 0 asks for the default', async () => {
  const { list } = await withThree()
  expect((await list({ maxResults: 0 })).stateMachines).toHaveLength(3)
})

describe('a token', () => {
  const invalid = { name: 'InvalidToken', message: "Invalid Token: 'Invalid token'" }

  test('is good for a day', async () => {
    const { list, later } = await withThree()
    const { nextToken } = await list({ maxResults: 2 })
    later(DAY - 1000)
    expect((await list({ maxResults: 2, nextToken })).stateMachines).toHaveLength(1)
    later(2000)
    await expect(list({ maxResults: 2, nextToken })).rejects.toMatchObject(invalid)
  })

  test('is of one operation and its arguments', async () => {
    const { sfn, list, start, create } = await withThree()
    const { nextToken } = await list({ maxResults: 2 })
    await expect(sfn.send(new ListActivitiesCommand({ nextToken }))).rejects.toMatchObject(invalid)

    const stateMachineArn = await create('d', machines.passing)
    const [one, two] = [await start(stateMachineArn, 'one'), await start(stateMachineArn, 'two')]
    const history = (more: object) =>
      sfn.send(new GetExecutionHistoryCommand({ executionArn: one, maxResults: 1, ...more }))
    const ofOne = (await history({})).nextToken
    expect((await history({ nextToken: ofOne })).events?.[0]?.id).toBe(2)
    await expect(history({ nextToken: ofOne, executionArn: two })).rejects.toMatchObject(invalid)
    await expect(history({ nextToken: ofOne, reverseOrder: true })).rejects.toMatchObject(invalid)

    const executions = (more: object) =>
      sfn.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1, ...more }))
    const ofAll = (await executions({})).nextToken
    await expect(executions({ nextToken: ofAll, statusFilter: 'FAILED' })).rejects.toMatchObject(invalid)
  })

  test('that nobody gave out is refused', async () => {
    const { list } = await withThree()
    const { nextToken = '' } = await list({ maxResults: 2 })
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ minLength: 1, maxLength: 1024 }),
          fc.base64String({ minLength: 4, maxLength: 1024 }),
          fc.nat(nextToken.length - 1).map((at) => nextToken.slice(0, at) + nextToken.slice(at + 1)),
        ),
        async (token) => {
          fc.pre(token !== '')
          await expect(list({ maxResults: 2, nextToken: token })).rejects.toMatchObject(invalid)
        },
      ),
      { numRuns: 50 },
    )
  })
})
