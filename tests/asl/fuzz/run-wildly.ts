import {
  begin,
  type EndedExecution,
  type ExecutionOptions,
  type HistoryEvent,
  type RunningExecution,
  redriveRefusal,
  restore,
  type Signal,
  type StateMachine,
  type StoppedBy,
  snapshot,
  step,
} from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import { brokenInvariants } from '../../support/history-invariants'
import type { Chance } from './chance'
import { WildWorld } from './wild-world'

/** More steps than our limits allow any execution here: reaching it means that a limit does not hold. */
const MOST_STEPS = 20_000

export interface WildRun {
  /** What must never be: broken invariants, an endless execution, another history of the same signals. */
  problems: string[]
  ending: 'waits' | StoppedBy['limit'] | 'SUCCEEDED' | 'FAILED' | 'ABORTED' | 'TIMED_OUT'
}

/**
 * One execution in a world without manners: tasks answer late, twice, never or with anything; timers fire in any
 * order; tokens are made up; values are overridden; the execution is stopped, redriven, saved and loaded. Some are
 * done again with the same signals, and nothing in between.
 */
export async function runWildly(machine: StateMachine, input: JsonValue, chance: Chance): Promise<WildRun> {
  const options = wildOptions(chance)
  const world = new WildWorld(chance)
  const signals: Signal[] = []
  const histories = new Histories()
  let execution: RunningExecution = begin(machine, options)
  let ending: WildRun['ending'] = 'waits'
  let signal: Signal | undefined = { type: 'Started', at: world.now, input }
  while (signal) {
    if (signals.push(signal) > MOST_STEPS) return { problems: ['it goes on for ever'], ending }
    const stepping = step(execution, signal)
    const made = stepping instanceof Promise ? await stepping : stepping
    histories.add(made.history, made.children)
    world.perform(made.effects)
    if (made.execution.status === 'RUNNING') {
      execution = made.execution
      signal = world.next(histories.main.length)
    } else {
      ending = endingOf(made.execution)
      const mayGoOn = redriveRefusal(execution, world.now) === undefined && chance.oneIn(3)
      signal = mayGoOn ? { type: 'Redriven', at: world.now } : undefined
    }
    if (chance.oneIn(40)) execution = reloaded(machine, execution)
  }
  const problems = histories.problems()
  if (chance.oneIn(20)) {
    const again = await replayed(machine, options, signals)
    if (JSON.stringify(again.main) !== JSON.stringify(histories.main)) problems.push('replay differs')
  }
  return { problems, ending }
}

function wildOptions(chance: Chance): ExecutionOptions {
  return {
    seed: chance.below(2 ** 32),
    type: chance.oneIn(4) ? 'EXPRESS' : 'STANDARD',
    limits: {
      transitions: 200,
      frames: 100,
      memoryBytes: 2 ** 21,
      ...(chance.oneIn(10) && { historyEvents: 5 + chance.below(40) }),
      ...(chance.oneIn(20) && { payloadBytes: 400 }),
    },
    ...(chance.oneIn(10) && { refuse: () => 'refused' }),
  }
}

async function replayed(
  machine: StateMachine,
  options: ExecutionOptions,
  signals: readonly Signal[],
): Promise<Histories> {
  const histories = new Histories()
  const execution = begin(machine, options)
  for (const signal of signals) {
    const { history, children } = await step(execution, signal)
    histories.add(history, children)
  }
  return histories
}

function reloaded(machine: StateMachine, execution: RunningExecution): RunningExecution {
  const { refuse } = execution
  return restore(machine, JSON.parse(JSON.stringify(snapshot(execution))), { refuse })
}

function endingOf(ended: EndedExecution): WildRun['ending'] {
  return ended.status === 'STOPPED' ? ended.stoppedBy.limit : ended.status
}

/** Of the execution, and of the children of its map runs. */
class Histories {
  readonly main: HistoryEvent[] = []
  readonly #children = new Map<string, HistoryEvent[]>()

  add(history: readonly HistoryEvent[], children: Awaited<ReturnType<typeof step>>['children']): void {
    for (const event of history) this.main.push(event)
    for (const { executionArn, history: part } of children) {
      const known = this.#children.get(executionArn)
      if (known) known.push(...part)
      else this.#children.set(executionArn, [...part])
    }
  }

  problems(): string[] {
    return [this.main, ...this.#children.values()].flatMap(brokenInvariants)
  }
}
