import { absorb } from './absorb'
import { type Awaitable, after, guard } from './awaitable'
import type { RunningExecution, Step } from './execution'
import { Halted } from './halt'
import type { Signal } from './signal'
import { turn } from './turn'

/**
 * One signal, one round: the signal is taken in, then every frame that can move makes one move. Same execution
 * and same signal, same step: it reads no clock, no chance and no outside world.
 *
 * The execution is advanced in place; use only the one that comes back. The promise is there for JSONata alone,
 * and no second step may begin before it is kept.
 */
export function step(execution: RunningExecution, signal: Signal): Step | Promise<Step> {
  if (execution.ended) throw new Error('This execution has ended.')
  execution.now = Math.max(execution.now, signal.at)
  const done = guard(
    () => {
      absorb(execution, signal)
      return round(execution, execution.ready.length)
    },
    (error) => {
      if (!(error instanceof Halted)) throw error
    },
  )
  return after(done, () => handOut(execution))
}

/** `moves` more frames take their turn. Those that become ready meanwhile wait for the next round. */
function round(execution: RunningExecution, moves: number): Awaitable<void> {
  for (let left = moves; left > 0 && !execution.ended; left--) {
    const frame = execution.ready.take()
    if (!frame) return
    const moved = turn(execution, frame)
    if (moved instanceof Promise) return moved.then(() => round(execution, left - 1))
  }
}

function handOut(execution: RunningExecution): Step {
  const { events: history, effects, ended } = execution
  execution.events = []
  execution.effects = []
  if (!ended) {
    if (execution.ready.length > 0) effects.push({ type: 'Continue' })
    return { execution, history, effects }
  }
  for (const taskToken of execution.tasks.keys()) effects.push({ type: 'CancelTask', taskToken })
  for (const { id } of execution.timers) effects.push({ type: 'CancelTimer', timer: id })
  return { execution: ended, history, effects }
}
