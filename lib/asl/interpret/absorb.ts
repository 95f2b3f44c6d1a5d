import { assertNever } from '@/lib/assert-never'
import type { Awaitable } from './awaitable'
import { abortExecution, timeOutExecution, writeAside } from './events'
import type { RunningExecution } from './execution'
import { storageAnswered } from './map-run/storage'
import { updateMapRun } from './map-run/update'
import { redrive } from './redrive'
import type { Failure, Signal, TimerId } from './signal'
import { start } from './start'
import { heartbeat, taskFailed, taskSubmitted, taskSucceeded, taskTimedOut, workerStarted } from './tasks'
import type { Timer } from './timers'

/** Takes a signal in: writes the events that it is, and readies the frames that it moves. */
export function absorb(execution: RunningExecution, signal: Signal): Awaitable<void> {
  switch (signal.type) {
    case 'Started':
      start(execution, signal.input)
      return
    case 'Continue':
      return
    case 'TimerFired':
      timerFired(execution, signal.timer)
      return
    case 'TaskSubmitted':
      taskSubmitted(execution, signal.taskToken, signal.output)
      return
    case 'TaskStarted':
      workerStarted(execution, signal.taskToken, signal.workerName)
      return
    case 'TaskSucceeded':
      taskSucceeded(execution, signal.taskToken, signal.output)
      return
    case 'TaskFailed':
      taskFailed(execution, signal.taskToken, signal.failure)
      return
    case 'TaskHeartbeat':
      heartbeat(execution, signal.taskToken)
      return
    case 'StorageAnswered':
      storageAnswered(execution, signal.requestId, signal.answer)
      return
    case 'Stopped':
      stopped(execution, signal.failure)
      return
    case 'MapRunUpdated':
      updateMapRun(execution, signal.mapRunArn, signal.changes)
      return
    case 'Redriven':
      return redrive(execution)
    case 'Overridden':
      execution.overrides ??= new Map()
      execution.overrides.set(signal.event, signal.value)
      return
    default:
      assertNever(signal)
  }
}

/**
 * StopExecution. No event says that the states under way were aborted (recorded); that their map runs were has an
 * event of its own, whose place is not recorded.
 */
function stopped(execution: RunningExecution, failure: Failure): void {
  for (const { status, startedEventId } of execution.offspring?.runs ?? []) {
    if (status === 'RUNNING') writeAside(execution, startedEventId, { type: 'MapRunAborted', details: {} })
  }
  abortExecution(execution, failure)
}

/**
 * Fires the timer and all others due at the same instant, before anything that they lead to: AWS, too, writes
 * the time-outs of four iterations before it aborts any of them (recorded).
 */
function timerFired(execution: RunningExecution, id: TimerId): void {
  for (const timer of execution.timers.dueWith(id)) {
    if (execution.ended) return
    if (!execution.timers.remove(timer.id)) continue
    if (timer.id !== id) execution.effects.push({ type: 'CancelTimer', timer: timer.id })
    fire(execution, timer)
  }
}

function fire(execution: RunningExecution, { purpose, frame }: Timer): void {
  switch (purpose) {
    case 'Wait':
      frame.activity = { doing: 'Waking' }
      execution.ready.add(frame)
      return
    case 'Retry':
      frame.activity = { doing: 'TryingAgain' }
      execution.ready.add(frame)
      return
    case 'Timeout':
    case 'Heartbeat':
      taskTimedOut(execution, frame, purpose)
      return
    case 'ExecutionTimeout':
      timeOutExecution(execution)
      return
    default:
      assertNever(purpose)
  }
}
