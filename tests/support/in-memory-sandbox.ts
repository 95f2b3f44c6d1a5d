import { randomUUID } from 'node:crypto'
import {
  begin,
  type Execution,
  type Failure,
  type HistoryEvent,
  type Instant,
  type MapRunChanges,
  parse,
  type RunningExecution,
  redriveRefusal,
  type Signal,
  type TaskRequest,
  type TaskToken,
  type WorkAnswer,
} from '@/lib/asl'
import {
  type ActivityRecord,
  type Alias,
  type CallbackAnswer,
  type ChangeableResources,
  type ExecutionQuery,
  type ExecutionRecord,
  type ExecutionStart,
  type ExecutionStarted,
  type ExpressResult,
  type ExpressStarted,
  InvalidCursor,
  type LogGroup,
  type LoggedExecution,
  type Machine,
  type MapRunRecord,
  type Page,
  type Paged,
  type Redriven,
  type Resources,
  type Revision,
  type SandboxLimits,
  type SandboxSession,
  type Stack,
  type Tags,
  type Version,
} from '@/lib/aws-api'
import { loadHandlers, type RunHandler } from '@/lib/handlers'
import type { JsonObject } from '@/lib/json'
import { VirtualClock } from '@/lib/sandbox'
import { advance, type World } from '@/lib/sandbox/drive'
import {
  ACCOUNT_ID,
  type Account,
  type AccountSetup,
  activityRefusal,
  answerStorage,
  createAccount,
  giveUp,
  type Happening,
  happen,
  mayAssumeRole,
  operationOf,
  type Provision,
  type Provisioned,
  perform,
  provision,
  REGION,
  type Reply,
  type RoleAsked,
  refusal,
  type World as ServiceWorld,
} from '@/lib/services'
import { newActivity } from '@/lib/services/step-functions'

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

interface Member {
  record: Omit<ExecutionRecord, 'redrive'>
  running: RunningExecution
  revision: Revision
  history: HistoryEvent[]
  world: World
}

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

