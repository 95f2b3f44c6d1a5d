import type { Call } from '../operations/operation'
import type { SandboxSession } from '../sandbox'
import { type Plan, type Planned, planOf } from './plan'
import { isUnderWay, type Stack, type StackEvent, type StackResource } from './stack'
import { takeStep } from './take-step'

/** Nobody else goes on with a stack for so long after somebody has begun. */
const CLAIM_MS = 30_000

/**
 * Makes what a stack has to make, or removes it, and keeps how that ended. A process that dies in the middle of it
 * leaves the stack in progress; the next one that is asked about it goes on from there.
 */
export async function goOnWith(stackId: string, sandbox: SandboxSession, call: Call): Promise<void> {
  const claimed = await claim(stackId, sandbox, call)
  if (!claimed) return
  const policies = await sandbox.resources.policies()
  const plan = await planOf(claimed.stack, { ...sandbox, policies })
  const work = new Work(claimed.stack, plan, sandbox, call, claimed.isAgain)
  const done = claimed.stack.status === 'DELETE_IN_PROGRESS' ? await work.remove() : await work.make()
  await sandbox.change((resources) => resources.saveStack(done))
}

async function claim(
  stackId: string,
  sandbox: SandboxSession,
  { receivedAt }: Call,
): Promise<{ stack: Stack; isAgain: boolean } | undefined> {
  return sandbox.change(async (resources) => {
    const stack = await resources.stack(stackId)
    if (!stack || !isUnderWay(stack) || (stack.workUntil ?? 0) > receivedAt) return undefined
    await resources.saveStack({ ...stack, workUntil: receivedAt + CLAIM_MS })
    return { stack, isAgain: stack.workUntil !== undefined }
  })
}

class Work {
  #stack: Stack
  readonly #resources = new Map<string, StackResource>()

  constructor(
    stack: Stack,
    private readonly plan: Plan,
    private readonly sandbox: SandboxSession,
    private readonly call: Call,
    private readonly isAgain: boolean,
  ) {
    const { workUntil: _, ...rest } = stack
    this.#stack = rest
    for (const one of stack.resources) this.#resources.set(one.logicalId, one)
  }

  async make(): Promise<Stack> {
    for (const planned of this.plan.resources) {
      const problem = await this.#make(planned)
      if (problem === undefined) continue
      return this.#failed(planned.logicalId)
    }
    this.#stack = { ...this.#stack, outputs: this.plan.outputs }
    return this.#become('CREATE_COMPLETE')
  }

  async remove(): Promise<Stack> {
    const failed = await this.#removeAll()
    if (failed.length > 0) {
      return this.#become(
        'DELETE_FAILED',
        `The following resource(s) failed to delete: [${failed.join(', ')}]. `,
      )
    }
    this.#stack = { ...this.#stack, deletedAt: await this.sandbox.now() }
    return this.#become('DELETE_COMPLETE')
  }

  async #failed(logicalId: string): Promise<Stack> {
    const why = `The following resource(s) failed to create: [${logicalId}]. `
    switch (this.#stack.onFailure) {
      case 'DO_NOTHING':
        return this.#become('CREATE_FAILED', why)
      case 'DELETE':
        await this.#become('DELETE_IN_PROGRESS', `${why}Delete requested by user.`)
        return this.remove()
      case 'ROLLBACK': {
        await this.#become('ROLLBACK_IN_PROGRESS', `${why}Rollback requested by user.`)
        const failed = await this.#removeAll()
        if (failed.length === 0) return this.#become('ROLLBACK_COMPLETE')
        return this.#become(
          'ROLLBACK_FAILED',
          `The following resource(s) failed to delete: [${failed.join(', ')}]. `,
        )
      }
    }
  }

  async #make(planned: Planned): Promise<string | undefined> {
    const { logicalId, made } = planned
    if (this.#resources.get(logicalId)?.status === 'CREATE_COMPLETE') return undefined
    await this.#note(planned, 'CREATE_IN_PROGRESS')
    if (!made.ok) {
      await this.#note(planned, 'CREATE_FAILED', made.problem)
      return made.problem
    }
    await this.#note(planned, 'CREATE_IN_PROGRESS', 'Resource creation Initiated')
    for (const [done, step] of made.blueprint.make.entries()) {
      const problem = await takeStep(step, this.sandbox, this.call, this.isAgain)
      if (problem === undefined) continue
      // What stood there before is not this stack's to remove.
      for (const back of done === 0 ? [] : made.blueprint.unmake)
        await takeStep(back, this.sandbox, this.call, true)
      await this.#note(planned, 'CREATE_FAILED', problem)
      return problem
    }
    await this.#note(planned, 'CREATE_COMPLETE')
    return undefined
  }

  /** What was made, the latest first. Answers what could not be removed. */
  async #removeAll(): Promise<readonly string[]> {
    const failed: string[] = []
    for (const planned of [...this.plan.resources].reverse()) {
      const { logicalId, made, isRetained } = planned
      const { status } = this.#resources.get(logicalId) ?? {}
      const isThere = status === 'CREATE_COMPLETE' || status === 'DELETE_FAILED'
      if (!isThere) continue
      if (isRetained && this.#stack.status === 'DELETE_IN_PROGRESS') {
        await this.#note(planned, 'DELETE_SKIPPED')
        continue
      }
      await this.#note(planned, 'DELETE_IN_PROGRESS')
      // It was made, and now nobody knows how: a policy that it names may be gone.
      let problem = made.ok ? undefined : made.problem
      for (const step of made.ok ? made.blueprint.unmake : []) {
        problem ??= await takeStep(step, this.sandbox, this.call, true)
      }
      await this.#note(planned, problem === undefined ? 'DELETE_COMPLETE' : 'DELETE_FAILED', problem)
      if (problem !== undefined) failed.push(logicalId)
    }
    return failed
  }

  async #become(status: Stack['status'], reason?: string): Promise<Stack> {
    const { statusReason: _, ...rest } = this.#stack
    this.#stack = {
      ...rest,
      status,
      ...(reason !== undefined && { statusReason: reason }),
      resources: [...this.#resources.values()],
      events: [...rest.events, eventOfStack({ ...rest, status }, await this.sandbox.now(), reason)],
    }
    return this.#stack
  }

  async #note(
    { logicalId, type, made, properties }: Planned,
    status: StackResource['status'],
    reason?: string,
  ): Promise<void> {
    const at = await this.sandbox.now()
    const isBegun = status !== 'CREATE_IN_PROGRESS' || reason !== undefined
    const physicalId = made.ok && isBegun ? made.blueprint.ref : undefined
    const said = reason !== undefined && { reason }
    this.#resources.set(logicalId, {
      logicalId,
      type,
      status,
      at,
      ...(physicalId !== undefined && { physicalId }),
      ...said,
    })
    const event: StackEvent = {
      eventId: `${logicalId}-${status}-${crypto.randomUUID()}`,
      logicalId,
      physicalId: physicalId ?? '',
      type,
      status,
      at,
      ...said,
      ...(status === 'CREATE_FAILED' && { properties }),
    }
    this.#stack = { ...this.#stack, events: [...this.#stack.events, event] }
  }
}

export function eventOfStack(
  { name, stackId, status }: Pick<Stack, 'name' | 'stackId' | 'status'>,
  at: number,
  reason?: string,
): StackEvent {
  return {
    eventId: crypto.randomUUID(),
    logicalId: name,
    physicalId: stackId,
    type: 'AWS::CloudFormation::Stack',
    status,
    at,
    ...(reason !== undefined && { reason }),
  }
}
