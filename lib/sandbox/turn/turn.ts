import {
  type Execution,
  type HistoryEvent,
  type Instant,
  redriveRefusal,
  type ScheduledTask,
  type Signal,
} from '@/lib/asl'
import type { RunHandler } from '@/lib/handlers'
import type { JsonValue } from '@/lib/json'
import {
  type Account,
  accountOf,
  activityRefusal,
  answerStorage,
  executionEnded,
  giveUp,
  type Happening,
  happen,
  mayAssumeRole,
  operationOf,
  perform,
  provision,
  type Reply,
  refusal,
  type World as ServiceWorld,
  type StoredExecution,
  surroundingsOf,
} from '@/lib/services'
import { advance, type World } from '../drive'
import { keepEnding } from '../keep-ending'
import { answerSignal, answerTo, signalOf } from '../task-signals'
import { ChildParts } from './child-parts'
import { keepsHistory, type Member, newMember, restoredMember } from './members'
import { needsOf, needsOfTask } from './needs'
import { OpenTasks } from './open-tasks'
import { StoredAgenda } from './stored-agenda'
import type { Answers, Appointment, Command, Due, Needs, StartCommand, TurnGiven } from './turn-data'

/** Due before all that is due now: what would have happened already, had there been time for it. */
const OVERDUE: Instant = 0

export interface TurnWorld {
  runHandler: RunHandler
  /** Asked before every step: true ends the turn where it is, to go on in the next. */
  isOver: () => boolean
  /** Told of faults of ours, which cost an execution and not the turn. */
  onFault: (error: unknown) => void
}

/**
 * One turn of a durable sandbox: the commands, and then what is due, one after the other. What concerns an
 * execution, a machine or a task that was not loaded is left for the next turn.
 */
export class Turn {
  readonly account: Account
  readonly agenda: StoredAgenda
  readonly members = new Map<string, Member>()
  readonly touched = new Set<string>()
  readonly tasks: OpenTasks
  readonly children: ChildParts
  /** Executions whose appointments have to go, loaded or not. */
  readonly ended = new Set<string>()
  readonly #given: TurnGiven
  readonly #world: TurnWorld
  readonly #lookedFor: { [Of in keyof Needs]: ReadonlySet<string> }
  readonly #deferred: Appointment[] = []
  #running: number
  #executionsMade: number
  #wasStopped = false

  constructor(given: TurnGiven, account: Account, world: TurnWorld) {
    const { facts, appointments, moreFrom, executions, machines, tasks, lookedFor } = given
    this.#given = given
    this.#world = world
    this.account = account
    this.agenda = new StoredAgenda(facts.now, facts.appointmentsMade, appointments, moreFrom)
    this.tasks = new OpenTasks(facts.outside, account, tasks)
    this.children = new ChildParts(() => ++this.#executionsMade)
    this.#running = facts.running
    this.#executionsMade = facts.executionsMade
    this.#lookedFor = {
      executions: new Set(lookedFor.executions),
      machines: new Set(lookedFor.machines),
      tasks: new Set(lookedFor.tasks),
      activities: new Set(lookedFor.activities),
    }
    for (const { name, type, definition } of machines) account.machines.set(name, { name, type, definition })
    for (const loaded of executions) this.#load(loaded)
    for (const activity of lookedFor.activities) this.tasks.dropStale(activity)
  }

  get executionsMade(): number {
    return this.#executionsMade
  }

  /** There was no time for all that is due. */
  get isCut(): boolean {
    const { moreFrom } = this.#given
    return (
      this.#wasStopped || this.#deferred.length > 0 || (moreFrom !== undefined && moreFrom <= this.#until())
    )
  }

  async obey<C extends Command>(command: C): Promise<Answers[C['kind']]> {
    return this.#obey(command) as Promise<Answers[C['kind']]>
  }

