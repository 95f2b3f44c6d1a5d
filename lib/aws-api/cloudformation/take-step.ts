import { isJsonObject } from '@/lib/json'
import type { Provisioned } from '@/lib/services'
import { operations } from '../operations'
import type { Call } from '../operations/operation'
import { Refused } from '../refused'
import type { SandboxSession } from '../sandbox'
import type { Step } from './step'

/**
 * Does one step. Answers why it cannot be done, in words for the stack's events; undefined when it is done. With
 * `isAgain`, somebody may have done it already, and then all is well.
 */
export async function takeStep(
  step: Step,
  sandbox: SandboxSession,
  call: Call,
  isAgain: boolean,
): Promise<string | undefined> {
  switch (step.on) {
    case 'account': {
      const [done = 'Done'] = await sandbox.provision([step.change])
      const { act, kind, name } = step.change
      return problemOf(done, act, `${kind} ${name}`, isAgain)
    }
    case 'states':
      return takeStatesStep(step, sandbox, call, isAgain)
    case 'logs': {
      const { act, group: name } = step
      const createdAt = await sandbox.now()
      const done = await sandbox.change(async (resources): Promise<Provisioned> => {
        const isThere = (await resources.logGroup(name)) !== undefined
        if (act === 'Remove') await resources.deleteLogGroup(name)
        else if (!isThere) await resources.saveLogGroup({ name, createdAt })
        return act === 'Make' && isThere ? 'Exists' : 'Done'
      })
      return problemOf(done, act, name, isAgain)
    }
    case 'policies': {
      const { act, arn, document } = step
      const done = await sandbox.change(async (resources): Promise<Provisioned> => {
        const isThere = (await resources.policies()).has(arn)
        if (act === 'Remove') await resources.deletePolicy(arn)
        else if (!isThere) await resources.savePolicy(arn, document)
        return act === 'Make' && isThere ? 'Exists' : 'Done'
      })
      return problemOf(done, act, arn, isAgain)
    }
  }
}

/** What is gone already need not be removed. */
function problemOf(
  done: Provisioned,
  act: 'Make' | 'Remove',
  what: string,
  isAgain: boolean,
): string | undefined {
  if (done === 'Exists') return isAgain ? undefined : `${what} already exists`
  if (done === 'NotEmpty') return 'The bucket you tried to delete is not empty'
  return done === 'Missing' && act === 'Make' ? `${what} does not exist` : undefined
}

async function takeStatesStep(
  { operation: name, name: resource, request }: Extract<Step, { on: 'states' }>,
  sandbox: SandboxSession,
  call: Call,
  isAgain: boolean,
): Promise<string | undefined> {
  const { resources } = sandbox
  const isThere =
    name === 'CreateStateMachine'
      ? (await resources.machine(resource))?.status === 'ACTIVE'
      : name === 'CreateActivity' && (await resources.activity(resource)) !== undefined
  // These operations are idempotent; a stack has what it makes for itself.
  if (isThere && !isAgain) return `${resource} already exists`
  try {
    await operations.get(name)?.(sandbox, request, { ...call, operation: name })
    return undefined
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown
    const { definition: _, ...rest } = isJsonObject(request) ? request : {}
    return `${thrown.message} (Service: Sfn, Status Code: 400, Error Code: ${thrown.code}, Resource: ${String(rest.name ?? resource)})`
  }
}
