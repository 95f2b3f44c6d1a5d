import { assertNever } from '@/lib/assert-never'
import { abort } from './abort'
import { abortExecution, timeOutExecution } from './events'
import type { RunningExecution } from './execution'
import { storageAnswered } from './map-run/storage'
import type { Signal, TimerId } from './signal'
import { start } from './start'
import { heartbeat, taskFailed, taskSubmitted, taskSucceeded, taskTimedOut, workerStarted } from './tasks'
import type { Timer } from './timers'

/** Takes a signal in: writes the events that it is, and readies the frames that it moves. */
export function absorb(execution: RunningExecution, signal: Signal): void {
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
      abort(execution, execution.root, execution.root.cursor)
      abortExecution(execution, signal.failure)
      return
    default:
      assertNever(signal)
  }
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
