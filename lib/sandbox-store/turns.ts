import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { PoolFull } from '@/lib/runners/server'
import type { AnswerTo, Command, TurnGiven, TurnMade } from '@/lib/sandbox'
import { commitTurn, LeaseLost } from './commit-turn'
import { giveBack, type LeasedSandbox, RENEW_MS, renewLease, takeLease } from './lease'
import { loadTurn } from './load-turn'
import { turnPool } from './turn-pool'

/** Nobody could take the sandbox on in time; nothing has happened, and asking again may help. */
export class SandboxBusy extends Error {
  constructor() {
    super('The sandbox is busy.')
    this.name = 'SandboxBusy'
  }
}

/** The command could not be done because of a fault of ours. */
export class CommandFailed extends Error {}

interface Asked {
  command: Command
  since: number
  settle: (answer: never) => void
  fail: (error: Error) => void
}

interface Queue {
  asked: Asked[]
  isAtWork: boolean
  /** Something is due besides. */
  isDue: boolean
}

/** Commands and appointments of one turn. */
const COMMANDS_AT_MOST = 64
const APPOINTMENTS_AT_MOST = 200
/** How long a command waits for the lease of its sandbox. */
const PATIENCE_MS = 20_000
/** Sandboxes that one process works on at once. */
const AT_WORK_AT_MOST = 6
/** After a turn that came to nothing, so many are taken with one thing each. */
const CAREFUL_TURNS = 20

/**
 * The turns that this process takes: of each sandbox one at a time, under its lease. Commands that arrive meanwhile
 * wait, and are all part of the next turn, so many clients cost few transactions.
 */
export class Turns {
  readonly #queues = new Map<string, Queue>()
  readonly #waiting: string[] = []
  readonly #onDue: (sandboxId: string, inMs: number | undefined) => void
  readonly #stored = new EventEmitter()
  #atWork = 0
  #isClosed = false

  /** `onDue` is told after each turn when the next one is due. */
  constructor(onDue: (sandboxId: string, inMs: number | undefined) => void) {
    this.#onDue = onDue
    this.#stored.setMaxListeners(0)
  }

  /** @throws SandboxBusy, CommandFailed */
  ask<C extends Command>(sandboxId: string, command: C): Promise<AnswerTo<C>> {
    return new Promise<AnswerTo<C>>((settle, fail) => {
      const queue = this.#queueOf(sandboxId)
      queue.asked.push({ command, since: performance.now(), settle: settle as Asked['settle'], fail })
      this.#queue(sandboxId)
    })
  }

  /** Something is due in the sandbox. */
  wake(sandboxId: string): void {
    this.#queueOf(sandboxId).isDue = true
    this.#queue(sandboxId)
  }

  /** Kept with the next turn that this process stores, or after `waitMs`. */
  async nextStored(sandboxId: string, waitMs: number, abandoned?: AbortSignal): Promise<void> {
    const ended = new AbortController()
    const onStored = () => ended.abort()
    this.#stored.once(sandboxId, onStored)
    const signal = abandoned ? AbortSignal.any([ended.signal, abandoned]) : ended.signal
    await sleep(waitMs, undefined, { signal }).catch(() => undefined)
    this.#stored.off(sandboxId, onStored)
  }

