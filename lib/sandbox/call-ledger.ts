import type { Instant, ScheduledTask } from '@/lib/asl'
import type { Answer } from '@/lib/services'
import type { Run, ServiceCall } from './run'

/** The calls that a run's tasks made to services, and the end of our patience with them. */
export class CallLedger {
  readonly #calls: ServiceCall[] = []
  #invocations = 0

  constructor(private readonly limits: { invocations: number; calls: number }) {}

  record(task: ScheduledTask, at: Instant, answer: Answer): void {
    const { resource, resourceArn, stateName, payload } = task
    const isLambda =
      resource.kind === 'LambdaFunction' || (resource.kind === 'Integration' && resource.service === 'lambda')
    if (isLambda) this.#invocations += 1
    this.#calls.push({
      resource:
        resource.kind === 'Integration' ? `${resource.resourceType}:${resource.resource}` : resourceArn,
      stateName,
      at,
      payload,
      outcome: outcomeOf(answer),
    })
  }

  /** Set once a limit is passed. */
  get stoppedBy(): Run['stoppedBy'] {
    if (this.#invocations > this.limits.invocations) {
      const message = `The run was ended after ${this.limits.invocations} invocations of Lambda functions; the sandbox allows no more in one execution.`
      return { limit: 'steps', message }
    }
    if (this.#calls.length > this.limits.calls) {
      const message = `The run was ended after ${this.limits.calls} calls of services; the sandbox allows no more in one execution.`
      return { limit: 'steps', message }
    }
    return undefined
  }

  all(): readonly ServiceCall[] {
    return this.#calls
  }
}

function outcomeOf(answer: Answer): ServiceCall['outcome'] {
  switch (answer.kind) {
    case 'Succeeded':
    case 'Submitted':
      return { kind: answer.kind, output: answer.output }
    case 'Failed':
      return { kind: 'Failed', failure: answer.failure }
    case 'Queued':
      return { kind: 'Queued' }
  }
}
