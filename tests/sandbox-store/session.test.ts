import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExecutionStart, SandboxSession } from '@/lib/aws-api'
import { closeSandboxes, newSandbox, sandboxSession, watchSandboxes } from '@/lib/sandbox-store/server'
import { account, invoke, states } from '../sandbox/run'
import { someLearner, withThrowAwayDatabase } from '../support/throw-away-database'

withThrowAwayDatabase()
beforeAll(watchSandboxes)
afterAll(closeSandboxes)

async function sandbox(clock: 'virtual' | 'wall' = 'virtual'): Promise<SandboxSession> {
  return sandboxSession(await newSandbox((await someLearner()).id, { clock, setup: account }))
}

/** What a client would ask to start, of a machine that is stored first. */
async function startOf(
  session: SandboxSession,
  definition: object,
  more: Partial<ExecutionStart> & { type?: 'STANDARD' | 'EXPRESS' } = {},
): Promise<ExecutionStart> {
  const { type = 'STANDARD', ...rest } = more
  const at = await session.now()
  const revision = {
    revisionId: `r ${Math.random()}`,
    number: 1,
    createdAt: at,
    definition: JSON.stringify(definition),
    roleArn: 'arn:aws:iam::111122223333:role/any',
  }
  const machine = { name: 'm', type }
  await session.change((resources) =>
    resources.saveMachine({
      ...machine,
      status: 'ACTIVE',
      createdAt: at,
      updatedAt: at,
      latestVersion: 0,
      revision,
    }),
  )
  return { machine, revision, name: 'e', input: '{"orderId":"o-1"}', ...rest }
}

async function started(session: SandboxSession, start: ExecutionStart): Promise<string> {
  const answer = await session.startExecution(start)
  if (answer.kind !== 'Started') throw new Error(answer.kind)
  return answer.executionArn
}

const priced = states({
  Sleep: { Type: 'Wait', Seconds: 86_400, Next: 'Price' },
  Price: invoke('price', { End: true }),
})

describe('an execution', () => {
  test('runs to its end on the virtual clock, with its history', async () => {
    const session = await sandbox()
    const arn = await started(session, await startOf(session, priced))
    const execution = await session.execution(arn)
    expect(execution).toMatchObject({
      status: 'SUCCEEDED',
      input: '{"orderId":"o-1"}',
      output: '{"total":0}',
      redrive: { status: 'NOT_REDRIVABLE', reason: 'Execution is SUCCEEDED and cannot be redriven' },
    })
    expect((execution?.stopDate ?? 0) - (execution?.startDate ?? 0)).toBeGreaterThanOrEqual(86_400_000)
    const history = await session.history(arn, { limit: 3, isReversed: false })
    expect(history.items.map(({ id, type }) => [id, type])).toEqual([
      [1, 'ExecutionStarted'],
      [2, 'WaitStateEntered'],
      [3, 'WaitStateExited'],
    ])
    const rest = await session.history(arn, { limit: 100, after: history.next ?? '', isReversed: false })
    expect(rest.items.map(({ id }) => id)).toEqual([4, 5, 6, 7, 8, 9])
    expect(rest.next).toBeUndefined()
    const reversed = await session.history(arn, { limit: 2, isReversed: true })
    expect(reversed.items.map(({ id }) => id)).toEqual([9, 8])
  })
})

describe('an activity', () => {
  test('has a thousand workers polling at once, and no more', async () => {
    const session = await sandbox()
    const createdAt = await session.now()
    await session.change((resources) => resources.saveActivity({ name: 'work', createdAt }))
    const ask = () => session.takeActivityTask('work', { waitMs: 0 })
    const answers = await Promise.all(Array.from({ length: 1_003 }, ask))
    expect(answers.filter((answer) => answer === 'TooManyWorkers')).toHaveLength(3)
    expect(await ask()).toBeUndefined()
  })
})
