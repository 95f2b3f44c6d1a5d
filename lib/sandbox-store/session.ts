import { setTimeout as sleep } from 'node:timers/promises'
import type { Failure, Instant, MapRunChanges, TaskRequest, TaskToken, WorkAnswer } from '@/lib/asl'
import type {
  CallbackAnswer,
  ChangeableResources,
  ExecutionQuery,
  ExecutionRecord,
  ExecutionStart,
  ExecutionStarted,
  ExpressResult,
  ExpressStarted,
  LoggedExecution,
  MapRunRecord,
  Page,
  Paged,
  Redriven,
  Resources,
  Revision,
  SandboxSession,
} from '@/lib/aws-api'
import { database } from '@/lib/db/server'
import type { JsonObject } from '@/lib/json'
import type { StartCommand } from '@/lib/sandbox'
import {
  ACCOUNT_ID,
  type PendingTask,
  type Provision,
  type Provisioned,
  REGION,
  type Reply,
  type RoleAsked,
} from '@/lib/services'
import { turns } from './at-work'
import {
  executionOf,
  executionsOf,
  historyOf,
  mapRunOf,
  mapRunsOf,
  rootOf,
  runningExecutions,
} from './executions'
import { sandboxTime } from './lease'
import { sandboxLimits } from './limits'
import { loggedExecutions } from './logged-executions'
import { StoredChange, StoredResources } from './resources'
import { logsOf, readRevision } from './revision-row'

/** What another process has done is seen after this time at most. */
const LOOK_MS = 250
/** Five minutes, AWS's limit of an Express execution, and some time to end it. */
const EXPRESS_MS = 330_000
/** A change may wait for another one of the same sandbox, and parses nothing. */
const CHANGE_MS = 10_000

/** Long polls under way in this process, by sandbox and activity. */
const pollers = new Map<string, number>()

/** The sandbox with this id. Whoever makes one has to know that the caller may use it. */
export async function sandboxSession(sandboxId: string): Promise<SandboxSession> {
  return new StoredSession(sandboxId, new StoredResources(await database(), sandboxId))
}

class StoredSession implements SandboxSession {
  readonly accountId = ACCOUNT_ID
  readonly region = REGION
  readonly limits = sandboxLimits
  readonly resources: Resources
  readonly #id: string

  constructor(sandboxId: string, resources: Resources) {
    this.#id = sandboxId
    this.resources = resources
  }

  now = async (): Promise<Instant> => {
    const db = await database()
    const [row] = await db.$queryRaw<Parameters<typeof sandboxTime>[0][]>`
      SELECT "clock", "now", "clockAt", "isCut", clock_timestamp() AS "at" FROM "Sandbox" WHERE "id" = ${this.#id}`
    if (!row) throw new Error('The sandbox is gone.')
    return sandboxTime(row)
  }

