import { randomUUID } from 'node:crypto'
import {
  type Failure,
  type Instant,
  type MapRunChanges,
  redriveRefusal,
  type TaskRequest,
  type TaskToken,
  type WorkAnswer,
} from '@/lib/asl'
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
  SandboxLimits,
  SandboxSession,
} from '@/lib/aws-api'
import { loadHandlers, type RunHandler } from '@/lib/handlers'
import type { JsonObject } from '@/lib/json'
import {
  ACCOUNT_ID,
  type Account,
  type AccountSetup,
  createAccount,
  mayAssumeRole,
  operationOf,
  type Provision,
  type Provisioned,
  perform,
  provision,
  REGION,
  type Reply,
  type RoleAsked,
  surroundingsOf,
} from '@/lib/services'
import { newActivity } from '@/lib/services/step-functions'
import { ExecutionsInMemory, type Member } from './in-memory-executions'
import { ResourcesInMemory } from './in-memory-resources'
import { paged } from './paged'

const LIMITS: SandboxLimits = {
  machines: 1_000,
  activities: 100,
  versionsPerMachine: 1_000,
  aliasesPerMachine: 100,
  runningExecutions: 1_000,
  workersPerActivity: 1_000,
  storedBytes: 64 * 2 ** 20,
}

/** Tests can let its time pass, and set its limits. */
export const isInMemory = true

/**
 * A sandbox for tests of operations that need no database: everything in memory, on a virtual clock that starts at
 * `startAt`. After every call, all that is due happens at once, unless a task waits for somebody outside.
 */
export async function inMemorySandbox({
  setup = {},
  startAt = Date.UTC(2026, 0, 1),
  limits = {},
}: {
  setup?: AccountSetup
  startAt?: Instant
  limits?: Partial<SandboxLimits>
} = {}): Promise<InMemorySandbox> {
  return new InMemorySandbox(setup, startAt, { ...LIMITS, ...limits }, await loadHandlers())
}

