import type { Instant, TaskToken } from '@/lib/asl'
import { assertNever } from '@/lib/assert-never'
import type { JsonObject } from '@/lib/json'
import {
  type Account,
  type Happening,
  operationOf,
  type PendingTask,
  surroundingsOf,
  viewOf,
  type World,
} from '@/lib/services'
import type { Act, Waiting, WaitingTask } from './interventions'
import type { Sandbox } from './sandbox'

type Activity = NonNullable<ReturnType<Account['activities']['get']>>

/** The name of the worker that takes an activity's tasks by hand. */
const WORKER = 'you'
/** Time that passes at once; ten years. */
const MOST_MS = 315_360_000_000

/**
 * Whoever answers tasks by hand: what the other side of a callback or an activity does through the API of Step
 * Functions, and the clock.
 */
export class OtherSide {
  /** How many acts of the exercise's clients are still to come, by token. */
  readonly #scripted = new Map<TaskToken, number>()

  constructor(
    private readonly account: Account,
    private readonly world: () => World,
  ) {}

  /** To be told of everything that is appointed, and of everything that happens. */
  heed(happening: Happening, by: 1 | -1): void {
    const what = happening.kind === 'InOtherAccount' ? happening.happening : happening
    if (what.kind !== 'CallbackActs') return
    const { taskToken } = what
    this.#scripted.set(taskToken, (this.#scripted.get(taskToken) ?? 0) + by)
  }

  /** Tasks that wait for an answer that nobody in the account is going to give. */
  get forgotten(): PendingTask[] {
    return [...this.account.pendingTasks.values()].filter(
      ({ status, taskToken, resource }) =>
        status === 'Waiting' &&
        (this.#scripted.get(taskToken) ?? 0) === 0 &&
        (this.#activityOf(resource)?.workers.size ?? 0) === 0,
    )
  }

  waitingAt(at: Instant, nextDueAt: Instant | undefined): Waiting {
    const views = viewOf(this.account).pendingTasks ?? []
    const tasks = views.flatMap((view): WaitingTask[] => {
      if (view.status !== 'Waiting') return []
      const activity = this.#activityOf(view.resource)
      const isTaken = activity !== undefined && !activity.waiting.includes(view.taskToken)
      return [{ ...view, kind: activity ? 'activity' : 'token', isTaken }]
    })
    return { at, tasks, ...(nextDueAt !== undefined && { nextDueAt }) }
  }

  /** Does it; a sentence in the service's words where that is refused. */
  async perform(act: Act, sandbox: Sandbox): Promise<string | undefined> {
    switch (act.act) {
      case 'NextDue':
        await sandbox.runNext()
        return undefined
      case 'PassTime':
        await sandbox.letPass(Math.min(MOST_MS, Math.max(0, act.ms)))
        return undefined
      case 'LetExpire':
        while (this.#isWaiting(act.taskToken) && (await sandbox.runNext())) {
          // Each turn lets one thing happen; the last of them is the time-out.
        }
        return this.#isWaiting(act.taskToken)
          ? 'This task has neither TimeoutSeconds nor HeartbeatSeconds: it waits for as long as the execution lives.'
          : undefined
      case 'TakeTask':
        return this.#take(act.taskToken)
      case 'Succeed':
        this.#take(act.taskToken)
        return this.#call('sendTaskSuccess', { taskToken: act.taskToken, output: JSON.stringify(act.output) })
      case 'Fail': {
        this.#take(act.taskToken)
        const { error, cause } = act
        const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) }
        return this.#call('sendTaskFailure', { taskToken: act.taskToken, ...failure })
      }
      case 'Heartbeat':
        return this.#call('sendTaskHeartbeat', { taskToken: act.taskToken })
      default:
        return assertNever(act)
    }
  }

  #isWaiting(taskToken: TaskToken): boolean {
    return this.account.pendingTasks.get(taskToken)?.status === 'Waiting'
  }

  #take(taskToken: TaskToken): string | undefined {
    const task = this.account.pendingTasks.get(taskToken)
    const waiting = this.#activityOf(task?.resource)?.waiting
    const place = waiting?.indexOf(taskToken) ?? -1
    if (!waiting || place < 0) return 'No task with this token waits in an activity.'
    waiting.splice(place, 1)
    const { agenda, at } = this.world()
    agenda.at(at, { kind: 'TaskStarted', taskToken, workerName: WORKER })
    return undefined
  }

  async #call(action: string, request: JsonObject): Promise<string | undefined> {
    const operation = operationOf('sfn', action)
    if (!operation) throw new Error(`Step Functions has no ${action}.`)
    const reply = await operation(request, surroundingsOf(this.account, this.world()))
    if (reply.ok) return undefined
    return 'error' in reply ? `${reply.error.code}: ${reply.error.message}` : reply.notSimulated
  }

  /** Resources of tasks that wait in an activity are its ARN. */
  #activityOf(resource: string | undefined): Activity | undefined {
    const name = resource?.split(':activity:')[1]
    return name === undefined ? undefined : this.account.activities.get(name)
  }
}
