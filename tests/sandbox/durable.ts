import type { HistoryEvent, Instant } from '@/lib/asl'
import { loadHandlers } from '@/lib/handlers'
import {
  type Answers,
  type Appointment,
  type Command,
  type KeptExecution,
  type KeptTask,
  type LoadedExecution,
  type LoadedMachine,
  type Needs,
  needsOf,
  needsOfCommand,
  type TurnGiven,
  type TurnMade,
  takeTurn,
  union,
} from '@/lib/sandbox'
import {
  ACCOUNT_ID,
  type AccountParts,
  type AccountSetup,
  createAccount,
  REGION,
  savedAccount,
} from '@/lib/services'

const handlers = await loadHandlers()

interface Row {
  kept: KeptExecution
  machine: LoadedMachine
  snapshot?: string
  events: string[]
}

/** A durable sandbox whose store is a few maps, written as a database would be: texts in, texts out. */
export class DurableSandbox {
  readonly rows = new Map<string, Row>()
  readonly children = new Map<string, string[]>()
  readonly tasks = new Map<string, KeptTask>()
  readonly machines = new Map<string, LoadedMachine>()
  readonly faults: unknown[] = []
  activities: string[]
  now: Instant
  turns = 0
  #parts: AccountParts
  #appointments = new Map<string, Appointment>()
  #executionsMade = 0
  #appointmentsMade = 0

  constructor(
    setup: AccountSetup,
    readonly options: {
      clock: 'virtual' | 'wall'
      startAt: Instant
      /** Steps of one turn. */
      steps?: number
      /** Appointments that are loaded for one turn. */
      loaded?: number
      /** Whether the turn with this number is lost before it is stored. */
      isLost?: (turn: number) => boolean
      historyBytesAtMost?: number
    },
  ) {
    const { machines = {}, activities = {}, ...rest } = setup
    this.now = options.startAt
    this.activities = Object.keys(activities)
    this.#parts = savedAccount(createAccount({ ...rest, activities }, { seed: 1 }))
    for (const [name, { definition, type = 'STANDARD' }] of Object.entries(machines))
      this.addMachine(name, definition, type)
  }

  addMachine(name: string, definition: string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): LoadedMachine {
    const roleArn = `arn:aws:iam::${ACCOUNT_ID}:role/${name}-role`
    const machine = { name, type, definition, revisionId: `${name} 1`, roleArn }
    this.machines.set(name, machine)
    return machine
  }

  arnOf(machine: string, name: string): string {
    return `arn:aws:states:${REGION}:${ACCOUNT_ID}:execution:${machine}:${name}`
  }

  async start(machine: LoadedMachine, name: string, input: string) {
    const executionArn = this.arnOf(machine.name, name)
    return this.ask({ kind: 'Start', start: { executionArn, machine, name, input } })
  }

  async ask<C extends Command>(command: C): Promise<Answers[C['kind']]> {
    const [answer] = await this.turn([command])
    return answer as Answers[C['kind']]
  }

  /** Turn after turn until nothing is left to do without waiting. */
  async settle(): Promise<void> {
    while (this.#isDue()) await this.turn([])
  }

  /** Lets real time pass. */
  async pass(ms: number): Promise<void> {
    const until = this.now + ms
    for (;;) {
      await this.settle()
      const [next] = this.#sorted()
      if (!next || next.due > until) break
      this.now = Math.max(this.now, next.due)
    }
    this.now = Math.max(this.now, until)
  }

  history(executionArn: string): HistoryEvent[] {
    return (this.rows.get(executionArn)?.events ?? []).map((text) => JSON.parse(text) as HistoryEvent)
  }

  async turn(commands: readonly Command[]): Promise<TurnMade['answers']> {
    for (;;) {
      this.turns += 1
      let steps = this.options.steps ?? Number.POSITIVE_INFINITY
      const made = await takeTurn(structuredClone(this.#given(commands)), {
        runHandler: handlers,
        isOver: () => steps-- <= 0,
        onFault: (error) => this.faults.push(error),
      })
      if (this.options.isLost?.(this.turns)) continue
      this.#keep(structuredClone(made))
      return made.answers
    }
  }

  #isDue(): boolean {
    const [next] = this.#sorted()
    return next !== undefined && (this.#mayJump() || next.due <= this.now)
  }

  #mayJump(): boolean {
    return this.options.clock === 'virtual' && this.#outside() === 0 && this.#running() > 0
  }

