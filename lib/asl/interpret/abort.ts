import type { EventId } from '../history/history-event'
import { collect, offspringOf } from './child-executions'
import { cancelTimer } from './clock'
import { abortExecution, writeAside } from './events'
import type { RunningExecution } from './execution'
import { type Fork, type Frame, visitOf } from './frame'
import { Halted } from './halt'
import { framesFrom } from './living-values'
import type { MapRun } from './map-run/map-run'
import { childIsGone } from './map-run/records'
import { abandonTask } from './tasks'
import { forgetVariables } from './variables'

/**
 * Ending what is under way: frames with the branches and iterations below them, map runs with their children,
 * and whatever is left when an execution is over.
 */

/** Ends a frame and all below it, each with the event that says so. */
export function abort(execution: RunningExecution, frame: Frame, cause: EventId | 0): void {
  const { activity } = frame
  if (activity.doing === 'RunningMap') {
    writeAside(execution, cause, { type: 'MapRunAborted', details: {} })
    abortMapRun(execution, activity.run)
  }
  const type = activity.doing === 'Entering' ? undefined : frame.visit?.state.type
  if (type === 'Task' || type === 'Wait' || type === 'Parallel' || type === 'Map') {
    writeAside(execution, cause, { type: `${type}StateAborted`, details: {} })
  }
  if (activity.doing === 'Forked') abortChildren(execution, frame, activity.fork, cause)
  if (activity.doing === 'Sleeping' || activity.doing === 'BackingOff') cancelTimer(execution, activity.timer)
  abandonTask(execution, frame)
  frame.activity = activity.doing === 'Entering' ? { doing: 'Ended', instead: activity } : { doing: 'Ended' }
}

/** Ends all branches or iterations of a frame. */
export function abortChildren(
  execution: RunningExecution,
  parent: Frame,
  fork: Fork,
  cause: EventId | 0,
): void {
  for (const child of fork.running.values()) {
    if (fork.work.of === 'Iterations') {
      const details = { name: visitOf(parent).state.name, index: child.index }
      writeAside(execution, cause, { type: 'MapIterationAborted', details })
    }
    abort(execution, child, cause)
    endChild(execution, fork, child)
    fork.unfinished.push(child)
  }
}

/** A branch or an iteration is over. */
export function endChild(execution: RunningExecution, fork: Fork, child: Frame): void {
  if (child.activity.doing !== 'Ended') child.activity = { doing: 'Ended' }
  fork.running.delete(child.index)
  forgetVariables(execution, child)
  execution.counts.framesAlive--
}

/** Ends a map run and its children; the event for that is the caller's. */
function abortMapRun(execution: RunningExecution, run: MapRun): void {
  run.status = 'ABORTED'
  run.stoppedAt = execution.now
  abortRunningChildren(execution, run)
  offspringOf(execution).changed.set(run, execution)
}

/** Ends the children of a map run that are at work, as AWS does when the run fails. */
export function abortRunningChildren(execution: RunningExecution, run: MapRun): void {
  for (const child of [...run.running.values()]) {
    child.now = execution.now
    if (!child.ended) {
      abort(child, child.root, child.root.cursor)
      abortExecution(child, {})
    }
    windUp(child)
    collect(execution, child)
    childIsGone(execution, child)
  }
}

/**
 * After an execution ended: nobody waits for its timers and tasks any more, and children still at work end. What is
 * left is what a redrive goes on with.
 */
export function windUp(execution: RunningExecution): void {
  const { offspring, tasks, timers, ready, effects, counts } = execution
  if (offspring) abortMapRuns(execution)
  for (const taskToken of tasks.keys()) effects.push({ type: 'CancelTask', taskToken })
  for (const { id } of timers) effects.push({ type: 'CancelTimer', timer: id })
  tasks.clear()
  timers.clear()
  ready.clear()
  for (const { visit } of framesFrom(execution.root)) counts.framesAlive -= visit?.fork?.running.size ?? 0
}

/** The map runs that an execution left behind when it failed or timed out. A limit of ours may cut this short. */
function abortMapRuns(execution: RunningExecution): void {
  try {
    for (const run of offspringOf(execution).runs) abortMapRun(execution, run)
  } catch (error) {
    if (!(error instanceof Halted)) throw error
  }
}
