import {
  type ChildHistory,
  type Effect,
  type Execution,
  type HistoryEvent,
  type Instant,
  type MapRunDescription,
  type RunningExecution,
  type ScheduledTask,
  type Signal,
  type Step,
  type StorageRequest,
  step,
  type TaskToken,
} from '@/lib/asl'
import { assertNever } from '@/lib/assert-never'
import type { VirtualClock } from './virtual-clock'

/** What is around an execution: time, services, and somebody who may stop it. */
export interface World {
  clock: Pick<VirtualClock<Signal>, 'now' | 'set' | 'clear'>
  /** Asks a service to work; its answer becomes an appointment of the clock. */
  schedule(task: ScheduledTask): Promise<void>
  /** Reads or writes S3 for a map run; the answer is another appointment. */
  askStorage(requestId: string, request: StorageRequest): void
  /** Nobody waits for the task's answer any more. */
  cancel(taskToken: TaskToken): void
  record(events: readonly HistoryEvent[]): void
  /** What happened in the children of map runs, and how their map runs are now. */
  recordChildren(children: readonly ChildHistory[], mapRuns: readonly MapRunDescription[]): void
  /** Asked before every step; true ends the drive with the execution as it is. */
  mustStop(): boolean
}

/** One execution's timers on a clock that many share: each under `keyOf` its id there, kept by `set`. */
export function clockWithin(
  shared: { readonly now: Instant; clear(key: string): void },
  keyOf: (id: string) => string,
  set: World['clock']['set'],
): World['clock'] {
  return {
    get now() {
      return shared.now
    },
    set,
    clear: (id) => shared.clear(keyOf(id)),
  }
}

/** Takes one execution through signal after signal until it ends, until nothing can move it, or until `mustStop`. */
export async function drive(
  execution: RunningExecution,
  first: Signal,
  world: World & { clock: VirtualClock<Signal> },
): Promise<Execution> {
  let current: Execution = execution
  let signal: Signal | undefined = first
  while (signal && current.status === 'RUNNING' && !world.mustStop()) {
    current = await advance(current, signal, world)
    signal = nextSignal(world.clock)
  }
  return current
}

/**
 * One signal and all that follows from it without waiting. Two steps are never under way at once, and nothing is
 * awaited unless a state evaluates JSONata or calls a service: then the answer is a promise.
 */
export function advance(
  execution: RunningExecution,
  signal: Signal,
  world: World,
): Execution | Promise<Execution> {
  for (let next: Signal | undefined = signal; next && !world.mustStop(); ) {
    const made = stepAhead(execution, next, world)
    if (made instanceof Promise || made.effects.some(isTask)) return advanceWaiting(made, world)
    record(made, world)
    for (const effect of made.effects) if (!isTask(effect)) perform(effect, world)
    if (made.execution.status !== 'RUNNING') return made.execution
    execution = made.execution
    next = mayContinue(made) ? { type: 'Continue', at: world.clock.now } : undefined
  }
  return execution
}

/** The same from a step on that something has to be awaited for. */
async function advanceWaiting(stepping: Step | Promise<Step>, world: World): Promise<Execution> {
  for (;;) {
    const made: Step = stepping instanceof Promise ? await stepping : stepping
    record(made, world)
    for (const effect of made.effects) {
      if (isTask(effect)) await world.schedule(effect.task)
      else perform(effect, world)
    }
    if (made.execution.status !== 'RUNNING' || !mayContinue(made) || world.mustStop()) return made.execution
    stepping = stepAhead(made.execution, { type: 'Continue', at: world.clock.now }, world)
  }
}

function isTask(effect: Effect): effect is Extract<Effect, { type: 'ScheduleTask' }> {
  return effect.type === 'ScheduleTask'
}

/** At most one effect says so; it is the last. */
function mayContinue({ effects }: Step): boolean {
  return effects.at(-1)?.type === 'Continue'
}

/**
 * Steps for as long as a step asks for nothing but the next one, and answers the one that asks for more. Apart from
 * `advance` because the loop of an asynchronous function is slow, and most steps need nothing of it.
 */
function stepAhead(execution: RunningExecution, signal: Signal, world: World): Step | Promise<Step> {
  // Time stands still meanwhile.
  const goOn: Signal = { type: 'Continue', at: world.clock.now }
  for (;;) {
    const made = step(execution, signal)
    if (made instanceof Promise || made.execution.status !== 'RUNNING') return made
    const { effects } = made
    if (effects.length !== 1 || effects[0]?.type !== 'Continue' || world.mustStop()) return made
    record(made, world)
    execution = made.execution
    signal = goOn
  }
}

function record({ history, children, mapRuns }: Step, world: World): void {
  world.record(history)
  if (mapRuns.length > 0 || children.length > 0) world.recordChildren(children, mapRuns)
}

type Immediate = Exclude<Effect, { type: 'ScheduleTask' }>

function perform(effect: Immediate, { clock, cancel, askStorage }: World): void {
  switch (effect.type) {
    case 'Continue':
      return
    case 'SetTimer': {
      const { timer, due } = effect
      clock.set(timer, due, { type: 'TimerFired', at: due, timer })
      return
    }
    case 'CancelTimer':
      clock.clear(effect.timer)
      return
    case 'AskStorage':
      askStorage(effect.requestId, effect.request)
      return
    case 'CancelTask':
      cancel(effect.taskToken)
      return
    default:
      assertNever(effect)
  }
}

/** A timer set for the past fires now, so the instant is the clock's. */
function nextSignal(clock: VirtualClock<Signal>): Signal | undefined {
  const signal = clock.next()
  return signal && { ...signal, at: clock.now }
}
