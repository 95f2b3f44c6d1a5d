import { type Awaitable, after } from '../awaitable'
import { limitsOfType, newExecution } from '../begin'
import { collect, queueChild } from '../child-executions'
import type { RunningExecution } from '../execution'
import { type Frame, visitOf } from '../frame'
import { redrive } from '../redrive'
import { start } from '../start'
import type { ChildInput } from './batches'
import { childIdentity } from './child-identity'
import type { MapRun } from './map-run'
import { childBegan, isBeingRedriven } from './records'

/** What tells one child of a map run from the others: see `ChildOf`. */
interface Place {
  number: number
  index: number
  items: number
}

/** Starts the next child of a map run: an execution of its own with its own history and variables. */
export function startChild(
  parent: RunningExecution,
  frame: Frame,
  run: MapRun,
  { input, items }: ChildInput,
): void {
  const place = { number: ++parent.counts.children, index: run.childrenMade++, items }
  setGoing(parent, newChild(parent, frame, run, place), input)
}

/**
 * Takes a child up again: a Standard one goes on from the states that did not succeed, an Express one starts anew
 * under its old name (guide, "Redriving Map Runs").
 */
export function redriveChild(
  parent: RunningExecution,
  frame: Frame,
  run: MapRun,
  index: number,
): Awaitable<void> {
  const { child: number, items, input, lastEventId, redriveCount } = isBeingRedriven(run, index)
  const unfinished = run.unfinished.get(index)
  if (unfinished) {
    run.unfinished.delete(index)
    unfinished.now = parent.now
    childBegan(parent, unfinished)
    return after(redrive(unfinished), () => handOn(parent, unfinished))
  }
  const child = newChild(parent, frame, run, { number, index, items })
  // Its history goes on, so that no two events of it have the same id.
  child.lastEventId = lastEventId
  child.redriveCount = redriveCount + 1
  child.redrivenAt = parent.now
  setGoing(parent, child, input)
}

/** A child as it is before it starts. */
export function newChild(
  parent: RunningExecution,
  frame: Frame,
  run: MapRun,
  { number, index, items, isReady = false }: Place & { isReady?: boolean },
): RunningExecution {
  const { state } = visitOf(frame)
  if (state.type !== 'Map') throw new Error(`A ${state.type} state has no children.`)
  return newExecution(
    state.processor,
    {
      identity: childIdentity(parent.identity, run, number),
      limits: limitsOfType(run.executionType, parent.limits),
      refuse: parent.refuse,
    },
    { parent, frame, run, number, index, items, isReady },
  )
}

function setGoing(parent: RunningExecution, child: RunningExecution, input: ChildInput['input']): void {
  child.now = parent.now
  childBegan(parent, child)
  start(child, input)
  handOn(parent, child)
}

function handOn(parent: RunningExecution, child: RunningExecution): void {
  collect(parent, child)
  queueChild(parent, child)
}
