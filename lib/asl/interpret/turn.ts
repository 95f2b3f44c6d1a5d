import { type Awaitable, after, guard } from './awaitable'
import { conclude, enter } from './enter'
import { write, writeAside } from './events'
import type { RunningExecution } from './execution'
import { Failed } from './failure'
import { type Entering, type Frame, type Outcome, visitOf } from './frame'
import { stop } from './halt'
import { runMap } from './map-run/run'
import type { Move } from './move'
import { overridden } from './override'
import { handleFailure, perform } from './perform'
import { ENTERED } from './state-events'
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
      return act(execution, frame, () => wake(execution, frame))
    case 'RunningMap':
      return runMap(execution, frame, activity.run)
    case 'Settling':
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
  const enteredEventId = write(execution, frame, { type: ENTERED[state.type], details: { name, input } })
  frame.visit = {
    state,
    input,
    enteredAt: execution.now,
    enteredEventId,
    enteredAfter,
    retryCount: 0,
    retriesByRetrier: [],
    fork: undefined,
  }
  frame.activity = DECIDING
}

const DECIDING: Frame['activity'] = { doing: 'Deciding' }

function work(execution: RunningExecution, frame: Frame): Awaitable<void> {
  return act(execution, frame, () => {
    const visit = visitOf(frame)
    return enter(visit.state, { execution, frame, visit })
  })
}

function wake(execution: RunningExecution, frame: Frame): Awaitable<Move> {
  const visit = visitOf(frame)
  if (visit.state.type !== 'Wait') throw new Error(`A ${visit.state.type} state does not sleep.`)
  return wakeFromWait(visit.state, { execution, frame, visit })
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
  return act(execution, frame, () => conclude(visit.state, { execution, frame, visit }, outcome.result))
}

/** Performs what `decide` comes to; a failure on the way is the state's. */
function act(execution: RunningExecution, frame: Frame, decide: () => Awaitable<Move>): Awaitable<void> {
  return guard(
    () => after(decide(), (move) => perform(execution, frame, move)),
    (error) => {
      if (error instanceof Failed) return handleFailure(execution, frame, error)
      throw error
    },
  )
}

function countTransition(execution: RunningExecution): void {
  const { counts, limits } = execution
  if (++counts.transitions > limits.transitions) {
    stop(execution, 'steps', `The run was stopped after ${limits.transitions} transitions.`)
  }
}