class InMemorySandbox implements SandboxSession {
  readonly accountId = ACCOUNT_ID
  readonly region = REGION
  readonly account: Account
  readonly #executions: ExecutionsInMemory
  readonly #redrives = new Map<string, Redriven>()
  #resources = new ResourcesInMemory((name) =>
    [...this.#executions.standard.values()].some(
      ({ record }) => record.machineName === name && record.status === 'RUNNING',
    ),
  )
  #isChanging = false

  constructor(
    setup: AccountSetup,
    startAt: Instant,
    readonly limits: SandboxLimits,
    runHandler: RunHandler,
  ) {
    this.account = createAccount(setup, { seed: 1 })
    this.#executions = new ExecutionsInMemory(this.account, runHandler, startAt)
  }

  get resources(): Resources {
    this.#checkChange()
    return this.#resources
  }

  async now(): Promise<Instant> {
    this.#checkChange()
    return this.#executions.clock.now
  }

  /** On the database, a change that asked for more than its own resources would wait for itself. */
  #checkChange(): void {
    if (this.#isChanging) throw new Error('A change asks nothing else of its sandbox.')
  }

  /** Lets time pass, also while somebody outside is waited for. */
  async pass(ms: number): Promise<void> {
    await this.#executions.pass(ms)
  }

  async change<T>(work: (resources: ChangeableResources) => Promise<T>): Promise<T> {
    const draft = this.#resources.copy()
    this.#isChanging = true
    const result = await work(draft).finally(() => {
      this.#isChanging = false
    })
    this.#resources = draft
    for (const [name] of this.account.activities) {
      if (!(await draft.activity(name))) this.account.activities.delete(name)
    }
    for (const { name } of (await draft.activities({ limit: 10_000 })).items) {
      if (!this.account.activities.has(name)) this.account.activities.set(name, newActivity(name, {}))
    }
    return result
  }

  async startExecution(start: ExecutionStart): Promise<ExecutionStarted> {
    const executionArn = this.#arn(`execution:${start.machine.name}:${start.name}`)
    const earlier = this.#executions.standard.get(executionArn)?.record
    if (earlier?.status === 'RUNNING' && earlier.input === start.input) {
      return { kind: 'Started', executionArn, startDate: earlier.startDate }
    }
    if (earlier) return { kind: 'NameTaken', executionArn }
    if ((await this.runningExecutions()) >= this.limits.runningExecutions) return { kind: 'TooManyRunning' }
    const startDate = this.#executions.clock.now
    const member = this.#executions.begin(start, 'STANDARD')
    await this.#executions.take(member, { type: 'Started', at: startDate, input: JSON.parse(start.input) })
    await this.#executions.settle()
    return { kind: 'Started', executionArn, startDate }
  }

  async runExpress(start: ExecutionStart): Promise<ExpressStarted> {
    const startDate = this.#executions.clock.now
    const member = this.#executions.begin(start, 'EXPRESS')
    const { executionArn } = member.record
    await this.#executions.take(member, { type: 'Started', at: startDate, input: JSON.parse(start.input) })
    await this.#executions.settle()
    return { kind: 'Started', executionArn, startDate, ended: Promise.resolve(expressResult(member)) }
  }

  async stopExecution(executionArn: string, failure: Failure) {
    const member = this.#executions.standard.get(executionArn)
    if (!member) return { kind: 'DoesNotExist' as const }
    if (member.record.status === 'RUNNING') {
      await this.#executions.take(member, { type: 'Stopped', at: this.#executions.clock.now, failure })
      await this.#executions.settle()
    }
    return { kind: 'Stopped' as const, stopDate: member.record.stopDate ?? this.#executions.clock.now }
  }

  async redriveExecution(executionArn: string, clientToken?: string): Promise<Redriven> {
    const member = this.#executions.standard.get(executionArn)
    if (!member) return { kind: 'DoesNotExist' }
    const key = `${executionArn} ${clientToken ?? randomUUID()}`
    const earlier = this.#redrives.get(key)
    if (earlier) return earlier
    const reason = redriveRefusal(member.running, this.#executions.clock.now)
    if (reason !== undefined) return { kind: 'NotRedrivable', reason }
    const redriveDate = this.#executions.clock.now
    this.#executions.revive(member)
    const redriven: Redriven = { kind: 'Redriven', redriveDate }
    this.#redrives.set(key, redriven)
    await this.#executions.take(member, { type: 'Redriven', at: redriveDate })
    await this.#executions.settle()
    return redriven
  }

  async execution(executionArn: string): Promise<ExecutionRecord | undefined> {
    const member = this.#executions.standard.get(executionArn)
    return member && this.#executions.recordOf(member)
  }

  async revisionOf({ executionArn }: ExecutionRecord): Promise<Revision | undefined> {
    return this.#executions.standard.get(executionArn)?.revision
  }

  async executions(of: ExecutionQuery, page: Page): Promise<Paged<ExecutionRecord>> {
    const { machineName, versionArn, aliasArn, mapRunArn, status, redriveFilter } = of
    const fits = ({ record }: Member) =>
      (machineName === undefined || (record.machineName === machineName && !record.mapRunArn)) &&
      (versionArn === undefined || record.versionArn === versionArn) &&
      (aliasArn === undefined || record.aliasArn === aliasArn) &&
      (mapRunArn === undefined || record.mapRunArn === mapRunArn) &&
      (status === undefined || record.status === status) &&
      (redriveFilter === undefined || (redriveFilter === 'REDRIVEN') === record.redriveCount > 0)
    return paged([...this.#executions.standard.values()].filter(fits).reverse(), page, (one) =>
      this.#executions.recordOf(one),
    )
  }

  async runningExecutions(): Promise<number> {
    return [...this.#executions.standard.values()].filter(({ record }) => record.status === 'RUNNING').length
  }

  async history(executionArn: string, { isReversed, ...page }: Page & { isReversed: boolean }) {
    const express = this.#executions.express.find(({ record }) => record.executionArn === executionArn)
    const events = (this.#executions.standard.get(executionArn) ?? express)?.history ?? []
    return paged(isReversed ? [...events].reverse() : events, page, (event) => event)
  }

  async mapRun(mapRunArn: string): Promise<MapRunRecord | undefined> {
    return this.#executions.mapRuns.get(mapRunArn)
  }

  async mapRuns(executionArn: string, page: Page): Promise<Paged<MapRunRecord>> {
    const own = [...this.#executions.mapRuns.values()].filter((run) => run.executionArn === executionArn)
    return paged(own.reverse(), page, (run) => run)
  }

  async updateMapRun(mapRunArn: string, changes: MapRunChanges) {
    const run = this.#executions.mapRuns.get(mapRunArn)
    if (!run) return 'DoesNotExist' as const
    if (run.status !== 'RUNNING') return 'Ended' as const
    const member = this.#executions.standard.get(run.executionArn)
    if (member)
      await this.#executions.take(member, {
        type: 'MapRunUpdated',
        at: this.#executions.clock.now,
        mapRunArn,
        changes,
      })
    await this.#executions.settle()
    return 'Updated' as const
  }

  async taskState(taskToken: TaskToken) {
    return this.#executions.tokenState(taskToken)
  }

  async answerTask(taskToken: TaskToken, answer: CallbackAnswer) {
    const state = await this.taskState(taskToken)
    const member = this.#executions.waitingFor(taskToken)
    if (state !== 'Waiting') return state
    if (!member) return 'TimedOut' as const
    const at = this.#executions.clock.now
    switch (answer.kind) {
      case 'Heartbeat':
        await this.#executions.take(member, { type: 'TaskHeartbeat', at, taskToken })
        break
      case 'Success':
        this.#executions.closeToken(taskToken)
        await this.#executions.take(member, { type: 'TaskSucceeded', at, taskToken, output: answer.output })
        break
      case 'Failure':
        this.#executions.closeToken(taskToken)
        await this.#executions.take(member, { type: 'TaskFailed', at, taskToken, failure: answer.failure })
    }
    await this.#executions.settle()
    return 'Accepted' as const
  }

  async takeActivityTask(activityName: string, { workerName }: { workerName?: string }) {
    if (this.limits.workersPerActivity === 0) return 'TooManyWorkers' as const
    const waiting = this.account.activities.get(activityName)?.waiting ?? []
    for (let taskToken = waiting.shift(); taskToken !== undefined; taskToken = waiting.shift()) {
      const task = this.account.pendingTasks.get(taskToken)
      const member = this.#executions.waitingFor(taskToken)
      if (!task || !member || this.#executions.tokenState(taskToken) !== 'Waiting') continue
      const at = this.#executions.clock.now
      await this.#executions.take(member, {
        type: 'TaskStarted',
        at,
        taskToken,
        ...(workerName !== undefined && { workerName }),
      })
      return { taskToken, input: task.input }
    }
    return undefined
  }

  async tryTask(task: TaskRequest): Promise<WorkAnswer> {
    const answer = await perform(this.account, task, this.#executions.serviceWorld())
    if (answer.kind === 'Failed') return { failure: answer.failure }
    return { result: answer.kind === 'Queued' ? {} : answer.output }
  }

  async callService(service: 'dynamodb' | 'sqs', action: string, request: JsonObject): Promise<Reply> {
    const operation = operationOf(service, action)
    if (!operation) return { ok: false, notSimulated: `${service}:${action}` }
    const reply = await operation(request, surroundingsOf(this.account, this.#executions.serviceWorld()))
    await this.#executions.settle()
    return reply
  }

  async provision(changes: readonly Provision[]): Promise<readonly Provisioned[]> {
    return changes.map((change) => provision(this.account, change))
  }

  async mayAssumeRole(asked: RoleAsked): Promise<boolean> {
    return mayAssumeRole(this.account, asked, this.#executions.clock.now)
  }

  async loggedExecutions(group: string, page: Page): Promise<Paged<LoggedExecution>> {
    const logged = [...this.#executions.standard.values(), ...this.#executions.express].flatMap(
      ({ record, revision }): LoggedExecution[] => {
        const { level, includeExecutionData, destinations } = revision.loggingConfiguration ?? {}
        const isThere = JSON.stringify(destinations ?? '').includes(`:log-group:${group}:*"`)
        if (!isThere || (level !== 'ALL' && level !== 'ERROR' && level !== 'FATAL')) return []
        const { executionArn, machineName, status, startDate } = record
        return [
          {
            executionArn,
            machineName,
            status,
            startDate,
            level,
            includesData: includeExecutionData === true,
          },
        ]
      },
    )
    return paged(logged, page, (one) => one)
  }

  /** A test of a long poll passes the time itself: nothing waits for real time here. */
  async accountChanges({ waitMs }: { waitMs: number }): Promise<void> {
    await this.pass(waitMs)
  }

  #arn(rest: string): string {
    return `arn:aws:states:${this.region}:${this.accountId}:${rest}`
  }
}

function expressResult({ record }: Member): ExpressResult {
  const { status, stopDate = record.startDate, output, error, cause } = record
  return {
    status: status === 'SUCCEEDED' || status === 'TIMED_OUT' ? status : 'FAILED',
    stopDate,
    ...(output !== undefined && { output }),
    ...(status !== 'SUCCEEDED' && {
      failure: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) },
    }),
    billedMemoryMiB: 64,
    billedDurationMs: Math.max(100, Math.ceil((stopDate - record.startDate) / 100) * 100),
  }
}