  /** Lets happen what is due, until nothing is or time is over. What has to wait for another turn is appointed anew. */
  async run(): Promise<void> {
    while (!this.#isOver()) {
      const next = this.agenda.next(this.#until())
      if (!next) break
      await this.#meet(next)
    }
    for (const { key, what, executionArn } of this.#deferred)
      this.agenda.set(`${key} again`, OVERDUE, what, executionArn)
  }

  async #obey(command: Command): Promise<Answers[Command['kind']]> {
    switch (command.kind) {
      case 'Start':
        return this.#start(command.start)
      case 'Stop': {
        const member = this.members.get(command.executionArn)
        if (!member) return { kind: 'DoesNotExist' }
        await this.#take(member, { type: 'Stopped', at: this.agenda.now, failure: command.failure })
        return { kind: 'Stopped', stopDate: member.kept.stopDate ?? this.agenda.now }
      }
      case 'Redrive':
        return this.#redrive(command.executionArn, command.clientToken)
      case 'Answer':
        return this.#answer(command)
      case 'TakeTask':
        return this.#takeTask(command)
      case 'Halt': {
        const member = this.members.get(command.executionArn)
        if (member?.kept.status === 'RUNNING') this.#halt(member, command.message)
        return undefined
      }
      case 'Forget':
        this.agenda.clear(command.key)
        return undefined
      case 'UpdateMapRun': {
        const { executionArn, mapRunArn, changes } = command
        const member = this.members.get(executionArn)
        if (member?.kept.status !== 'RUNNING') return 'Ended'
        await this.#take(member, { type: 'MapRunUpdated', at: this.agenda.now, mapRunArn, changes })
        return 'Updated'
      }
      case 'TryTask': {
        const answer = await perform(this.account, command.task, this.#serviceWorld())
        if (answer.kind === 'Failed') return { failure: answer.failure }
        return { result: answer.kind === 'Queued' ? {} : answer.output }
      }
      case 'CallService':
        return this.#callService(command)
      case 'Provision':
        return command.changes.map((change) => provision(this.account, change))
      case 'AssumeRole':
        return mayAssumeRole(this.account, command.asked, this.agenda.now)
    }
  }

  async #start(start: StartCommand): Promise<Answers['Start']> {
    const { facts } = this.#given
    const earlier = start.executionArn === undefined ? undefined : this.members.get(start.executionArn)?.kept
    if (earlier?.status === 'RUNNING' && earlier.input === start.input)
      return { kind: 'Started', executionArn: earlier.executionArn, startDate: earlier.startDate }
    if (earlier) return { kind: 'NameTaken', executionArn: earlier.executionArn }
    if (this.#running >= facts.runningAtMost) return { kind: 'TooManyRunning' }
    if (facts.isFull) return { kind: 'StorageFull' }
    const member = this.#begin(start, this.account)
    const { executionArn, startDate } = member.kept
    await this.#take(member, { type: 'Started', at: startDate, input: JSON.parse(start.input) as JsonValue })
    return { kind: 'Started', executionArn, startDate }
  }

  async #redrive(executionArn: string, clientToken?: string): Promise<Answers['Redrive']> {
    const member = this.members.get(executionArn)
    if (!member) return { kind: 'DoesNotExist' }
    const { kept, running } = member
    const before = clientToken === undefined ? undefined : kept.redrives[clientToken]
    if (before !== undefined) return { kind: 'Redriven', redriveDate: before }
    const redriveDate = this.agenda.now
    const reason = running && !kept.isHalted ? redriveRefusal(running, redriveDate) : unredrivable(kept)
    if (reason !== undefined) return { kind: 'NotRedrivable', reason }
    if (this.#running >= this.#given.facts.runningAtMost) return { kind: 'TooManyRunning' }
    kept.status = 'RUNNING'
    delete kept.stopDate
    delete kept.failure
    kept.redriveCount += 1
    kept.redriveDate = redriveDate
    if (clientToken !== undefined) kept.redrives = { ...kept.redrives, [clientToken]: redriveDate }
    this.#running += 1
    this.ended.delete(executionArn)
    await this.#take(member, { type: 'Redriven', at: redriveDate })
    return { kind: 'Redriven', redriveDate }
  }

  async #answer({ taskToken, answer }: Extract<Command, { kind: 'Answer' }>): Promise<Answers['Answer']> {
    const task = this.tasks.get(taskToken)
    if (!task?.pending) return 'UnknownToken'
    const member = this.members.get(task.executionArn)
    if (task.waitsFor === 'Nobody' || task.pending.status !== 'Waiting' || !member) return 'TimedOut'
    const at = this.agenda.now
    switch (answer.kind) {
      case 'Heartbeat':
        this.tasks.beat(taskToken)
        await this.#take(member, { type: 'TaskHeartbeat', at, taskToken })
        break
      case 'Success':
        this.tasks.answered(taskToken, 'Succeeded', at)
        await this.#take(member, { type: 'TaskSucceeded', at, taskToken, output: answer.output })
        break
      case 'Failure':
        this.tasks.answered(taskToken, 'Failed', at)
        await this.#take(member, { type: 'TaskFailed', at, taskToken, failure: answer.failure })
    }
    return 'Accepted'
  }

  async #takeTask({
    activity,
    workerName,
  }: Extract<Command, { kind: 'TakeTask' }>): Promise<Answers['TakeTask']> {
    const task = this.tasks.takeFrom(activity)
    const member = task && this.members.get(task.executionArn)
    if (!task?.pending || !member) return undefined
    const { taskToken } = task
    const at = this.agenda.now
    await this.#take(member, {
      type: 'TaskStarted',
      at,
      taskToken,
      ...(workerName !== undefined && { workerName }),
    })
    return { taskToken, input: task.pending.input }
  }

  async #callService(call: Extract<Command, { kind: 'CallService' }>): Promise<Reply> {
    const operation = operationOf(call.service, call.action)
    if (!operation) return { ok: false, notSimulated: `${call.service}:${call.action}` }
    return operation(call.request, surroundingsOf(this.account, this.#serviceWorld()))
  }

  async #meet(appointment: Appointment): Promise<void> {
    const { what, executionArn } = appointment
    if (!this.#has(needsOf(appointment))) {
      this.#deferred.push(appointment)
      return
    }
    const member = executionArn === undefined ? undefined : this.members.get(executionArn)
    switch (what.kind) {
      case 'Signal':
        return member && this.#take(member, what.signal)
      case 'Call':
        return member && this.#call(member, what.task)
      case 'Happening':
        return this.#happen(what.happening)
    }
  }

  async #happen(happening: Happening): Promise<void> {
    switch (happening.kind) {
      case 'TaskStarted':
      case 'TaskHeartbeat':
      case 'TaskSettled': {
        const task = this.tasks.get(happening.taskToken)
        const member = task && this.members.get(task.executionArn)
        if (!member) return
        if (happening.kind === 'TaskSettled') this.tasks.close(happening.taskToken)
        return this.#take(member, signalOf(happening, this.agenda.now))
      }
      case 'ExecutionStarts': {
        const member = this.members.get(happening.executionArn)
        return member && this.#startAdopted(member)
      }
      case 'ExecutionStops': {
        const { executionArn, failure } = happening
        const member = this.members.get(executionArn)
        return member && this.#take(member, { type: 'Stopped', at: this.agenda.now, failure })
      }
      default:
        try {
          return await happen(this.account, happening, this.#serviceWorld())
        } catch (error) {
          this.#world.onFault(error)
        }
    }
  }

  async #startAdopted(member: Member): Promise<void> {
    const { isFull, runningAtMost } = this.#given.facts
    if (isFull) return this.#halt(member, 'This sandbox has no room for more executions.')
    if (this.#running > runningAtMost)
      return this.#halt(member, `This sandbox runs ${runningAtMost} executions already, and no more at once.`)
    const input = JSON.parse(member.kept.input) as JsonValue
    return this.#take(member, { type: 'Started', at: this.agenda.now, input })
  }

  /** One signal and all that follows from it without waiting, or as far as there is time. */
  async #take(member: Member, signal: Signal): Promise<void> {
    const { running, kept } = member
    if (!running || kept.status !== 'RUNNING') return
    this.touched.add(kept.executionArn)
    const at = this.agenda.now
    const recorded = { signal: { ...signal, at }, steps: 0 }
    member.signals.push(recorded)
    let isCut = false
    const mustStop = () => {
      if (recorded.steps > 0 && (this.#isTooLong(member) || this.#isOver())) isCut = true
      return isCut
    }
    try {
      const current = await advance(running, recorded.signal, this.#worldOf(member, recorded, mustStop))
      if (current.status !== 'RUNNING') return this.#arrive(member, current)
    } catch (error) {
      this.#world.onFault(error)
      return this.#halt(member, 'Stepwise could not go on with this execution because of a fault of its own.')
    }
    if (this.#isTooLong(member)) {
      const mebibytes = Math.round(this.#given.facts.historyBytesAtMost / 2 ** 20)
      return this.#halt(
        member,
        `The history is larger than ${mebibytes} MiB; the sandbox keeps no more of one execution.`,
      )
    }
    if (isCut) this.#appoint('goes on', OVERDUE, { kind: 'Signal', signal: { type: 'Continue', at } }, member)
  }

  #arrive({ kept }: Member, ended: Exclude<Execution, { status: 'RUNNING' }>): void {
    keepEnding(kept, ended)
    if (ended.status === 'STOPPED') kept.isHalted = true
    this.#over(kept.executionArn)
    executionEnded(kept, this.#serviceWorld())
  }

  /** Ends an execution at a limit of ours: no event pretends that AWS did it. */
  #halt(member: Member, message: string): void {
    const { kept } = member
    this.touched.add(kept.executionArn)
    this.tasks.closeOf(kept.executionArn)
    this.#arrive(member, {
      status: 'STOPPED',
      stopDate: this.agenda.now,
      stoppedBy: { limit: 'history', message },
    })
  }

  #over(executionArn: string): void {
    this.#running -= 1
    this.ended.add(executionArn)
    this.agenda.clearOf(executionArn)
  }

  #load(loaded: TurnGiven['executions'][number]): void {
    const { kept } = loaded
    accountOf(kept.executionArn, this.account)?.executions.set(kept.executionArn, kept)
    try {
      this.members.set(
        kept.executionArn,
        restoredMember(loaded, (task) => this.#refuse(task)),
      )
    } catch (error) {
      this.#world.onFault(error)
      const { snapshot: _, ...rest } = loaded
      const member = restoredMember(rest, (task) => this.#refuse(task))
      this.members.set(kept.executionArn, member)
      if (kept.status === 'RUNNING')
        this.#halt(
          member,
          'This execution was begun by another version of Stepwise, which this one cannot go on with.',
        )
    }
  }

  #begin(start: StartCommand, owner: Account, stored?: StoredExecution): Member {
    const { region, seed } = this.#given.facts
    const member = newMember(
      start,
      { number: ++this.#executionsMade, startDate: this.agenda.now, stored },
      { accountId: owner.accountId, region, seed, refuse: (task) => this.#refuse(task) },
    )
    const { executionArn } = member.kept
    owner.executions.set(executionArn, member.kept)
    this.members.set(executionArn, member)
    this.touched.add(executionArn)
    this.#running += 1
    return member
  }

  /** An execution that a task or an event has started: from here on it is one like all others. */
  #adopt(executionArn: string): void {
    const owner = accountOf(executionArn, this.account)
    const stored = owner?.executions.get(executionArn)
    const machine = stored && owner?.machines.get(stored.machine)
    if (!owner || !stored || machine?.definition === undefined) return
    const { name, type, definition } = machine
    const roleArn = `arn:aws:iam::${owner.accountId}:role/${name}-role`
    const known = owner === this.account && this.#given.machines.find((one) => one.name === name)
    const loaded = known || { name, type, definition, revisionId: owner.accountId, roleArn }
    this.#begin({ machine: loaded, name: stored.name, input: stored.input }, owner, stored)
  }

  #worldOf(member: Member, recorded: { steps: number }, mustStop: () => boolean): World {
    const { agenda } = this
    const { kept, events } = member
    const set = (id: string, due: Instant, signal: Signal) =>
      agenda.set(keyOf(member, id), due, { kind: 'Signal', signal }, kept.executionArn)
    return {
      clock: {
        get now() {
          return agenda.now
        },
        set,
        clear: (id) => agenda.clear(keyOf(member, id)),
      },
      mustStop,
      record: (made) => {
        recorded.steps += 1
        kept.lastEventId += made.length
        if (keepsHistory(kept)) for (const event of made) kept.historyBytes += keepText(events, event)
      },
      recordChildren: (parts, mapRuns) => {
        kept.historyBytes += this.children.record(kept.executionArn, parts, mapRuns)
      },
      askStorage: (requestId, request) => {
        const answer = answerStorage(this.account.buckets, request, agenda.now)
        set(requestId, agenda.now, { type: 'StorageAnswered', at: agenda.now, requestId, answer })
      },
      schedule: async (task) => {
        if (this.#has(needsOfTask(task))) return this.#call(member, task)
        const due = agenda.now
        this.#deferred.push({
          key: keyOf(member, `call ${task.taskToken}`),
          number: 0,
          due,
          executionArn: kept.executionArn,
          what: { kind: 'Call', task },
        })
      },
      cancel: (taskToken) => this.#cancel(member, taskToken),
    }
  }

  /** Asks a service to do a task's work. What the call leads to comes after its own answer. */
  async #call(member: Member, task: ScheduledTask): Promise<void> {
    const { running, kept } = member
    const { taskToken, stateName } = task
    if (!running || kept.status !== 'RUNNING') return
    this.touched.add(kept.executionArn)
    const { executionArn, stateMachineArn, roleArn } = running.identity
    const later: [Instant, Happening][] = []
    const world = {
      ...this.#serviceWorld(),
      agenda: { at: (due: Instant, what: Happening) => later.push([due, what]) },
    }
    const caller = { executionArn, stateMachineArn, stateName, roleArn }
    const answer = await perform(this.account, { ...task, caller }, world)
    const at = this.agenda.now + answer.durationMs
    const signal = answerSignal(answer, taskToken, at)
    if (signal)
      this.agenda.set(keyOf(member, answerTo(taskToken)), at, { kind: 'Signal', signal }, executionArn)
    this.tasks.scheduled(
      task,
      executionArn,
      answer,
      later.map(([, what]) => what),
    )
    for (const [due, what] of later) this.#expect(due, what)
  }

  #cancel(member: Member, taskToken: string): void {
    this.agenda.clear(keyOf(member, answerTo(taskToken)))
    const awaited = this.tasks.get(taskToken)?.awaits
    this.tasks.close(taskToken)
    giveUp(this.account, taskToken, this.#serviceWorld())
    if (awaited !== undefined && !this.members.has(awaited))
      this.#expect(this.agenda.now, { kind: 'ExecutionStops', executionArn: awaited, failure: {} })
  }

  #serviceWorld(): ServiceWorld {
    return {
      at: this.agenda.now,
      runHandler: this.#world.runHandler,
      agenda: { at: (due, happening) => this.#expect(due, happening) },
    }
  }

  #expect(due: Instant, happening: Happening): void {
    if (happening.kind === 'ExecutionStarts') this.#adopt(happening.executionArn)
    this.#appoint('happening', due, { kind: 'Happening', happening })
  }

  #appoint(what: string, due: Instant, happens: Due, member?: Member): void {
    const key = `${what} ${this.agenda.made + 1}`
    this.agenda.set(key, due, happens, member?.kept.executionArn)
  }

  #refuse(task: Parameters<typeof refusal>[0]): string | undefined {
    return activityRefusal(this.account, task) ?? refusal(task)
  }

  #has({ executions, machines, tasks, activities }: Needs): boolean {
    const { members, account } = this
    const hasExecution = (arn: string) => members.has(arn) || this.#lookedFor.executions.has(arn)
    return (
      executions.every(hasExecution) &&
      machines.every((name) => account.machines.has(name) || this.#lookedFor.machines.has(name)) &&
      tasks.every((token) => {
        const task = this.tasks.get(token)
        return task ? hasExecution(task.executionArn) : this.#lookedFor.tasks.has(token)
      }) &&
      activities.every((name) => this.#lookedFor.activities.has(name) || this.tasks.knowsAllOf(name))
    )
  }

  /** Up to when things may happen now. */
  #until(): Instant {
    const { facts } = this.#given
    const mayJump =
      facts.clock === 'virtual' &&
      this.#running > 0 &&
      this.tasks.outside === 0 &&
      this.#deferred.length === 0
    return mayJump ? Number.POSITIVE_INFINITY : this.agenda.now
  }

  #isTooLong({ kept }: Member): boolean {
    return kept.historyBytes > this.#given.facts.historyBytesAtMost
  }

  #isOver(): boolean {
    this.#wasStopped ||= this.#world.isOver()
    return this.#wasStopped
  }
}

/** Why an execution that nothing can come of cannot be redriven. */
function unredrivable({ status, isHalted }: Member['kept']): string {
  return isHalted
    ? 'Stepwise stopped this execution at a limit of its own.'
    : `Execution is ${status} and cannot be redriven`
}

function keyOf({ kept }: Member, id: string): string {
  return `${kept.number} ${id}`
}

/** Bytes of UTF-8, or a little more. */
function keepText(texts: string[], event: HistoryEvent): number {
  const text = JSON.stringify(event)
  texts.push(text)
  return text.length
}
