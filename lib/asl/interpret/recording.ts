import type { JsonValue } from '@/lib/json'
import type { EventId } from '../history/history-event'
import type { StateMachine } from '../parse/state-machine'
import { begin } from './begin'
import { canMove } from './child-executions'
import type { ExecutionOptions, RefuseTask, RunningExecution } from './execution'
import { framesFrom } from './living-values'
import type { Effect, Signal } from './signal'
import { restore, snapshot } from './snapshot'
import { step } from './step'
import { scheduledTask } from './tasks'

/**
 * What it takes to go back to any event of an execution: its signals, and a snapshot now and then. To find out what
 * would have been if event n had shown another value:
 *
 *     const { execution } = await executionBefore(recording, n)
 *     await step(execution, { type: 'Overridden', at, event: n, value })
 *     for (const effect of outstanding(execution)) …   // hand them to a world that goes on from here
 */
export interface Recording {
  readonly machine: StateMachine
  readonly options: ExecutionOptions
  readonly signals: RecordedSignal[]
  /** Rising; the first is missing where the execution has to be made anew. */
  readonly snapshots: { readonly before: number; readonly saved: JsonValue }[]
}

interface RecordedSignal {
  readonly signal: Signal
  /** The id of the latest event when it arrived. */
  readonly after: EventId | 0
}

/** A snapshot costs as much as what is alive; so many steps lie between two. */
const STEPS_BETWEEN_SNAPSHOTS = 1_000

export function newRecording(machine: StateMachine, options: ExecutionOptions): Recording {
  return { machine, options, signals: [], snapshots: [] }
}

/** To be called before every step, with the signal that it will be given. */
export function recordSignal(recording: Recording, execution: RunningExecution, signal: Signal): void {
  const { signals, snapshots } = recording
  const latest = snapshots.at(-1)?.before ?? 0
  if (signals.length - latest >= STEPS_BETWEEN_SNAPSHOTS) {
    snapshots.push({ before: signals.length, saved: snapshot(execution) })
  }
  signals.push({ signal, after: execution.lastEventId })
}

/**
 * The execution as it was before the step that wrote the event: the nearest snapshot before it, and the signals
 * from there on once more. `taken` is how many of the recorded signals it has taken in.
 */
export async function executionBefore(
  recording: Recording,
  event: EventId,
): Promise<{ execution: RunningExecution; taken: number }> {
  const { signals, snapshots } = recording
  const taken = stepThatWrote(signals, event)
  const nearest = snapshots.findLast(({ before }) => before <= taken)
  const execution = nearest ? again(recording, nearest.saved) : begin(recording.machine, recording.options)
  for (const { signal } of signals.slice(nearest?.before ?? 0, taken)) await step(execution, signal)
  return { execution, taken }
}

/** What the execution waits for: the effects that a world needs to go on with an execution it did not begin. */
export function outstanding(execution: RunningExecution): Effect[] {
  const effects: Effect[] = []
  for (const { id, due } of execution.timers) effects.push({ type: 'SetTimer', timer: id, due })
  for (const frame of execution.tasks.values()) {
    const { activity } = frame
    if (activity.doing !== 'Working') continue
    effects.push({ type: 'ScheduleTask', task: scheduledTask(frame, activity.task) })
  }
  for (const frame of framesFrom(execution.root)) {
    if (frame.activity.doing !== 'RunningMap') continue
    const { phase, running } = frame.activity.run
    const talk =
      phase.doing === 'Reading' ? phase.reading : phase.doing === 'Writing' ? phase.writing : undefined
    if (talk && !talk.answer) {
      effects.push({ type: 'AskStorage', requestId: talk.requestId, request: talk.asked })
    }
    for (const child of running.values()) effects.push(...outstanding(child))
  }
  if (!execution.childOf && canMove(execution)) effects.push({ type: 'Continue' })
  return effects
}

/** How many steps come before the one that wrote the event. */
function stepThatWrote(signals: readonly RecordedSignal[], event: EventId): number {
  let [low, high] = [0, signals.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((signals[middle]?.after ?? 0) < event) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

function again({ machine, options }: Recording, saved: JsonValue): RunningExecution {
  const given: { refuse?: RefuseTask } = options.refuse ? { refuse: options.refuse } : {}
  return restore(machine, saved, given)
}
