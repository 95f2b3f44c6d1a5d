import type { Instant, ScheduledTask, TaskToken } from '@/lib/asl'
import { isJsonObject } from '@/lib/json'
import type { Account, Answer, Happening } from '@/lib/services'
import type { KeptTask } from './turn-data'

/** The tasks of a turn that somebody still has to answer, and what became of them. */
export class OpenTasks {
  readonly #tasks = new Map<TaskToken, KeptTask>()
  readonly #changed = new Set<TaskToken>()
  /** Closed without having been loaded. */
  readonly #closed = new Set<TaskToken>()
  readonly #account: Account
  #outside: number

  constructor(outside: number, account: Account, kept: readonly KeptTask[]) {
    this.#outside = outside
    this.#account = account
    for (const task of kept) {
      this.#tasks.set(task.taskToken, task)
      if (task.pending) account.pendingTasks.set(task.taskToken, task.pending)
    }
  }

  /** How many wait for somebody whom the account does not know. */
  get outside(): number {
    return this.#outside
  }

  get(taskToken: TaskToken): KeptTask | undefined {
    return this.#tasks.get(taskToken)
  }

  /** A service was asked to do the task; it is kept when its end is not part of the answer. */
  scheduled(
    { taskToken, resource }: ScheduledTask,
    executionArn: string,
    answer: Answer,
    later: readonly Happening[],
  ): void {
    if (answer.kind === 'Succeeded' || answer.kind === 'Failed') return
    const isPattern = resource.kind === 'Integration' && resource.pattern === 'waitForTaskToken'
    const activity = resource.kind === 'Activity' ? (resource.activityArn.split(':')[6] ?? '') : undefined
    const isScripted = later.some((one) => one.kind === 'CallbackActs' && one.taskToken === taskToken)
    const hasWorkers =
      activity !== undefined && (this.#account.activities.get(activity)?.workers.size ?? 0) > 0
    // A call that hangs, on order, is nobody's to answer.
    const isOutside = activity === undefined ? isPattern && !isScripted : !hasWorkers
    const pending = this.#account.pendingTasks.get(taskToken)
    const awaits = awaitedExecution(answer)
    this.#tasks.set(taskToken, {
      taskToken,
      executionArn,
      ...(activity !== undefined && { activity }),
      waitsFor: isOutside && answer.kind !== undefined ? 'Outside' : 'Inside',
      ...(pending && { pending }),
      ...(awaits !== undefined && { awaits }),
    })
    this.#changed.add(taskToken)
    if (isOutside) this.#outside += 1
  }

  beat(taskToken: TaskToken): void {
    const pending = this.#tasks.get(taskToken)?.pending
    if (pending) pending.heartbeats += 1
  }

  answered(taskToken: TaskToken, status: 'Succeeded' | 'Failed', at: Instant): void {
    const pending = this.#tasks.get(taskToken)?.pending
    if (pending) {
      pending.status = status
      pending.closedAt = at
    }
    this.close(taskToken)
  }

  /** Nobody has to answer it any more. */
  close(taskToken: TaskToken): void {
    const task = this.#tasks.get(taskToken)
    if (!task) this.#closed.add(taskToken)
    if (!task || task.waitsFor === 'Nobody') return
    if (task.waitsFor === 'Outside') this.#outside -= 1
    task.waitsFor = 'Nobody'
    this.#changed.add(taskToken)
  }

  closeOf(executionArn: string): void {
    for (const task of this.#tasks.values())
      if (task.executionArn === executionArn) this.close(task.taskToken)
  }

  /** The first task that waits in the activity; from here on it is the worker's. */
  takeFrom(activity: string): KeptTask | undefined {
    const waiting = this.#account.activities.get(activity)?.waiting ?? []
    for (let token = waiting.shift(); token !== undefined; token = waiting.shift()) {
      const task = this.#tasks.get(token)
      if (task?.pending?.status === 'Waiting' && task.waitsFor !== 'Nobody') {
        delete task.activity
        this.#changed.add(token)
        return task
      }
    }
    return undefined
  }

  /**
   * Forgets those at the head of an activity's queue that nobody waits for any more: of the tasks that do wait
   * there, the first ones are loaded.
   */
  dropStale(activity: string): void {
    const waiting = this.#account.activities.get(activity)?.waiting
    if (!waiting) return
    const first = waiting.findIndex((token) => this.#isOpen(token))
    waiting.splice(0, first < 0 ? waiting.length : first)
  }

  /** Whether all that wait in the activity are loaded. */
  knowsAllOf(activity: string): boolean {
    return (this.#account.activities.get(activity)?.waiting ?? []).every((token) => this.#tasks.has(token))
  }

  /** What has to be stored. */
  changes(): { kept: readonly KeptTask[]; closed: readonly TaskToken[] } {
    for (const [token, { pending }] of this.#tasks) {
      // Services change what they have of it in place.
      if (pending && pending.status !== 'Waiting') this.close(token)
    }
    const kept = [...this.#changed].flatMap((token) => this.#tasks.get(token) ?? [])
    return { kept, closed: [...this.#closed] }
  }

  #isOpen(token: TaskToken): boolean {
    const task = this.#tasks.get(token)
    return task !== undefined && task.waitsFor !== 'Nobody' && task.pending?.status === 'Waiting'
  }
}

/** The execution that a task with `.sync` has started and waits for. */
function awaitedExecution(answer: Answer): string | undefined {
  if (answer.kind !== 'Submitted' || !isJsonObject(answer.output)) return undefined
  const { ExecutionArn } = answer.output
  return typeof ExecutionArn === 'string' ? ExecutionArn : undefined
}
