import { type Awaitable, after } from './awaitable'
import { setExecutionTimeout } from './clock'
import { write } from './events'
import type { EndedExecution, ExecutionLimits, Identity, RunningExecution } from './execution'
import { runtimeFailure } from './failure'
import { fill } from './fork'
import { type Fork, type Frame, visitOf } from './frame'
import type { MapRun } from './map-run/map-run'
import { goesOn, MOST_REDRIVES, redriveRun } from './map-run/redrive-run'
import type { Instant } from './signal'
import { remindVariables } from './variables'

/**
 * Redrive: an execution that ended without success goes on from the states that did not succeed, with the inputs
 * that they had. What AWS does is on the page "Restarting state machine executions with redrive"; the events are
 * those of executions redriven on AWS, published with the tests of an emulator:
 *
 * - `ExecutionRedriven` follows the last event. No state is entered again: a task is scheduled again with the
 *   `…StateEntered` event of before as its cause. A Fail state fails again, caused by `ExecutionRedriven`.
 * - Of a Parallel or inline Map, the branches and iterations that failed or were aborted go on, each from its own
 *   state; those that succeeded keep their outputs. Retriers count from zero, and time-outs begin anew.
 * - The map run of a distributed Map goes on with its children that did not succeed: see `redriveRun`.
 */

/** Since its end, and since its start. */
const REDRIVABLE_MS = 14 * 86_400_000
const LONGEST_OPEN_MS = 365 * 86_400_000

/** What decides whether an execution can be redriven; whoever keeps executions knows it without restoring them. */
export interface RedriveFacts {
  ended: EndedExecution | undefined
  identity: Pick<Identity, 'type'>
  lastEventId: number
  limits: Pick<ExecutionLimits, 'historyEvents'>
  startedAt: Instant
}

/**
 * Why the execution cannot be redriven at that instant; nothing when it can. AWS's words are recorded for an execution
 * that succeeded, and listed in the API reference of DescribeExecution.
 */
export function redriveRefusal(execution: RedriveFacts, at: Instant): string | undefined {
  const { ended, identity, lastEventId, limits, startedAt } = execution
  if (!ended) return 'Execution is RUNNING and cannot be redriven'
  if (ended.status === 'SUCCEEDED') return 'Execution is SUCCEEDED and cannot be redriven'
  if (ended.status === 'STOPPED') return 'Stepwise stopped this run at a limit of its own.'
  if (identity.type === 'EXPRESS') return 'Express executions cannot be redriven.'
  // Room is needed for ExecutionRedriven and one more: AWS says fewer than 24,999.
  if (lastEventId >= limits.historyEvents - 1) return 'Execution history event limit exceeded'
  if (at - startedAt > LONGEST_OPEN_MS) return 'Execution has exceeded the max execution time'
  if (at - ended.stopDate > REDRIVABLE_MS) return 'Execution redrivable period exceeded'
  return undefined
}

/** Makes the execution, or a child of a map run, run again; nothing happens when it cannot be redriven. */
export function redrive(execution: RunningExecution): Awaitable<void> {
  if (redriveRefusal(execution, execution.now) !== undefined) return
  execution.ended = undefined
  execution.overrides = undefined
  execution.offspring = undefined
  execution.redriveCount++
  execution.redrivenAt = execution.now
  execution.counts.transitions++
  const { root } = execution
  root.cursor = execution.lastEventId
  write(execution, root, { type: 'ExecutionRedriven', details: { redriveCount: execution.redriveCount } })
  if (!execution.childOf) setExecutionTimeout(execution)
  return revive(execution, root, root.cursor)
}

/** `redriven` is the id of `ExecutionRedriven`. */
function revive(execution: RunningExecution, frame: Frame, redriven: number): Awaitable<void> {
  const { activity } = frame
  const entering = activity.doing === 'Ended' ? activity.instead : activity
  if (entering?.doing === 'Entering') return queue(execution, frame, entering)
  // Its work had succeeded, or its wait was over; only the exit is missing.
  if (activity.doing === 'Waking') return queue(execution, frame, activity)
  if (activity.doing === 'Settling' && activity.outcome.ok) return queue(execution, frame, activity)
  const visit = visitOf(frame)
  visit.retriesByRetrier.length = 0
  frame.cursor = visit.state.type === 'Fail' ? redriven : visit.enteredEventId
  if (visit.fork && hasMoreToDo(visit.fork)) return reviveChildren(execution, frame, visit.fork, redriven)
  if (visit.mapRun && goesOn(visit.mapRun)) return reviveMapRun(execution, frame, visit.mapRun)
  // Also a Parallel or Map whose children all succeeded: what failed is the state itself, so all is done again.
  return queue(execution, frame, { doing: 'TryingAgain' })
}

function hasMoreToDo({ running, unfinished, next, total }: Fork): boolean {
  return running.size > 0 || unfinished.length > 0 || next < total
}

/** In the order of their branches or items (recorded). Those not started yet follow when there is room. */
function reviveChildren(
  execution: RunningExecution,
  parent: Frame,
  fork: Fork,
  redriven: number,
): Awaitable<void> {
  const children = [...fork.running.values(), ...fork.unfinished].sort((a, b) => a.index - b.index)
  execution.counts.framesAlive += children.length
  for (const child of fork.unfinished) remindVariables(execution, child)
  fork.unfinished.length = 0
  fork.running.clear()
  parent.activity = { doing: 'Forked', fork }
  for (const child of children) fork.running.set(child.index, child)
  const from = (index: number): Awaitable<void> => {
    const child = children[index]
    if (!child) return fill(execution, parent, fork, parent.cursor)
    return after(revive(execution, child, redriven), () => from(index + 1))
  }
  return from(0)
}

function reviveMapRun(execution: RunningExecution, frame: Frame, run: MapRun): void {
  if (run.redriveCount < MOST_REDRIVES) {
    redriveRun(execution, frame, run, (child) => redriveRefusal(child, execution.now) === undefined)
    return
  }
  const cause = `The map run has been redriven ${MOST_REDRIVES} times.`
  const failed = runtimeFailure(visitOf(frame), cause)
  queue(execution, frame, { doing: 'Settling', outcome: { ok: false, failed } })
}

function queue(execution: RunningExecution, frame: Frame, activity: Frame['activity']): void {
  frame.activity = activity
  execution.ready.add(frame)
}
