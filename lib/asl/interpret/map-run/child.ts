import { limitsOfType, newExecution } from '../begin'
import { collect, queueChild } from '../child-executions'
import type { RunningExecution } from '../execution'
import { type Frame, visitOf } from '../frame'
import { start } from '../start'
import type { ChildInput } from './batches'
import { childIdentity } from './child-identity'
import type { MapRun } from './map-run'
import { childBegan } from './records'

/** Starts the next child of a map run: an execution of its own with its own history and variables. */
export function startChild(
  parent: RunningExecution,
  frame: Frame,
  run: MapRun,
  { input, items }: ChildInput,
): void {
  const { state } = visitOf(frame)
  if (state.type !== 'Map') throw new Error(`A ${state.type} state starts no children.`)
  const number = ++parent.counts.children
  const child = newExecution(
    state.processor,
    {
      identity: childIdentity(parent.identity, run, number),
      limits: limitsOfType(run.executionType, parent.limits),
      refuse: parent.refuse,
    },
    { parent, frame, run, number, index: run.childrenMade++, items, isReady: false },
  )
  child.now = parent.now
  childBegan(parent, child)
  start(child, input)
  collect(parent, child)
  queueChild(parent, child)
}
