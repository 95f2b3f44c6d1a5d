import type { Execution, Instant, Signal } from '@/lib/asl'
import type { RunHandler } from '@/lib/handlers'
import {
  type Account,
  accountOf,
  activityRefusal,
  executionEnded,
  type Happening,
  refusal,
  type World as ServiceWorld,
  type StoredExecution,
} from '@/lib/services'
import { advance } from '../drive'
import { keepEnding } from '../keep-ending'
import { ChildParts } from './child-parts'
import { executionWorld } from './execution-world'
import { type Member, newMember, restoredMember } from './members'
import { OpenTasks } from './open-tasks'
import { StoredAgenda } from './stored-agenda'
import type { Appointment, Due, Needs, SandboxFacts, StartCommand, TurnGiven } from './turn-data'

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
 * A durable sandbox during one turn: what was loaded of it, and how its executions begin, go on and end. What is done
 * with it stands beside: `obey` the commands, then `meetDue`. What concerns an execution, a machine or a task that was
 * not loaded is left for the next turn.
 */
export class Turn {
  readonly facts: SandboxFacts
  readonly account: Account
  readonly agenda: StoredAgenda
  /** By the ARN of the execution. */
  readonly members = new Map<string, Member>()
  /** Executions to which something happened. */
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
    this.facts = facts
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

  /** Executions ever made in this sandbox. */
  get executionsMade(): number {
    return this.#executionsMade
  }

  /** Executions that run, all together. */
  get running(): number {
    return this.#running
  }

  /** There was no time for all that is due. */
  get isCut(): boolean {
    const { moreFrom } = this.#given
    return (
      this.#wasStopped || this.#deferred.length > 0 || (moreFrom !== undefined && moreFrom <= this.#until())
    )
  }

  /** What is due next and may happen now; nothing when time is over, too. */
  next(): Appointment | undefined {
    return this.#isOver() ? undefined : this.agenda.next(this.#until())
  }

  /** Whether all of it was loaded, or looked for in vain. */
  has({ executions, machines, tasks, activities }: Needs): boolean {
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

  /** Leaves something for the next turn, which loads what it needs. Until then time does not jump. */
  defer(appointment: Appointment): void {
    this.#deferred.push(appointment)
  }

  /** Appoints anew what was deferred: at the end, so that this turn does not meet it again. */
  appointDeferred(): void {
    for (const { key, what, executionArn } of this.#deferred)
      this.agenda.set(`${key} again`, OVERDUE, what, executionArn)
  }

  /** A new execution, before its first signal; `stored` is one that a task or an event has started. */
  begin(start: StartCommand, owner = this.account, stored?: StoredExecution): Member {
    const { region, seed } = this.facts
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

  /** An execution that had ended runs again. */
  revive({ kept }: Member): void {
    kept.status = 'RUNNING'
    delete kept.stopDate
    delete kept.failure
    this.#running += 1
    this.ended.delete(kept.executionArn)
  }

  /** One signal and all that follows from it without waiting, or as far as there is time. */
  async take(member: Member, signal: Signal): Promise<void> {
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
      const current = await advance(
        running,
        recorded.signal,
        executionWorld(this, member, recorded, mustStop),
      )
      if (current.status !== 'RUNNING') return this.#arrive(member, current)
    } catch (error) {
      this.noteFault(error)
      return this.halt(member, 'Stepwise could not go on with this execution because of a fault of its own.')
    }
    if (this.#isTooLong(member)) {
      const mebibytes = Math.round(this.facts.historyBytesAtMost / 2 ** 20)
      return this.halt(
        member,
        `The history is larger than ${mebibytes} MiB; the sandbox keeps no more of one execution.`,
      )
    }
    if (isCut) this.#appoint('goes on', OVERDUE, { kind: 'Signal', signal: { type: 'Continue', at } }, member)
  }

  /** Ends an execution at a limit of ours: no event pretends that AWS did it. */
  halt(member: Member, message: string): void {
    const { kept } = member
    this.touched.add(kept.executionArn)
    this.tasks.closeOf(kept.executionArn)
    this.#arrive(member, {
      status: 'STOPPED',
      stopDate: this.agenda.now,
      stoppedBy: { limit: 'history', message },
    })
  }

  /** The world of services at this instant. */
  serviceWorld(): ServiceWorld {
    return {
      at: this.agenda.now,
      runHandler: this.#world.runHandler,
      agenda: { at: (due, happening) => this.expect(due, happening) },
    }
  }

  /** Something that services do is to happen. An execution that starts so is taken into the turn at once. */
  expect(due: Instant, happening: Happening): void {
    if (happening.kind === 'ExecutionStarts') this.#adopt(happening.executionArn)
    this.#appoint('happening', due, { kind: 'Happening', happening })
  }

  /** A fault of ours, which costs an execution and not the turn. */
  noteFault(error: unknown): void {
    this.#world.onFault(error)
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
      this.noteFault(error)
      const { snapshot: _, ...rest } = loaded
      const member = restoredMember(rest, (task) => this.#refuse(task))
      this.members.set(kept.executionArn, member)
      if (kept.status === 'RUNNING')
        this.halt(
          member,
          'This execution was begun by another version of Stepwise, which this one cannot go on with.',
        )
    }
  }

  #arrive({ kept }: Member, ended: Exclude<Execution, { status: 'RUNNING' }>): void {
    keepEnding(kept, ended)
    if (ended.status === 'STOPPED') kept.isHalted = true
    this.#running -= 1
    this.ended.add(kept.executionArn)
    this.agenda.clearOf(kept.executionArn)
    executionEnded(kept, this.serviceWorld())
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
    this.begin({ machine: loaded, name: stored.name, input: stored.input }, owner, stored)
  }

  #appoint(what: string, due: Instant, happens: Due, member?: Member): void {
    const key = `${what} ${this.agenda.made + 1}`
    this.agenda.set(key, due, happens, member?.kept.executionArn)
  }

  #refuse(task: Parameters<typeof refusal>[0]): string | undefined {
    return activityRefusal(this.account, task) ?? refusal(task)
  }

  /** Up to when things may happen now. */
  #until(): Instant {
    const mayJump =
      this.facts.clock === 'virtual' &&
      this.#running > 0 &&
      this.tasks.outside === 0 &&
      this.#deferred.length === 0
    return mayJump ? Number.POSITIVE_INFINITY : this.agenda.now
  }

  #isTooLong({ kept }: Member): boolean {
    return kept.historyBytes > this.facts.historyBytesAtMost
  }

  #isOver(): boolean {
    this.#wasStopped ||= this.#world.isOver()
    return this.#wasStopped
  }
}
