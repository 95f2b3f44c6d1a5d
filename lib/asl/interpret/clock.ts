import type { RunningExecution } from './execution'
import type { Frame } from './frame'
import type { Instant, TimerId } from './signal'
import type { TimerPurpose } from './timers'

/** Asks the drive loop for a timer. Timers due at the same instant fire in the order in which they were set. */
export function setTimer(
  execution: RunningExecution,
  frame: Frame,
  purpose: TimerPurpose,
  due: Instant,
): TimerId {
  const id = `timer-${++execution.counts.timers}`
  execution.timers.add({ id, due, purpose, frame })
  execution.effects.push({ type: 'SetTimer', timer: id, due })
  return id
}

/** TimeoutSeconds of the definition, or how long AWS lets an execution of this type run. */
export function setExecutionTimeout(execution: RunningExecution): void {
  const { root, machine, limits } = execution
  const seconds = Math.min(machine.timeoutSeconds ?? limits.executionSeconds, limits.executionSeconds)
  setTimer(execution, root, 'ExecutionTimeout', afterSeconds(execution, seconds))
}

export function cancelTimer(execution: RunningExecution, id: TimerId | undefined): void {
  if (id !== undefined && execution.timers.remove(id))
    execution.effects.push({ type: 'CancelTimer', timer: id })
}

/** Milliseconds; a fraction that jitter or a backoff rate left is rounded. */
export function afterSeconds(execution: RunningExecution, seconds: number): Instant {
  return execution.now + Math.round(seconds * 1000)
}
