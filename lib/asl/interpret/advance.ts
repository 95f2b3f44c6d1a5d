import { windUp } from './abort'
import { absorb } from './absorb'
import { type Awaitable, after, guard } from './awaitable'
import { childFor, collect, offspringOf, queueChild } from './child-executions'
import type { RunningExecution } from './execution'
import { Halted, stopAs } from './halt'
import { childEnded } from './map-run/run'
import type { Signal } from './signal'
import { turn } from './turn'

/**
 * Takes one signal in and then lets everybody who can move make one move: every frame of the execution, and in
 * every child of a map run the same again.
 */
export function advance(execution: RunningExecution, signal: Signal): Awaitable<void> {
  if (signal.type === 'Continue') return round(execution)
  return after(takeIn(execution, signal), () => round(execution))
}

function takeIn(execution: RunningExecution, signal: Signal): Awaitable<void> {
  const child = childFor(execution, signal)
  if (!child) return guard(() => absorb(execution, signal), unlessHalted)
  child.now = execution.now
  if (isAnswered(signal)) offspringOf(execution).routes.delete(idOf(signal))
  return after(takeIn(child, signal), () => lookAfter(execution, child))
}

function round(execution: RunningExecution): Awaitable<void> {
  if (execution.ended) return
  try {
    const moved = moveFrames(execution, execution.ready.length)
    if (moved instanceof Promise) return moved.catch(unlessHalted).then(() => moveChildren(execution))
  } catch (error) {
    unlessHalted(error)
  }
  return moveChildren(execution)
}

/** `moves` more frames take their turn. Those that become ready meanwhile wait for the next round. */
function moveFrames(execution: RunningExecution, moves: number): Awaitable<void> {
  for (let left = moves; left > 0 && !execution.ended; left--) {
    const frame = execution.ready.take()
    if (!frame) return
    const moved = turn(execution, frame)
    if (moved instanceof Promise) return moved.then(() => moveFrames(execution, left - 1))
  }
}

function moveChildren(execution: RunningExecution): Awaitable<void> {
  if (execution.offspring) return moveSome(execution, execution.offspring.ready.length)
}

function moveSome(execution: RunningExecution, moves: number): Awaitable<void> {
  for (let left = moves; left > 0 && !execution.ended; left--) {
    const child = execution.offspring?.ready.take()
    if (!child?.childOf) return
    child.childOf.isReady = false
    if (child.ended) continue
    child.now = execution.now
    const moved = round(child)
    if (moved instanceof Promise) {
      return moved.then(() => {
        lookAfter(execution, child)
        return moveSome(execution, left - 1)
      })
    }
    lookAfter(execution, child)
  }
}

/** After a child moved: its effects and events are handed on, and its end is told to its map run. */
function lookAfter(execution: RunningExecution, child: RunningExecution): void {
  if (child.ended) windUp(child)
  collect(execution, child)
  if (!child.ended) queueChild(execution, child)
  else if (child.ended.status === 'STOPPED') stopAs(execution, child.ended)
  else if (!execution.ended) childEnded(execution, child)
}

/** When a limit ended the execution, what was under way is dropped. */
function unlessHalted(error: unknown): void {
  if (!(error instanceof Halted)) throw error
}

function isAnswered({ type }: Signal): boolean {
  return (
    type === 'TimerFired' || type === 'TaskSucceeded' || type === 'TaskFailed' || type === 'StorageAnswered'
  )
}

function idOf(signal: Signal): string {
  if ('timer' in signal) return signal.timer
  if ('requestId' in signal) return signal.requestId
  return 'taskToken' in signal ? signal.taskToken : ''
}