  /** Takes no more turns. Resolves when those under way are over. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#waiting.length = 0
    while (this.#atWork > 0) await sleep(10)
  }

  #queueOf(sandboxId: string): Queue {
    const known = this.#queues.get(sandboxId)
    if (known) return known
    const queue: Queue = { asked: [], isAtWork: false, isDue: false }
    this.#queues.set(sandboxId, queue)
    return queue
  }

  #queue(sandboxId: string): void {
    const queue = this.#queues.get(sandboxId)
    if (!queue || queue.isAtWork || this.#isClosed) return
    queue.isAtWork = true
    this.#waiting.push(sandboxId)
    this.#dispatch()
  }

  #dispatch(): void {
    while (this.#atWork < AT_WORK_AT_MOST) {
      const sandboxId = this.#waiting.shift()
      if (sandboxId === undefined) return
      this.#atWork += 1
      void this.#work(sandboxId).finally(() => {
        this.#atWork -= 1
        this.#dispatch()
      })
    }
  }

  async #work(sandboxId: string): Promise<void> {
    const queue = this.#queueOf(sandboxId)
    queue.isDue = false
    try {
      await this.#turn(sandboxId, queue)
    } catch (error) {
      // The database is away, most likely: whoever asked hears of it, and what is due stays due.
      for (const { fail } of queue.asked.splice(0)) fail(asError(error))
    }
    queue.isAtWork = false
    if (queue.asked.length > 0 || queue.isDue) this.#queue(sandboxId)
    else this.#queues.delete(sandboxId)
  }

  async #turn(sandboxId: string, queue: Queue): Promise<void> {
    const sandbox = await takeLease(sandboxId)
    if (!sandbox) return this.#waitForLease(queue)
    const asked = queue.asked.splice(0, sandbox.careful > 0 ? 1 : COMMANDS_AT_MOST)
    const ended = keepLease(sandbox)
    try {
      const dueInMs = await this.#taken(sandbox, asked)
      this.#stored.emit(sandboxId)
      this.#onDue(sandboxId, dueInMs)
      if (dueInMs === 0) queue.isDue = true
    } catch (error) {
      if (error instanceof LeaseLost) queue.asked.unshift(...asked)
      else {
        await giveBack(sandbox).catch(() => undefined)
        for (const { fail } of asked) fail(asError(error))
        if (!(error instanceof PoolFull)) throw error
      }
    } finally {
      ended()
    }
  }

  /** Another process has it. What is due there is its business; what was asked here waits. */
  async #waitForLease({ asked }: Queue): Promise<void> {
    const now = performance.now()
    const patient = asked.filter(({ since }) => now - since < PATIENCE_MS)
    for (const { since, fail } of asked) if (now - since >= PATIENCE_MS) fail(new SandboxBusy())
    asked.splice(0, asked.length, ...patient)
    if (patient.length > 0) await sleep(5 + Math.random() * 20)
  }

  async #taken(sandbox: LeasedSandbox, asked: readonly Asked[]): Promise<number | undefined> {
    const isCareful = sandbox.careful > 0
    const appointments = isCareful ? (asked.length > 0 ? 0 : 1) : APPOINTMENTS_AT_MOST
    const commands = asked.map(({ command }) => command)
    const given = await loadTurn(sandbox, commands, appointments)
    const outcome = await turnPool().run(() => given)
    if (outcome.kind === 'Replied' && outcome.reply.ok) {
      const { made, faults } = outcome.reply
      for (const fault of faults) console.error('A fault in a sandbox:', fault)
      const dueInMs = await commitTurn(sandbox, given, made)
      settleAll(asked, made)
      return dueInMs
    }
    const what = outcome.kind === 'Replied' && !outcome.reply.ok ? outcome.reply.fault : outcome.kind
    console.error('A turn of a sandbox came to nothing:', what)
    if (!isCareful) {
      // Somebody among many is to blame; from here on one thing at a time, until it is found.
      await giveBack(sandbox, CAREFUL_TURNS)
      for (const one of asked) this.#askAgain(sandbox.id, one)
      return 0
    }
    return this.#giveUpOn(sandbox, given, asked)
  }

  #askAgain(sandboxId: string, asked: Asked): void {
    this.#queueOf(sandboxId).asked.push(asked)
  }

  /** The one thing of this turn cannot be done: the command is refused, the execution ends, and the rest goes on. */
  async #giveUpOn(
    sandbox: LeasedSandbox,
    given: TurnGiven,
    asked: readonly Asked[],
  ): Promise<number | undefined> {
    for (const { fail } of asked)
      fail(new CommandFailed('This could not be done within the bounds of a sandbox.'))
    const [appointment] = asked.length > 0 ? [] : given.appointments
    const executionArn = appointment?.executionArn ?? namedBy(asked[0]?.command)
    const message =
      'One step of this execution took more time or memory than the sandbox allows, so the execution was ended.'
    const instead: Command[] =
      executionArn !== undefined
        ? [{ kind: 'Halt', executionArn, message }]
        : appointment
          ? [{ kind: 'Forget', key: appointment.key }]
          : []
    const halting = await loadTurn(sandbox, instead, 0)
    const outcome = await turnPool().run(() => halting)
    if (outcome.kind === 'Replied' && outcome.reply.ok)
      return commitTurn(sandbox, halting, outcome.reply.made)
    await giveBack(sandbox, CAREFUL_TURNS)
    throw new Error('A sandbox cannot be taken on at all.')
  }
}

function namedBy(command: Command | undefined): string | undefined {
  return command?.kind === 'Stop' || command?.kind === 'Redrive' ? command.executionArn : undefined
}

function settleAll(asked: readonly Asked[], { answers }: TurnMade): void {
  for (const [index, { settle }] of asked.entries()) settle(answers[index] as never)
}

/** Renews the lease for as long as the turn takes; answers how to stop that. */
function keepLease(sandbox: LeasedSandbox): () => void {
  const timer = setInterval(() => void renewLease(sandbox).catch(() => false), RENEW_MS)
  return () => clearInterval(timer)
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
