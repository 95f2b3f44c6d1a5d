import { readFileSync } from 'node:fs'
import path from 'node:path'
import { CreateStackCommand, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { describe, expect, test } from 'vitest'
import type { SandboxSession } from '@/lib/aws-api'
import { awsClients } from '../support/aws-clients'
import { inMemorySandbox } from '../support/in-memory-sandbox'

const TemplateBody = readFileSync(path.resolve(import.meta.dirname, '../../docs/shop.yaml'), 'utf8')
const StackName = 'shop'
const create = new CreateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_NAMED_IAM'] })
const remove = new DeleteStackCommand({ StackName })

/**
 * A process that dies with its `fatal`th change of the account, counted from 0: before the change is made, or after it is
 * and before anybody knows. Nothing of it goes on, as nothing does after `kill -9`.
 */
function mortal(sandbox: SandboxSession, fatal: number, moment: 'before' | 'after') {
  let changes = 0
  let die = () => {}
  const died = new Promise<void>((resolve) => {
    die = resolve
  })
  const never = new Promise<never>(() => {})
  const changing =
    <Given extends unknown[], Made>(change: (...given: Given) => Promise<Made>) =>
    async (...given: Given): Promise<Made> => {
      const number = changes++
      if (number > fatal) return never
      if (number < fatal) return change(...given)
      if (moment === 'after') await change(...given)
      die()
      return never
    }
  const session = new Proxy(sandbox, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      const bound = value.bind(target)
      return name === 'provision' || name === 'change' ? changing(bound) : bound
    },
  })
  return { session, died, changes: () => changes }
}

/** How many changes of the account it takes. */
async function changesOf(command: typeof create | typeof remove): Promise<number> {
  const sandbox = await inMemorySandbox()
  if (command === remove) await awsClients(sandbox).cloudformation.send(create)
  const { session, changes } = mortal(sandbox, Number.MAX_SAFE_INTEGER, 'before')
  await sent(session, command)
  return changes()
}

function sent(session: SandboxSession, command: typeof create | typeof remove): Promise<unknown> {
  const { cloudformation } = awsClients(session)
  return command === create ? cloudformation.send(create) : cloudformation.send(remove)
}

/** Whoever asks once the dead one's claim on the stack is over, goes on with it. */
function laterClient(sandbox: SandboxSession) {
  return awsClients(sandbox, () => Date.now() + 31_000).cloudformation
}

describe('a process that dies while it', () => {
  test('makes a stack leaves it to the next one that is asked about it', async () => {
    const changes = await changesOf(create)
    expect(changes).toBeGreaterThan(5)
    // The first change keeps the stack itself; without it there is none to go on with.
    for (let fatal = 1; fatal < changes; fatal++) {
      for (const moment of ['before', 'after'] as const) {
        const sandbox = await inMemorySandbox()
        const { session, died } = mortal(sandbox, fatal, moment)
        void sent(session, create)
        await died
        const { Stacks: [stack] = [] } = await laterClient(sandbox).send(
          new DescribeStacksCommand({ StackName }),
        )
        expect([fatal, moment, stack?.StackStatus]).toEqual([fatal, moment, 'CREATE_COMPLETE'])
        expect(stack?.Outputs?.length).toBe(4)
        expect((await sandbox.resources.machines({ limit: 10 })).items).toHaveLength(1)
      }
    }
  })

  test('removes a stack leaves nothing that the next one does not remove', async () => {
    const changes = await changesOf(remove)
    expect(changes).toBeGreaterThan(5)
    for (let fatal = 1; fatal < changes; fatal++) {
      for (const moment of ['before', 'after'] as const) {
        const sandbox = await inMemorySandbox()
        await awsClients(sandbox).cloudformation.send(create)
        const { session, died } = mortal(sandbox, fatal, moment)
        void sent(session, remove)
        await died
        const asked = laterClient(sandbox).send(new DescribeStacksCommand({ StackName }))
        const answer = await asked.then(
          ({ Stacks: [stack] = [] }) => stack?.StackStatus,
          (error: Error) => error.message,
        )
        expect(['DELETE_COMPLETE', `Stack with id ${StackName} does not exist`]).toContain(answer)
        expect((await sandbox.resources.machines({ limit: 10 })).items).toEqual([])
        expect((await sandbox.resources.activities({ limit: 10 })).items).toEqual([])
        expect(await sandbox.resources.stack(StackName)).toBeUndefined()
      }
    }
  })
})
