import {
  begin,
  type Execution,
  type ExecutionLimits,
  type HistoryEvent,
  type Instant,
  parseOnDemand,
  type RunningExecution,
  type ScheduledTask,
  type Signal,
  type StateMachine,
  type StateName,
  type StorageRequest,
  type TaskToken,
  type Watch,
} from '@/lib/asl'
import type { RunHandler } from '@/lib/handlers'
import type { JsonValue } from '@/lib/json'
import {
  ACCOUNT_ID,
  type Account,
  accountOf,
  activityRefusal,
  askStorage,
  executionEnded,
  giveUp,
  type Happening,
  happen,
  machineArn,
  perform,
  REGION,
  refusal,
  type World as ServiceWorld,
  type StoredExecution,
} from '@/lib/services'
import type { CallLedger } from './call-ledger'
import { ChildLedger } from './child-ledger'
import { advance, clockWithin, type World } from './drive'
import type { Interventions, Mock } from './interventions'
import { keepEnding } from './keep-ending'
import { OtherSide } from './other-side'
import type { Run } from './run'
import { answerSignal, answerTo, signalOf } from './task-signals'
import { VirtualClock } from './virtual-clock'

/** Executions that one run may start besides the first. */
const EXECUTIONS_AT_MOST = 500
/** Things that may happen in the account during one run: deliveries, polls, callbacks. */
const HAPPENINGS_AT_MOST = 20_000
/** Histories of so many executions are kept. */
const HISTORIES_AT_MOST = 100

type Due =
  | { execution: Member; signal: Signal }
  | { execution: Member; requestId: string; storage: StorageRequest }
  | { happening: Happening }

/** One execution in the sandbox. */
export interface Member {
  readonly identity: RunningExecution['identity']
  readonly input: JsonValue
  readonly startDate: Instant
  readonly world: World
  readonly history: HistoryEvent[]
  readonly children: ChildLedger
  /** How many transitions it made, with the children of its map runs. */
  readonly counts: Readonly<RunningExecution['counts']>
  /** As the account keeps it; the execution under test is not kept there. */
  readonly stored: StoredExecution | undefined
  current: Execution
}

export interface SandboxOptions {
  account: Account
  startAt: Instant
  seed: number
  runHandler: RunHandler
  calls: CallLedger
  limits: Partial<ExecutionLimits>
  /** Asked before every step; true leaves all executions as they are. */
  mustStop?: () => boolean
  /** Of calls of the first execution. */
  mocks?: readonly Mock[]
}

/**
 * One account, one virtual clock, and all executions on it. What is due next happens next, whosoever it is: a
 * timer, a service's answer, a callback, the start of another execution. So the same seed gives the same histories.
 */
export class Sandbox {
  readonly clock: VirtualClock<Due>
  readonly members: Member[] = []
  readonly #options: SandboxOptions
  readonly #waiting = new Map<TaskToken, Member>()
  readonly #machines = new Map<string, StateMachine>()
  /** Calls of the first execution so far, by state. */
  readonly #invoked = new Map<StateName, number>()
  readonly otherSide: OtherSide
  #appointments = 0
  #happenings = 0