  #outside(): number {
    return [...this.tasks.values()].filter(({ waitsFor }) => waitsFor === 'Outside').length
  }

  #running(): number {
    return [...this.rows.values()].filter(({ kept }) => kept.status === 'RUNNING').length
  }

  #sorted(): Appointment[] {
    return [...this.#appointments.values()].sort((a, b) => a.due - b.due || a.number - b.number)
  }

  #given(commands: readonly Command[]): TurnGiven {
    const all = this.#sorted()
    const appointments = all.slice(0, this.options.loaded ?? all.length)
    const last = appointments.at(-1)
    const needs = union([...appointments.map(needsOf), ...commands.map(needsOfCommand)])
    const waiting = [...this.tasks.values()].filter(
      ({ activity, waitsFor }) =>
        activity !== undefined && waitsFor !== 'Nobody' && needs.activities.includes(activity),
    )
    const named = needs.tasks.flatMap((token) => this.tasks.get(token) ?? [])
    const executions = this.#executions(needs, [...waiting, ...named])
    const own = [...this.tasks.values()].filter((task) =>
      executions.some(({ kept }) => kept.executionArn === task.executionArn && task.waitsFor !== 'Nobody'),
    )
    return {
      facts: {
        accountId: ACCOUNT_ID,
        region: REGION,
        seed: 7,
        clock: this.options.clock,
        now: this.now,
        running: this.#running(),
        runningAtMost: 1_000,
        outside: this.#outside(),
        isFull: false,
        historyBytesAtMost: this.options.historyBytesAtMost ?? 2 ** 24,
        executionsMade: this.#executionsMade,
        appointmentsMade: this.#appointmentsMade,
      },
      parts: this.#parts,
      activities: this.activities,
      machines: needs.machines.flatMap((name) => this.machines.get(name) ?? []),
      executions,
      tasks: [...new Set([...waiting, ...named, ...own])],
      appointments,
      ...(last && appointments.length < all.length && { moreFrom: last.due }),
      lookedFor: needs,
      commands,
    }
  }

  #executions(needs: Needs, tasks: readonly KeptTask[]): LoadedExecution[] {
    const arns = new Set([...needs.executions, ...tasks.map(({ executionArn }) => executionArn)])
    return [...arns].flatMap((arn) => {
      const row = this.rows.get(arn)
      if (!row) return []
      const { kept, machine, snapshot } = row
      return {
        kept,
        definition: machine.definition,
        roleArn: machine.roleArn,
        ...(snapshot !== undefined && { snapshot }),
      }
    })
  }

  #keep(made: TurnMade): void {
    this.now = made.now
    this.#executionsMade = made.executionsMade
    this.#appointmentsMade = made.appointmentsMade
    for (const { kept, snapshot, events } of made.executions) {
      const machine = this.machines.get(kept.machine)
      if (!machine) throw new Error(`There is no machine ${kept.machine}.`)
      const before = this.rows.get(kept.executionArn)?.events ?? []
      const row: Row = { kept, machine, events: [...before, ...events] }
      if (snapshot !== undefined) row.snapshot = snapshot
      this.rows.set(kept.executionArn, row)
    }
    for (const { executionArn, events } of made.children)
      this.children.set(executionArn, [...(this.children.get(executionArn) ?? []), ...events])
    const { set, cleared, clearedOf } = made.appointments
    for (const key of cleared) this.#appointments.delete(key)
    for (const [key, { executionArn }] of this.#appointments)
      if (executionArn !== undefined && clearedOf.includes(executionArn)) this.#appointments.delete(key)
    for (const appointment of set) this.#appointments.set(appointment.key, appointment)
    for (const task of made.tasks.kept) this.tasks.set(task.taskToken, task)
    for (const token of made.tasks.closed) {
      const task = this.tasks.get(token)
      if (task) task.waitsFor = 'Nobody'
    }
    for (const [name, text] of made.parts) {
      if (text === undefined) this.#parts.delete(name)
      else this.#parts.set(name, text)
    }
  }
}