export class InMemorySandbox implements SandboxSession {
  readonly accountId = ACCOUNT_ID
  readonly region = REGION
  readonly account: Account
  readonly #clock: VirtualClock<() => unknown>
  readonly #members = new Map<string, Member>()
  readonly #express: Member[] = []
  readonly #mapRuns = new Map<string, MapRunRecord>()
  readonly #waiting = new Map<TaskToken, Member>()
  readonly #tokens = new Map<TaskToken, 'Open' | 'Closed'>()
  readonly #redrives = new Map<string, Redriven>()
  #resources = new ResourcesInMemory((name) =>
    [...this.#members.values()].some(
      ({ record }) => record.machineName === name && record.status === 'RUNNING',
    ),
  )
  #appointments = 0
  #begun = 0
  #isChanging = false

  constructor(
    setup: AccountSetup,
    startAt: Instant,
    readonly limits: SandboxLimits,
    private readonly runHandler: RunHandler,
  ) {
    this.account = createAccount(setup, { seed: 1 })
    this.#clock = new VirtualClock(startAt)
  }

  get resources(): Resources {
    this.#checkChange()
    return this.#resources
  }

  async now(): Promise<Instant> {
    this.#checkChange()
    return this.#clock.now
  }

  /** On the database, a change that asked for more than its own resources would wait for itself. */
  #checkChange(): void {
    if (this.#isChanging) throw new Error('A change asks nothing else of its sandbox.')
  }

  /** Lets time pass, also while somebody outside is waited for. */
  async pass(ms: number): Promise<void> {
    const until = this.#clock.now + ms
    this.#clock.set('pass', until, () => undefined)
    for (let due = this.#clock.next(until); due; due = this.#clock.next(until)) await due()
    await this.#settle()
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
    const earlier = this.#members.get(executionArn)?.record
    if (earlier?.status === 'RUNNING' && earlier.input === start.input) {
      return { kind: 'Started', executionArn, startDate: earlier.startDate }
    }
    if (earlier) return { kind: 'NameTaken', executionArn }
    if ((await this.runningExecutions()) >= this.limits.runningExecutions) return { kind: 'TooManyRunning' }
    const startDate = this.#clock.now
    const member = this.#begin(start, 'STANDARD')
    await this.#take(member, { type: 'Started', at: startDate, input: JSON.parse(start.input) })
    await this.#settle()
    return { kind: 'Started', executionArn, startDate }
  }

  async runExpress(start: ExecutionStart): Promise<ExpressStarted> {
    const startDate = this.#clock.now
    const member = this.#begin(start, 'EXPRESS')
    const { executionArn } = member.record
    this.#members.delete(executionArn)
    this.#express.push(member)
    await this.#take(member, { type: 'Started', at: startDate, input: JSON.parse(start.input) })
    await this.#settle()
    return { kind: 'Started', executionArn, startDate, ended: Promise.resolve(expressResult(member)) }
  }

  async stopExecution(executionArn: string, failure: Failure) {
    const member = this.#members.get(executionArn)
    if (!member) return { kind: 'DoesNotExist' as const }
    if (member.record.status === 'RUNNING') {
      await this.#take(member, { type: 'Stopped', at: this.#clock.now, failure })
      await this.#settle()
    }
    return { kind: 'Stopped' as const, stopDate: member.record.stopDate ?? this.#clock.now }
  }

  async redriveExecution(executionArn: string, clientToken?: string): Promise<Redriven> {
    const member = this.#members.get(executionArn)
    if (!member) return { kind: 'DoesNotExist' }
    const key = `${executionArn} ${clientToken ?? randomUUID()}`
    const earlier = this.#redrives.get(key)
    if (earlier) return earlier
    const reason = redriveRefusal(member.running, this.#clock.now)
    if (reason !== undefined) return { kind: 'NotRedrivable', reason }
    const redriveDate = this.#clock.now
    member.record = withoutEnd(member.record, redriveDate)
    const redriven: Redriven = { kind: 'Redriven', redriveDate }
    this.#redrives.set(key, redriven)
    await this.#take(member, { type: 'Redriven', at: redriveDate })
    await this.#settle()
    return redriven
  }

  async execution(executionArn: string): Promise<ExecutionRecord | undefined> {
    const member = this.#members.get(executionArn)
    return member && this.#recordOf(member)
  }

  async revisionOf({ executionArn }: ExecutionRecord): Promise<Revision | undefined> {
    return this.#members.get(executionArn)?.revision
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
    return paged([...this.#members.values()].filter(fits).reverse(), page, (one) => this.#recordOf(one))
  }

  async runningExecutions(): Promise<number> {
    return [...this.#members.values()].filter(({ record }) => record.status === 'RUNNING').length
  }

  async history(executionArn: string, { isReversed, ...page }: Page & { isReversed: boolean }) {
    const express = this.#express.find(({ record }) => record.executionArn === executionArn)
    const events = (this.#members.get(executionArn) ?? express)?.history ?? []
    return paged(isReversed ? [...events].reverse() : events, page, (event) => event)
  }

  async mapRun(mapRunArn: string): Promise<MapRunRecord | undefined> {
    return this.#mapRuns.get(mapRunArn)
  }

  async mapRuns(executionArn: string, page: Page): Promise<Paged<MapRunRecord>> {
    const own = [...this.#mapRuns.values()].filter((run) => run.executionArn === executionArn)
    return paged(own.reverse(), page, (run) => run)
  }

  async updateMapRun(mapRunArn: string, changes: MapRunChanges) {
    const run = this.#mapRuns.get(mapRunArn)
    if (!run) return 'DoesNotExist' as const
    if (run.status !== 'RUNNING') return 'Ended' as const
    const member = this.#members.get(run.executionArn)
    if (member) await this.#take(member, { type: 'MapRunUpdated', at: this.#clock.now, mapRunArn, changes })
    await this.#settle()
    return 'Updated' as const
  }

  async taskState(taskToken: TaskToken) {
    const state = this.#tokens.get(taskToken)
    if (!state) return 'UnknownToken' as const
    return state === 'Open' && this.#waiting.has(taskToken) ? ('Waiting' as const) : ('TimedOut' as const)
  }

  async answerTask(taskToken: TaskToken, answer: CallbackAnswer) {
    const state = await this.taskState(taskToken)
    const member = this.#waiting.get(taskToken)
    if (state !== 'Waiting') return state
    if (!member) return 'TimedOut' as const
    const at = this.#clock.now
    switch (answer.kind) {
      case 'Heartbeat':
        await this.#take(member, { type: 'TaskHeartbeat', at, taskToken })
        break
      case 'Success':
        this.#tokens.set(taskToken, 'Closed')
        await this.#take(member, { type: 'TaskSucceeded', at, taskToken, output: answer.output })
        break
      case 'Failure':
        this.#tokens.set(taskToken, 'Closed')
        await this.#take(member, { type: 'TaskFailed', at, taskToken, failure: answer.failure })
    }
    await this.#settle()
    return 'Accepted' as const
  }

  async takeActivityTask(activityName: string, { workerName }: { workerName?: string }) {
    if (this.limits.workersPerActivity === 0) return 'TooManyWorkers' as const
    const waiting = this.account.activities.get(activityName)?.waiting ?? []
    for (let taskToken = waiting.shift(); taskToken !== undefined; taskToken = waiting.shift()) {
      const task = this.account.pendingTasks.get(taskToken)
      const member = this.#waiting.get(taskToken)
      if (!task || !member || this.#tokens.get(taskToken) !== 'Open') continue
      const at = this.#clock.now
      await this.#take(member, {
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
    const answer = await perform(this.account, task, this.#serviceWorld())
    if (answer.kind === 'Failed') return { failure: answer.failure }
    return { result: answer.kind === 'Queued' ? {} : answer.output }
  }

  async callService(service: 'dynamodb' | 'sqs', action: string, request: JsonObject): Promise<Reply> {
    const operation = operationOf(service, action)
    if (!operation) return { ok: false, notSimulated: `${service}:${action}` }
    const { surroundingsOf } = await import('@/lib/services/perform')
    const reply = await operation(request, surroundingsOf(this.account, this.#serviceWorld()))
    await this.#settle()
    return reply
  }

  async provision(changes: readonly Provision[]): Promise<readonly Provisioned[]> {
    return changes.map((change) => provision(this.account, change))
  }

  async mayAssumeRole(asked: RoleAsked): Promise<boolean> {
    return mayAssumeRole(this.account, asked, this.#clock.now)
  }

  async loggedExecutions(group: string, page: Page): Promise<Paged<LoggedExecution>> {
    const logged = [...this.#members.values(), ...this.#express].flatMap(
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

  /** Everything due happens, and time jumps, as long as nobody outside is waited for. */
  async #settle(): Promise<void> {
    const until = () =>
      [...this.#tokens].some(([token, state]) => state === 'Open' && this.#waiting.has(token))
        ? this.#clock.now
        : Number.POSITIVE_INFINITY
    for (let due = this.#clock.next(until()); due; due = this.#clock.next(until())) await due()
  }

  #begin(start: ExecutionStart, type: 'STANDARD' | 'EXPRESS'): Member {
    const { machine, revision, versionArn, aliasArn, name, input, traceHeader } = start
    const parsed = parse(revision.definition, { type })
    if (!parsed.ok) throw new Error(`The definition of ${machine.name} was not checked before it was saved.`)
    const running = begin(parsed.machine, {
      type,
      seed: ++this.#begun * 2 ** 32 + 1,
      name,
      stateMachineName: machine.name,
      roleArn: revision.roleArn,
      accountId: this.accountId,
      region: this.region,
      ...(versionArn !== undefined && { stateMachineVersionArn: versionArn }),
      ...(aliasArn !== undefined && { stateMachineAliasArn: aliasArn }),
      refuse: (task) => activityRefusal(this.account, task) ?? refusal(task),
    })
    const { executionArn } = running.identity
    const history: HistoryEvent[] = []
    const member: Member = {
      record: {
        executionArn,
        name,
        machineName: machine.name,
        revisionId: revision.revisionId,
        ...(versionArn !== undefined && { versionArn }),
        ...(aliasArn !== undefined && { aliasArn }),
        status: 'RUNNING',
        startDate: this.#clock.now,
        input,
        ...(traceHeader !== undefined && { traceHeader }),
        redriveCount: 0,
      },
      running,
      revision,
      history,
      world: this.#worldOf(() => member, history, `${executionArn} `),
    }
    this.#members.set(executionArn, member)
    return member
  }

  #worldOf(member: () => Member, history: HistoryEvent[], prefix: string): World {
    const set = (id: string, due: Instant, signal: Signal) =>
      this.#clock.set(prefix + id, due, () => this.#take(member(), signal))
    const clock = this.#clock
    return {
      clock: {
        get now() {
          return clock.now
        },
        set,
        clear: (id) => clock.clear(prefix + id),
      },
      mustStop: () => false,
      record: (events) => {
        history.push(...events)
      },
      recordChildren: (children, mapRuns) => {
        for (const run of mapRuns) this.#mapRuns.set(run.mapRunArn, run)
        for (const child of children) this.#recordChild(member(), child.executionArn, child)
      },
      askStorage: (requestId, request) => {
        const answer = answerStorage(this.account.buckets, request, clock.now)
        set(requestId, clock.now, { type: 'StorageAnswered', at: clock.now, requestId, answer })
      },
      schedule: async (task) => {
        const { taskToken, resource } = task
        this.#waiting.set(taskToken, member())
        const isOutside =
          resource.kind === 'Activity' ||
          (resource.kind === 'Integration' && resource.pattern === 'waitForTaskToken')
        if (isOutside) this.#tokens.set(taskToken, 'Open')
        const { executionArn, stateMachineArn, roleArn } = member().running.identity
        const caller = { executionArn, stateMachineArn, stateName: task.stateName, roleArn }
        const answer = await perform(this.account, { ...task, caller }, this.#serviceWorld())
        const at = clock.now + answer.durationMs
        if (answer.kind === 'Queued') return
        const signal: Signal =
          answer.kind === 'Failed'
            ? { type: 'TaskFailed', at, taskToken, failure: answer.failure }
            : {
                type: answer.kind === 'Submitted' ? 'TaskSubmitted' : 'TaskSucceeded',
                at,
                taskToken,
                output: answer.output,
              }
        set(`answer to ${taskToken}`, at, signal)
      },
      cancel: (taskToken) => {
        clock.clear(`${prefix}answer to ${taskToken}`)
        this.#waiting.delete(taskToken)
        if (this.#tokens.has(taskToken)) this.#tokens.set(taskToken, 'Closed')
        giveUp(this.account, taskToken, this.#serviceWorld())
      },
    }
  }

  /** A child is an execution like any other; only its history comes in parts. */
  #recordChild(
    parent: Member,
    executionArn: string,
    { mapRunArn, history }: { mapRunArn: string; history: readonly HistoryEvent[] },
  ): void {
    const known = this.#members.get(executionArn)
    const child: Member = known ?? {
      ...parent,
      record: {
        executionArn,
        name: executionArn.split(':').at(-1) ?? '',
        machineName: parent.record.machineName,
        revisionId: parent.record.revisionId,
        status: 'RUNNING',
        startDate: this.#clock.now,
        input: '{}',
        mapRunArn,
        redriveCount: 0,
      },
      history: [],
    }
    this.#members.set(executionArn, child)
    child.history.push(...history)
    const last = child.history.at(-1)
    const ending = last && endings[last.type]
    if (ending) child.record = { ...child.record, status: ending, stopDate: last.timestamp }
  }

  async #take(member: Member, signal: Signal): Promise<void> {
    const ended: Execution = await advance(member.running, { ...signal, at: this.#clock.now }, member.world)
    if (ended.status !== 'RUNNING') member.record = { ...member.record, ...endOf(ended) }
  }

  #serviceWorld(): ServiceWorld {
    return {
      at: this.#clock.now,
      runHandler: this.runHandler,
      agenda: { at: (due, happening) => this.#appoint(due, happening) },
    }
  }

  #appoint(due: Instant, happening: Happening): void {
    this.#clock.set(`happening ${++this.#appointments}`, due, () => this.#happen(happening))
  }

  async #happen(happening: Happening): Promise<void> {
    switch (happening.kind) {
      case 'TaskStarted':
      case 'TaskHeartbeat':
      case 'TaskSettled': {
        const { taskToken } = happening
        const member = this.#waiting.get(taskToken)
        if (!member || happening.kind === 'TaskStarted') return
        const at = this.#clock.now
        if (happening.kind === 'TaskHeartbeat')
          return this.#take(member, { type: 'TaskHeartbeat', at, taskToken })
        const { outcome } = happening
        return this.#take(
          member,
          outcome.ok
            ? { type: 'TaskSucceeded', at, taskToken, output: outcome.output }
            : { type: 'TaskFailed', at, taskToken, failure: outcome.failure },
        )
      }
      case 'ExecutionStarts':
      case 'ExecutionStops':
        throw new Error('The sandbox in memory has no executions that others start.')
      default:
        return happen(this.account, happening, this.#serviceWorld())
    }
  }

  #recordOf({ record, running }: Member): ExecutionRecord {
    const reason = redriveRefusal(running, this.#clock.now)
    return {
      ...record,
      redrive: reason === undefined ? { status: 'REDRIVABLE' } : { status: 'NOT_REDRIVABLE', reason },
    }
  }

  #arn(rest: string): string {
    return `arn:aws:states:${this.region}:${this.accountId}:${rest}`
  }
}

const endings: Readonly<Record<string, 'SUCCEEDED' | 'FAILED' | 'ABORTED' | 'TIMED_OUT'>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionAborted: 'ABORTED',
  ExecutionTimedOut: 'TIMED_OUT',
}

function endOf(ended: Exclude<Execution, { status: 'RUNNING' }>): Partial<Member['record']> {
  const { stopDate } = ended
  switch (ended.status) {
    case 'SUCCEEDED':
      return { status: 'SUCCEEDED', stopDate, output: JSON.stringify(ended.output) }
    case 'STOPPED':
      return { status: 'FAILED', stopDate, cause: ended.stoppedBy.message }
    default:
      return { status: ended.status, stopDate, ...ended.failure }
  }
}

function withoutEnd(record: Member['record'], redriveDate: Instant): Member['record'] {
  const { stopDate: _, output: _output, error: _error, cause: _cause, ...rest } = record
  return { ...rest, status: 'RUNNING', redriveCount: record.redriveCount + 1, redriveDate }
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

function paged<T, Shown>(all: readonly T[], { limit, after }: Page, show: (one: T) => Shown): Paged<Shown> {
  const from = after === undefined ? 0 : Number(after)
  if (!Number.isInteger(from) || from < 0 || from > all.length) throw new InvalidCursor()
  const to = from + limit
  return {
    items: all.slice(from, to).map(show),
    ...(to < all.length && { next: String(to) }),
  }
}

interface MachineEntry {
  machine: Machine
  versions: Map<number, Version>
  aliases: Map<string, Alias>
}

class ResourcesInMemory implements ChangeableResources {
  #machines = new Map<string, MachineEntry>()
  #activities = new Map<string, ActivityRecord>()
  #tags = new Map<string, Tags>()
  #stacks = new Map<string, Stack>()
  #logGroups = new Map<string, LogGroup>()
  #policies = new Map<string, JsonObject>()

  constructor(private readonly hasRunning: (machineName: string) => boolean) {}

  copy(): ResourcesInMemory {
    const copy = new ResourcesInMemory(this.hasRunning)
    for (const [name, { machine, versions, aliases }] of this.#machines)
      copy.#machines.set(name, { machine, versions: new Map(versions), aliases: new Map(aliases) })
    copy.#activities = new Map(this.#activities)
    copy.#tags = new Map(this.#tags)
    copy.#stacks = new Map(this.#stacks)
    copy.#logGroups = new Map(this.#logGroups)
    copy.#policies = new Map(this.#policies)
    return copy
  }

  async machine(name: string) {
    const machine = this.#machines.get(name)?.machine
    if (machine?.status !== 'DELETING' || this.hasRunning(name)) return machine
    this.#machines.delete(name)
    return undefined
  }

  async machines(page: Page) {
    const active = [...this.#machines.values()].filter(({ machine }) => machine.status === 'ACTIVE')
    const byName = active.sort((a, b) => (a.machine.name < b.machine.name ? -1 : 1))
    return paged(byName, page, ({ machine }) => machine)
  }

  async version(machineName: string, number: number) {
    return this.#machines.get(machineName)?.versions.get(number)
  }

  async versions(machineName: string, page: Page) {
    const versions = [...(this.#machines.get(machineName)?.versions.values() ?? [])]
    return paged(versions.reverse(), page, (version) => version)
  }

  async alias(machineName: string, name: string) {
    return this.#machines.get(machineName)?.aliases.get(name)
  }

  async aliases(machineName: string, page: Page, version?: number) {
    const aliases = [...(this.#machines.get(machineName)?.aliases.values() ?? [])]
    const leads = (alias: Alias) =>
      version === undefined || alias.routes.some((route) => route.version === version)
    return paged(aliases.filter(leads), page, (alias) => alias)
  }

  async activity(name: string) {
    return this.#activities.get(name)
  }

  async activities(page: Page) {
    return paged([...this.#activities.values()], page, (activity) => activity)
  }

  async tags(resourceArn: string): Promise<Tags> {
    return this.#tags.get(resourceArn) ?? new Map()
  }

  async counts() {
    return { machines: this.#machines.size, activities: this.#activities.size }
  }

  async countsOf(machineName: string) {
    const entry = this.#machines.get(machineName)
    return { versions: entry?.versions.size ?? 0, aliases: entry?.aliases.size ?? 0 }
  }

  async saveMachine(machine: Machine) {
    const entry = this.#machines.get(machine.name)
    if (entry) entry.machine = machine
    else this.#machines.set(machine.name, { machine, versions: new Map(), aliases: new Map() })
  }

  async deleteMachine(name: string) {
    const machine = this.#machines.get(name)?.machine
    this.#machines.delete(name)
    this.#forgetTags(`:stateMachine:${name}`)
    if (machine && this.hasRunning(name)) await this.saveMachine({ ...machine, status: 'DELETING' })
  }

  async saveVersion(machineName: string, version: Version) {
    this.#machines.get(machineName)?.versions.set(version.number, version)
  }

  async deleteVersion(machineName: string, number: number) {
    this.#machines.get(machineName)?.versions.delete(number)
  }

  async saveAlias(machineName: string, alias: Alias) {
    this.#machines.get(machineName)?.aliases.set(alias.name, alias)
  }

  async deleteAlias(machineName: string, name: string) {
    this.#machines.get(machineName)?.aliases.delete(name)
  }

  async saveActivity(activity: ActivityRecord) {
    this.#activities.set(activity.name, activity)
  }

  async deleteActivity(name: string) {
    this.#activities.delete(name)
    this.#forgetTags(`:activity:${name}`)
  }

  async saveTags(resourceArn: string, tags: Tags) {
    this.#tags.set(resourceArn, tags)
  }

  async stack(nameOrId: string) {
    const live = [...this.#stacks.values()].find(
      ({ name, deletedAt }) => name === nameOrId && deletedAt === undefined,
    )
    return live ?? this.#stacks.get(nameOrId)
  }

  async stacks(page: Page) {
    return paged([...this.#stacks.values()].reverse(), page, (stack) => stack)
  }

  async saveStack(stack: Stack) {
    this.#stacks.set(stack.stackId, stack)
  }

  async logGroup(name: string) {
    return this.#logGroups.get(name)
  }

  async logGroups(page: Page) {
    return paged([...this.#logGroups.values()], page, (group) => group)
  }

  async saveLogGroup(group: LogGroup) {
    this.#logGroups.set(group.name, group)
  }

  async deleteLogGroup(name: string) {
    this.#logGroups.delete(name)
  }

  async policies() {
    return this.#policies
  }

  async savePolicy(arn: string, document: JsonObject) {
    this.#policies.set(arn, document)
  }

  async deletePolicy(arn: string) {
    this.#policies.delete(arn)
  }

  #forgetTags(ending: string) {
    for (const arn of this.#tags.keys()) if (arn.endsWith(ending)) this.#tags.delete(arn)
  }
}