  constructor(options: SandboxOptions) {
    this.#options = options
    this.clock = new VirtualClock(options.startAt)
    this.otherSide = new OtherSide(options.account, () => this.#serviceWorld())
  }

  /** Set once a limit is passed. */
  get stoppedBy(): Run['stoppedBy'] {
    if (this.members.length > EXECUTIONS_AT_MOST) {
      const message = `The run was ended after ${EXECUTIONS_AT_MOST} executions; the sandbox allows no more at once.`
      return { limit: 'steps', message }
    }
    if (this.#happenings > HAPPENINGS_AT_MOST) {
      const message = `The run was ended after ${HAPPENINGS_AT_MOST} things that happened in the account; look for messages that go round in a circle.`
      return { limit: 'steps', message }
    }
    return this.#options.calls.stoppedBy
  }

  /** Adds an execution and lets it go as far as it gets without waiting. */
  async start(
    machine: StateMachine,
    input: JsonValue,
    names: {
      type?: 'STANDARD' | 'EXPRESS'
      name?: string
      stateMachineName?: string
      accountId?: string
    },
    more: {
      stored?: StoredExecution
      onProgress?: (events: readonly HistoryEvent[]) => void
      overrides?: Interventions['overrides']
      watch?: Watch
    } = {},
  ): Promise<Member> {
    const { seed, limits } = this.#options
    const number = this.members.length
    const execution = begin(machine, {
      accountId: ACCOUNT_ID,
      ...names,
      seed: seed + number * 2 ** 32,
      region: REGION,
      refuse: (task) => activityRefusal(this.#options.account, task) ?? refusal(task),
      limits,
      ...(more.watch && { watch: more.watch }),
    })
    const history: HistoryEvent[] = []
    const children = new ChildLedger()
    const member: Member = {
      identity: execution.identity,
      input,
      startDate: this.clock.now,
      history,
      children,
      counts: execution.counts,
      stored: more.stored,
      current: execution,
      world: this.#worldOf(number, history, children, () => member, more.onProgress),
    }
    if (number === 0) this.#machines.set(execution.identity.stateMachineArn, machine)
    this.members.push(member)
    for (const { event, value } of more.overrides ?? []) {
      await this.#take(member, { type: 'Overridden', at: this.clock.now, event, value })
    }
    await this.#take(member, { type: 'Started', at: this.clock.now, input })
    return member
  }

  /** Lets everything happen that is due up to `until`. */
  async run(until: Instant): Promise<void> {
    for (let more = this.runNext(until); more instanceof Promise ? await more : more; )
      more = this.runNext(until)
  }

  /** Whether the service itself has still to answer the call of the task. */
  isAnswering(taskToken: TaskToken): boolean {
    const member = this.#waiting.get(taskToken)
    const number = member ? this.members.indexOf(member) : -1
    return this.clock.has(prefixOf(number) + answerTo(taskToken))
  }

  /** Lets time pass, and everything happen that is due in it. */
  async letPass(ms: number): Promise<void> {
    const until = this.clock.now + ms
    await this.run(until)
    if (!this.stoppedBy) this.clock.passTo(until)
  }

  /** Lets happen what is due next; false when there is nothing, or a limit is passed. */
  runNext(until?: Instant): boolean | Promise<boolean> {
    const due = this.stoppedBy ? undefined : this.clock.next(until)
    if (!due) return false
    const done =
      'signal' in due
        ? this.#take(due.execution, due.signal)
        : 'happening' in due
          ? this.#happen(due.happening)
          : this.#answerStorage(due.execution, due.requestId, due.storage)
    return done instanceof Promise ? done.then(() => true) : true
  }

  /** A promise only where something was awaited: ten thousand timers are no ten thousand promises. */
  #take(member: Member, signal: Signal): void | Promise<void> {
    if (member.current.status !== 'RUNNING') return
    const { now } = this.clock
    // What is late happens now.
    const advanced = advance(
      member.current,
      signal.at === now ? signal : { ...signal, at: now },
      member.world,
    )
    if (advanced instanceof Promise) return advanced.then((current) => this.#arrive(member, current))
    this.#arrive(member, advanced)
  }

  #arrive(member: Member, current: Execution): void {
    member.current = current
    const { stored } = member
    if (current.status === 'RUNNING' || !stored) return
    keepEnding(stored, current)
    executionEnded(stored, this.#serviceWorld())
  }

  async #happen(happening: Happening): Promise<void> {
    this.#happenings += 1
    this.otherSide.heed(happening, -1)
    switch (happening.kind) {
      case 'TaskStarted':
      case 'TaskHeartbeat':
      case 'TaskSettled': {
        const member = this.#waiting.get(happening.taskToken)
        return member && this.#take(member, signalOf(happening, this.clock.now))
      }
      case 'ExecutionStarts':
        return this.#startStored(happening.executionArn)
      case 'ExecutionStops': {
        const { executionArn, failure } = happening
        const member = this.members.find((one) => one.identity.executionArn === executionArn)
        return member && this.#take(member, { type: 'Stopped', at: this.clock.now, failure })
      }
      default:
        return happen(this.#options.account, happening, this.#serviceWorld())
    }
  }

  async #startStored(executionArn: string): Promise<void> {
    const { account } = this.#options
    const owner = accountOf(executionArn, account)
    const stored = owner?.executions.get(executionArn)
    const machine = owner && stored && (await this.#machineOf(stored.machine, owner))
    if (!owner || !stored || !machine) return
    const type = owner.machines.get(stored.machine)?.type ?? 'STANDARD'
    const names = {
      type,
      name: stored.name,
      stateMachineName: stored.machine,
      accountId: owner.accountId,
    }
    await this.start(machine, JSON.parse(stored.input) as JsonValue, names, { stored })
  }

  /** @throws when the exercise's own machine is not valid. */
  async #machineOf(name: string, { accountId, machines }: Account): Promise<StateMachine | undefined> {
    const key = machineArn(name, accountId)
    const known = this.#machines.get(key)
    const stored = machines.get(name)
    if (known || stored?.definition === undefined) return known
    const parsed = await parseOnDemand(stored.definition, { type: stored.type })
    if (!parsed.ok)
      throw new Error(`The state machine "${name}" is not valid: ${parsed.diagnostics[0].message}`)
    this.#machines.set(key, parsed.machine)
    return parsed.machine
  }

  #worldOf(
    number: number,
    history: HistoryEvent[],
    children: ChildLedger,
    member: () => Member,
    onProgress?: (events: readonly HistoryEvent[]) => void,
  ): World {
    const { clock } = this
    const { limits } = this.#options
    const prefix = prefixOf(number)
    const set = (id: string, due: Instant, signal: Signal) =>
      clock.set(prefix + id, due, { execution: member(), signal })
    return {
      clock: clockWithin(clock, (id) => prefix + id, set),
      mustStop: () => this.stoppedBy !== undefined || this.#options.mustStop?.() === true,
      record(events) {
        if (number > HISTORIES_AT_MOST) return
        if (limits.history !== 'streamed') for (const event of events) history.push(event)
        if (events.length > 0) onProgress?.(events)
      },
      recordChildren: (parts, mapRuns) => children.record(parts, mapRuns),
      schedule: (task) => this.#schedule(member(), task, set),
      askStorage: (requestId, storage) =>
        clock.set(prefix + requestId, clock.now, { execution: member(), requestId, storage }),
      cancel: (taskToken) => {
        clock.clear(prefix + answerTo(taskToken))
        this.#waiting.delete(taskToken)
        giveUp(this.#options.account, taskToken, this.#serviceWorld())
      },
    }
  }

  async #schedule(
    member: Member,
    task: ScheduledTask,
    set: (id: string, due: Instant, signal: Signal) => void,
  ): Promise<void> {
    const { account, calls } = this.#options
    const { executionArn, stateMachineArn, roleArn } = member.identity
    const { taskToken, stateName } = task
    this.#waiting.set(taskToken, member)
    const mock = member === this.members[0] && this.#mockOf(stateName)
    if (mock) return this.#answerInstead(mock, task, set)
    // What the call leads to comes after its own answer, also where both are due at once.
    const later: [Instant, Happening][] = []
    const world = {
      ...this.#serviceWorld(),
      agenda: { at: (due: Instant, what: Happening) => later.push([due, what]) },
    }
    const caller = { executionArn, stateMachineArn, stateName, roleArn }
    const answer = await perform(account, { ...task, caller }, world)
    calls.record(task, this.clock.now, answer)
    const at = this.clock.now + answer.durationMs
    const signal = answerSignal(answer, taskToken, at)
    if (signal) set(answerTo(taskToken), at, signal)
    for (const [due, happening] of later) this.#appoint(due, happening)
  }

