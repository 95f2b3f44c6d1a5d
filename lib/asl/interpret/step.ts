import type { StateMachine } from '../parse/state-machine'
import type { ExecutionOptions, RunningExecution, Step } from './execution'
import type { Signal } from './signal'

/** An execution that waits for the signal `Started`. */
export function begin(_machine: StateMachine, _options: ExecutionOptions): RunningExecution {
  return { status: 'RUNNING' }
}

/** Same execution and same signal, same step: it reads no clock, no chance and no outside world. */
export function step(_execution: RunningExecution, _signal: Signal): Step | Promise<Step> {
  throw new Error('The interpreter arrives with the next commit.')
}
