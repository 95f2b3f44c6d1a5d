import type { Awaitable } from './awaitable'
import { conclude, enter } from './enter'
import type { Entry } from './entry'
import { write, writeAside } from './events'
import type { RunningExecution } from './execution'
import { Failed } from './failure'
import { type Entering, type Frame, type Outcome, type Visit, visitOf } from './frame'
import { stop } from './halt'
import type { Inspect } from './inspect'
import { runMap } from './map-run/run'
import type { Move } from './move'
import { overridden } from './override'
import { handleFailure, perform } from './perform'
import { ENTERED, Entered } from './state-events'
import { startTask } from './tasks'
import { wakeFromWait } from './wait'

/** Lets one frame make its next move: at most one transition. Frames that wait for something do nothing. */
export function turn(execution: RunningExecution, frame: Frame): Awaitable<void> {
  const { activity } = frame
  switch (activity.doing) {
    case 'Entering':
      countTransition(execution)
      enterState(execution, frame, activity)
      return work(execution, frame)
    case 'TryingAgain':
      countTransition(execution)
      return work(execution, frame)
    case 'Starting':
      return startTask(execution, frame, activity.task)
    case 'Waking':
      frame.activity = DECIDING
      return act(execution, frame, wake)
    case 'RunningMap':
      return runMap(execution, frame, activity.run)
    case 'Settling':
      frame.activity = DECIDING
      return settle(execution, frame, activity.outcome)
    case 'Deciding':
    case 'Working':
    case 'Sleeping':
    case 'BackingOff':
    case 'Forked':
    case 'Ended':
      return
  }
}

function enterState(
  execution: RunningExecution,
  frame: Frame,
  { state: name, input: given }: Entering,
): void {
  const state = frame.machine.states.get(name)
  if (!state) throw new Error(`The parser let a transition to the unknown state ${name} pass.`)
  const enteredAfter = frame.cursor
  const input = overridden(execution, given)
  const enteredEventId = write(execution, frame, {
    type: ENTERED[state.type],
    details: new Entered(name, input),
  })
  frame.visit = {
    state,
    input,
    enteredAt: execution.now,
    enteredEventId,
    enteredAfter,
    retriesByRetrier: 'retriers' in state && state.retriers.length > 0 ? [] : NEVER_RETRIED,
    fork: undefined,
    mapRun: undefined,
  }
  frame.activity = DECIDING
}

/** Of all states that cannot be retried. */
const NEVER_RETRIED: number[] = []

const DECIDING: Frame['activity'] = { doing: 'Deciding' }

function work(execution: RunningExecution, frame: Frame): Awaitable<void> {
  return act(execution, frame, enterAgain)
}

function enterAgain(entry: Entry): Awaitable<Move> {
  return enter(entry.visit.state, entry)
}

function wake(entry: Entry): Awaitable<Move> {
  const { state } = entry.visit
  if (state.type !== 'Wait') throw new Error(`A ${state.type} state does not sleep.`)
  return wakeFromWait(state, entry)
}

/** `…StateSucceeded` comes before the exit, and nothing points back to it. */
function settle(execution: RunningExecution, frame: Frame, outcome: Outcome): Awaitable<void> {
  if (!outcome.ok) return handleFailure(execution, frame, outcome.failed)
  const visit = visitOf(frame)
  const { type } = visit.state
  // A map run has written it already, after MapRunSucceeded.
  if (type === 'Parallel' || (type === 'Map' && visit.state.mode === 'INLINE')) {
    writeAside(execution, frame.cursor, { type: `${type}StateSucceeded`, details: {} })
  }
  // A task tells of its result itself, in a test of the state alone too.
  if (type !== 'Task') execution.watch?.(visit.enteredEventId, 'result', outcome.result)
  return act(execution, frame, (entry) => conclude(visit.state, entry, outcome.result))
}

/** Performs what `decide` comes to; a failure on the way is the state's. Every transition comes through here. */
function act(
  execution: RunningExecution,
  frame: Frame,
  decide: (entry: Entry) => Awaitable<Move>,
): Awaitable<void> {
  try {
    const visit = visitOf(frame)
    const move = decide(execution.watch ? watched(execution, frame, visit) : { execution, frame, visit })
    const performed =
      move instanceof Promise
        ? move.then((decided) => perform(execution, frame, decided))
        : perform(execution, frame, move)
    if (performed instanceof Promise) return performed.catch((error) => failed(execution, frame, error))
  } catch (error) {
    return failed(execution, frame, error)
  }
}

function watched(execution: RunningExecution, frame: Frame, visit: Visit): Entry {
  const inspect: Inspect = (field, value) => execution.watch?.(visit.enteredEventId, field, value)
  return { execution, frame, visit, inspect }
}

function failed(execution: RunningExecution, frame: Frame, error: unknown): Awaitable<void> {
  if (error instanceof Failed) return handleFailure(execution, frame, error)
  throw error
}

function countTransition(execution: RunningExecution): void {
  const { counts, limits } = execution
  if (++counts.transitions > limits.transitions) {
    stop(execution, 'steps', `The run was stopped after ${limits.transitions} transitions.`)
  }
}