  /** What this call of the state is to be answered instead. */
  #mockOf(state: StateName): Mock | undefined {
    const { mocks = [] } = this.#options
    if (mocks.length === 0) return undefined
    const invocation = this.#invoked.get(state) ?? 0
    this.#invoked.set(state, invocation + 1)
    return mocks.find((mock) => mock.state === state && mock.invocation === invocation)
  }

  #answerInstead(
    { outcome, submitted, afterMs }: Mock,
    { taskToken, resource }: ScheduledTask,
    set: (id: string, due: Instant, signal: Signal) => void,
  ): void {
    const { now } = this.clock
    const at = now + afterMs
    if (resource.kind === 'Activity') {
      set(`start of ${taskToken}`, now, { type: 'TaskStarted', at: now, taskToken })
    }
    if (submitted !== undefined) {
      set(`receipt of ${taskToken}`, now, { type: 'TaskSubmitted', at: now, taskToken, output: submitted })
    }
    const settled: Signal = outcome.ok
      ? { type: 'TaskSucceeded', at, taskToken, output: outcome.output }
      : { type: 'TaskFailed', at, taskToken, failure: outcome.failure }
    set(answerTo(taskToken), at, settled)
  }

  async #answerStorage(member: Member, requestId: string, request: StorageRequest): Promise<void> {
    const at = this.clock.now
    const answer = await askStorage(this.#options.account, request, member.identity, at)
    return this.#take(member, { type: 'StorageAnswered', at, requestId, answer })
  }

  #serviceWorld(): ServiceWorld {
    return {
      at: this.clock.now,
      runHandler: this.#options.runHandler,
      agenda: { at: (due, happening) => this.#appoint(due, happening) },
    }
  }

  #appoint(due: Instant, happening: Happening): void {
    this.otherSide.heed(happening, 1)
    this.clock.set(`happening ${++this.#appointments}`, due, { happening })
  }
}

/** Of the appointments of an execution, by its place among the members. */
function prefixOf(number: number): string {
  return number === 0 ? '' : `${number} `
}