  async change<T>(work: (resources: ChangeableResources) => Promise<T>): Promise<T> {
    const db = await database()
    return db.$transaction(
      async (tx) => {
        // Not the sandbox's row: turns are taken meanwhile.
        await tx.$queryRaw`SELECT 1 AS "held" FROM pg_advisory_xact_lock(hashtextextended(${this.#id}, 0))`
        return work(new StoredChange(tx, this.#id))
      },
      { timeout: CHANGE_MS, maxWait: CHANGE_MS },
    )
  }

  async startExecution(start: ExecutionStart): Promise<ExecutionStarted> {
    const executionArn = `arn:aws:states:${this.region}:${this.accountId}:execution:${start.machine.name}:${start.name}`
    return turns().ask(this.#id, { kind: 'Start', start: { ...startCommand(start), executionArn } })
  }

  async runExpress(start: ExecutionStart): Promise<ExpressStarted> {
    const started = await turns().ask(this.#id, { kind: 'Start', start: startCommand(start) })
    if (started.kind !== 'Started') return { kind: 'TooManyRunning' }
    const { executionArn, startDate } = started
    const end = () => this.#expressEnd(executionArn)
    return {
      kind: 'Started',
      executionArn,
      startDate,
      // Only who asks waits for it.
      get ended() {
        return end()
      },
    }
  }

  async stopExecution(executionArn: string, failure: Failure) {
    return turns().ask(this.#id, { kind: 'Stop', executionArn, failure })
  }

  async redriveExecution(executionArn: string, clientToken?: string): Promise<Redriven> {
    return turns().ask(this.#id, {
      kind: 'Redrive',
      executionArn,
      ...(clientToken !== undefined && { clientToken }),
    })
  }

  async execution(executionArn: string): Promise<ExecutionRecord | undefined> {
    return executionOf(this.#id, executionArn, this.now)
  }

  async revisionOf({ machineName, revisionId }: ExecutionRecord): Promise<Revision | undefined> {
    const db = await database()
    const row = await db.sandboxRevision.findUnique({
      where: { sandboxId_machineName_revisionId: { sandboxId: this.#id, machineName, revisionId } },
      select: { definition: true, value: true },
    })
    return row ? readRevision(row) : undefined
  }

  async executions(of: ExecutionQuery, page: Page): Promise<Paged<ExecutionRecord>> {
    return executionsOf(this.#id, of, page, this.now)
  }

  async runningExecutions(): Promise<number> {
    return runningExecutions(this.#id)
  }

  async history(executionArn: string, page: Page & { isReversed: boolean }) {
    return historyOf(this.#id, executionArn, page)
  }

  async mapRun(mapRunArn: string): Promise<MapRunRecord | undefined> {
    return mapRunOf(this.#id, mapRunArn)
  }

  async mapRuns(executionArn: string, page: Page): Promise<Paged<MapRunRecord>> {
    return mapRunsOf(this.#id, executionArn, page)
  }

  async updateMapRun(mapRunArn: string, changes: MapRunChanges) {
    const run = await this.mapRun(mapRunArn)
    if (!run) return 'DoesNotExist' as const
    const executionArn = await rootOf(this.#id, run.executionArn)
    if (run.status !== 'RUNNING' || executionArn === undefined) return 'Ended' as const
    return turns().ask(this.#id, { kind: 'UpdateMapRun', executionArn, mapRunArn, changes })
  }

  async taskState(taskToken: TaskToken) {
    const db = await database()
    const row = await db.sandboxTask.findUnique({
      where: { sandboxId_taskToken: { sandboxId: this.#id, taskToken } },
      select: { waitsFor: true, value: true },
    })
    const { pending } = row ? (JSON.parse(row.value) as { pending?: PendingTask }) : {}
    if (!row || !pending) return 'UnknownToken' as const
    return row.waitsFor !== 'Nobody' && pending.status === 'Waiting'
      ? ('Waiting' as const)
      : ('TimedOut' as const)
  }

  async answerTask(taskToken: TaskToken, answer: CallbackAnswer) {
    return turns().ask(this.#id, { kind: 'Answer', taskToken, answer })
  }

  async takeActivityTask(
    activityName: string,
    ask: { workerName?: string; waitMs: number; abandoned?: AbortSignal },
  ) {
    const place = `${this.#id} ${activityName}`
    const polling = pollers.get(place) ?? 0
    if (polling >= this.limits.workersPerActivity) return 'TooManyWorkers' as const
    pollers.set(place, polling + 1)
    try {
      return await this.#pollActivity(activityName, ask)
    } finally {
      const left = (pollers.get(place) ?? 1) - 1
      if (left === 0) pollers.delete(place)
      else pollers.set(place, left)
    }
  }

  async #pollActivity(
    activityName: string,
    { workerName, waitMs, abandoned }: { workerName?: string; waitMs: number; abandoned?: AbortSignal },
  ) {
    const until = performance.now() + waitMs
    for (;;) {
      if (await this.#hasTask(activityName)) {
        const task = await turns().ask(this.#id, {
          kind: 'TakeTask',
          activity: activityName,
          ...(workerName !== undefined && { workerName }),
        })
        if (task) return task
      }
      const left = until - performance.now()
      if (left <= 0 || abandoned?.aborted) return undefined
      await turns().nextStored(this.#id, Math.min(left, LOOK_MS), abandoned)
    }
  }

  async tryTask(task: TaskRequest): Promise<WorkAnswer> {
    return turns().ask(this.#id, { kind: 'TryTask', task })
  }

  async callService(service: 'dynamodb' | 'sqs', action: string, request: JsonObject): Promise<Reply> {
    return turns().ask(this.#id, { kind: 'CallService', service, action, request })
  }

  async provision(changes: readonly Provision[]): Promise<readonly Provisioned[]> {
    return turns().ask(this.#id, { kind: 'Provision', changes })
  }

  async mayAssumeRole(asked: RoleAsked): Promise<boolean> {
    return turns().ask(this.#id, { kind: 'AssumeRole', asked })
  }

  async loggedExecutions(group: string, page: Page): Promise<Paged<LoggedExecution>> {
    return loggedExecutions(
      this.#id,
      `arn:aws:logs:${this.region}:${this.accountId}:log-group:${group}`,
      page,
    )
  }

  async accountChanges({ waitMs, abandoned }: { waitMs: number; abandoned?: AbortSignal }): Promise<void> {
    const before = await this.#turn()
    const until = performance.now() + waitMs
    for (;;) {
      const left = until - performance.now()
      if (left <= 0 || abandoned?.aborted) return
      await turns().nextStored(this.#id, Math.min(left, LOOK_MS), abandoned)
      if ((await this.#turn()) !== before) return
    }
  }

  async #hasTask(activity: string): Promise<boolean> {
    const db = await database()
    const task = await db.sandboxTask.findFirst({
      where: { sandboxId: this.#id, activity, waitsFor: { in: ['Outside', 'Inside'] } },
      select: { taskToken: true },
    })
    return task !== null
  }

  async #turn(): Promise<bigint | undefined> {
    const db = await database()
    const row = await db.sandbox.findUnique({ where: { id: this.#id }, select: { turn: true } })
    return row?.turn
  }

  async #expressEnd(executionArn: string): Promise<ExpressResult> {
    const until = performance.now() + EXPRESS_MS
    for (;;) {
      const execution = await this.execution(executionArn)
      if (!execution) throw new Error('The execution is gone.')
      const { status, startDate, stopDate, output, error, cause } = execution
      if (status !== 'RUNNING' && stopDate !== undefined) {
        return {
          status: status === 'SUCCEEDED' || status === 'TIMED_OUT' ? status : 'FAILED',
          stopDate,
          ...(output !== undefined && { output }),
          ...(status !== 'SUCCEEDED' && {
            failure: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) },
          }),
          billedMemoryMiB: EXPRESS_MIB,
          billedDurationMs: Math.max(1, Math.ceil((stopDate - startDate) / 100)) * 100,
        }
      }
      if (performance.now() > until) throw new Error(`${executionArn} does not end.`)
      await Promise.race([turns().nextStored(this.#id, LOOK_MS), sleep(LOOK_MS)])
    }
  }
}

/** What AWS bills at least. */
const EXPRESS_MIB = 64

function startCommand({ machine, revision, ...start }: ExecutionStart): StartCommand {
  const { revisionId, roleArn, definition } = revision
  const { name, type } = machine
  const isLogged = logsOf(revision) && { isLogged: true as const }
  return { ...start, machine: { name, type, revisionId, roleArn, definition, ...isLogged } }
}
