import { expect, test } from 'vitest'
import { inMemorySandbox } from '../support/in-memory-sandbox'

const revision = {
  revisionId: 'r-1',
  number: 1,
  createdAt: 0,
  roleArn: 'arn:aws:iam::111122223333:role/any',
  definition: JSON.stringify({
    StartAt: 'Sleep',
    States: {
      Sleep: { Type: 'Wait', Seconds: 60, Next: 'Ask' },
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:us-east-1:111122223333:activity:work',
        TimeoutSeconds: 100,
        End: true,
      },
    },
  }),
}

test('time jumps to a task, and waits there for the worker', async () => {
  const sandbox = await inMemorySandbox()
  const startedAt = await sandbox.now()
  await sandbox.change((resources) => resources.saveActivity({ name: 'work', createdAt: startedAt }))
  const machine = { name: 'm', type: 'STANDARD' as const }
  const started = await sandbox.startExecution({ machine, revision, name: 'one', input: '{"a":1}' })
  if (started.kind !== 'Started') throw new Error(started.kind)
  expect(await sandbox.now()).toBe(startedAt + 60_000)
  const task = await sandbox.takeActivityTask('work', {})
  if (task === 'TooManyWorkers') throw new Error(task)
  expect(task?.input).toEqual({ a: 1 })
  expect(await sandbox.answerTask(task?.taskToken ?? '', { kind: 'Success', output: [1] })).toBe('Accepted')
  expect(await sandbox.answerTask(task?.taskToken ?? '', { kind: 'Heartbeat' })).toBe('TimedOut')
  expect(await sandbox.execution(started.executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '[1]' })
  const page = await sandbox.history(started.executionArn, { limit: 2, isReversed: true })
  expect(page.items.map(({ type }) => type)).toEqual(['ExecutionSucceeded', 'TaskStateExited'])
  expect(page.next).toBe('2')
})
