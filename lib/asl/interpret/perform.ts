import { assertNever } from '@/lib/assert-never'
import type { JsonObject, JsonValue } from '@/lib/json'
import type { Transition } from '../parse/state-machine'
import { type Awaitable, after, guard } from './awaitable'
import { catcherFor, exitByCatcher } from './catch'
import { afterSeconds, setTimer } from './clock'
import { tellEvaluation } from './evaluation-failed'
import { failExecution, succeed, write } from './events'
import type { RunningExecution } from './execution'
import { Failed, tooLarge } from './failure'
import { childFailed, childSucceeded, fork } from './fork'
import { type Frame, visitOf } from './frame'
import { startMapRun } from './map-run/start'
import type { Move } from './move'
import { overridden } from './override'
import { nextRetry } from './retry'
import { EXITED, Exited } from './state-events'
import { scheduleTask } from './tasks'
import { assign, checkVariables } from './variables'

/** Does what a state decided on: the one place where moves become events and effects. */
export function perform(execution: RunningExecution, frame: Frame, move: Move): Awaitable<void> {
  switch (move.do) {
    case 'Exit':
      return exit(execution, frame, move.output, move.assigned, move.next)
    case 'Sleep':
      frame.activity = { doing: 'Sleeping', timer: setTimer(execution, frame, 'Wait', move.until) }
      return
    case 'Schedule':
      checkSize(execution, frame, move.task.payload)
      return scheduleTask(execution, frame, move.task)
    case 'Fork':
      if (move.work.of === 'Branches') checkSize(execution, frame, move.work.input)
      write(
        execution,
        frame,
        move.work.of === 'Iterations'
          ? { type: 'MapStateStarted', details: { length: move.total } }
          : { type: 'ParallelStateStarted', details: {} },
      )
      return fork(execution, frame, move)
    case 'RunMap':
      return startMapRun(execution, frame, move)
    default:
      return assertNever(move)
  }
}

/**
 * The state failed: Retry first, then Catch, then whoever encloses it. Nothing is written for the wait before a
 * retry (recorded); `MapStateFailed` and `ParallelStateFailed` come when no retry is left.
 */
export function handleFailure(execution: RunningExecution, frame: Frame, failure: Failed): Awaitable<void> {
  const failed = tellEvaluation(execution, frame, failure)
  if (failed.reach === 'nobody') return failExecution(execution, frame.cursor, failed.failure)
  const visit = visitOf(frame)
  const { state } = visit
  if (!('retriers' in state)) return failFrame(execution, frame, failed)
  const retry = nextRetry(visit, state.retriers, failed, execution.random)
  if (retry) {
    const due = afterSeconds(execution, retry.afterSeconds)
    frame.activity = { doing: 'BackingOff', timer: setTimer(execution, frame, 'Retry', due) }
    return
  }
  if (state.type !== 'Task') write(execution, frame, { type: `${state.type}StateFailed`, details: {} })
  const catcher = catcherFor(state.catchers, failed)
  if (!catcher) return failFrame(execution, frame, failed)
  return guard(
    () =>
      after(exitByCatcher({ execution, frame, visit }, catcher, failed), (move) =>
        perform(execution, frame, move),
      ),
    (error) => {
      if (error instanceof Failed) return failFrame(execution, frame, tellEvaluation(execution, frame, error))
      throw error
    },
  )
}

function exit(
  execution: RunningExecution,
  frame: Frame,
  computed: JsonValue,
  assigned: JsonObject | undefined,
  transition: Transition,
): Awaitable<void> {
  const { state, input, enteredAfter } = visitOf(frame)
  if (state.type === 'Fail') throw new Error('A Fail state is never left.')
  const output = overridden(execution, computed)
  // A state that hands on its input makes no new value: it was checked when it came, but for the first of all.
  if (output !== input || enteredAfter === 0) checkSize(execution, frame, output)
  if (assigned) {
    checkSize(execution, frame, assigned)
    checkVariables(execution, frame, assigned)
  }
  const { name } = state
  write(execution, frame, {
    type: EXITED[state.type],
    details: assigned ? { name, output, assignedVariables: assigned } : new Exited(name, output),
  })
  if (assigned) assign(execution, frame, assigned)
  if (transition.to === 'State') {
    frame.activity = { doing: 'Entering', state: transition.name, input: output }
    execution.ready.add(frame)
    return
  }
  frame.activity = { doing: 'Ended' }
  if (frame.parent) return childSucceeded(execution, frame.parent, frame, output)
  succeed(execution, frame.cursor, output)
}

function failFrame(execution: RunningExecution, frame: Frame, failed: Failed): void {
  if (failed.reach === 'nobody' || !frame.parent) failExecution(execution, frame.cursor, failed.failure)
  else childFailed(execution, frame.parent, frame, failed)
}

function checkSize(execution: RunningExecution, frame: Frame, value: JsonValue): void {
  if (execution.sizes.measure(execution, value) <= execution.limits.payloadBytes) return
  throw tooLarge(visitOf(frame).state.name, 'named')
}
