import type { JsonValue } from '@/lib/json'
import type { EventId } from '../history/history-event'
import type { StateMachine } from '../parse/state-machine'
import { abortChildren, endChild } from './abort'
import { type Awaitable, guard } from './awaitable'
import { failExecution, writeAside } from './events'
import type { RunningExecution } from './execution'
import { Failed, tooLarge } from './failure'
import { type Fork, type Frame, type Outcome, visitOf } from './frame'
import { stop } from './halt'
import { itemInput } from './map'

/**
 * The children of a Parallel or Map state: starting them as MaxConcurrency allows, collecting their outputs, and
 * stopping all of them when one fails. A Map iteration is a frame whose `index` is that of its item; it exists
 * from `MapIterationStarted` to its end, so that a hundred thousand items cost forty frames.
 */
export function fork(
  execution: RunningExecution,
  parent: Frame,
  { work, total, concurrency }: Pick<Fork, 'work' | 'total' | 'concurrency'>,
): Awaitable<void> {
  const made: Fork = { total, concurrency, work, next: 0, running: new Map(), unfinished: [], results: [] }
  visitOf(parent).fork = made
  parent.activity = { doing: 'Forked', fork: made }
  return fill(execution, parent, made, parent.cursor)
}

/**
 * Collects the output. The next iteration is caused by the last event inside this one; when it was the last, the
 * Map goes on from `MapIterationSucceeded` (recorded).
 */
export function childSucceeded(
  execution: RunningExecution,
  parent: Frame,
  child: Frame,
  output: JsonValue,
): Awaitable<void> {
  const fork = forkOf(parent)
  endChild(execution, fork, child)
  fork.results[child.index] = output
  parent.cursor =
    fork.work.of === 'Iterations'
      ? writeAside(execution, child.cursor, {
          type: 'MapIterationSucceeded',
          details: iteration(parent, child),
        })
      : child.cursor
  return fill(execution, parent, fork, child.cursor)
}

/**
 * One child failed, so all end. Every event of that has the child's last event as its cause. A task that failed
 * is reported as aborted, too (recorded).
 */
export function childFailed(execution: RunningExecution, parent: Frame, child: Frame, failed: Failed): void {
  const fork = forkOf(parent)
  const cause = child.cursor
  endChild(execution, fork, child)
  fork.unfinished.push(child)
  parent.cursor = cause
  if (fork.work.of === 'Iterations') {
    writeAside(execution, cause, { type: 'MapIterationFailed', details: iteration(parent, child) })
  }
  if (child.visit?.state.type === 'Task')
    writeAside(execution, cause, { type: 'TaskStateAborted', details: {} })
  abortChildren(execution, parent, fork, cause)
  settle(execution, parent, { ok: false, failed })
}

/**
 * Starts children while there is room for more, each caused by the event `cause`; when none is left, the parent
 * goes on with the results.
 */
export function fill(
  execution: RunningExecution,
  parent: Frame,
  fork: Fork,
  cause: EventId | 0,
): Awaitable<void> {
  return guard(
    () => startChildren(execution, parent, fork, cause),
    (error) => {
      if (!(error instanceof Failed)) throw error
      if (error.reach === 'nobody') return failExecution(execution, parent.cursor, error.failure)
      abortChildren(execution, parent, fork, parent.cursor)
      settle(execution, parent, { ok: false, failed: error })
    },
  )
}

function startChildren(
  execution: RunningExecution,
  parent: Frame,
  fork: Fork,
  cause: EventId | 0,
): Awaitable<void> {
  while (fork.next < fork.total && fork.running.size < fork.concurrency) {
    const index = fork.next
    const input = inputOf(execution, parent, fork, index)
    if (input instanceof Promise) {
      return input.then((value) => {
        startChild(execution, parent, fork, { index, input: value, cause })
        return startChildren(execution, parent, fork, cause)
      })
    }
    startChild(execution, parent, fork, { index, input, cause })
  }
  if (fork.running.size === 0) settle(execution, parent, { ok: true, result: fork.results })
}

function startChild(
  execution: RunningExecution,
  parent: Frame,
  fork: Fork,
  { index, input, cause }: { index: number; input: JsonValue; cause: EventId | 0 },
): void {
  fork.next = index + 1
  const machine = machineOf(parent, index)
  const child: Frame = {
    id: ++execution.counts.framesMade,
    parent,
    index,
    machine,
    cursor: cause,
    variables: parent.variables,
    ownsVariables: false,
    variableBytes: 0,
    visit: undefined,
    activity: { doing: 'Entering', state: machine.startAt, input },
  }
  if (++execution.counts.framesAlive > execution.limits.frames) {
    stop(
      execution,
      'memory',
      `The run was stopped because more than ${execution.limits.frames} branches and iterations were running at once.`,
    )
  }
  if (fork.work.of === 'Iterations') {
    child.cursor = writeAside(execution, cause, {
      type: 'MapIterationStarted',
      details: iteration(parent, child),
    })
  }
  fork.running.set(index, child)
  execution.ready.add(child)
}

function inputOf(
  execution: RunningExecution,
  parent: Frame,
  fork: Fork,
  index: number,
): Awaitable<JsonValue> {
  const visit = visitOf(parent)
  if (fork.work.of === 'Branches' || visit.state.type !== 'Map') return fork.work.input
  const input = itemInput(visit.state, { execution, frame: parent, visit }, fork.work, index)
  if (input instanceof Promise) return input.then((value) => checked(execution, parent, value))
  return checked(execution, parent, input)
}

function checked(execution: RunningExecution, parent: Frame, input: JsonValue): JsonValue {
  if (execution.sizes.measure(execution, input) <= execution.limits.payloadBytes) return input
  throw tooLarge(visitOf(parent).state.name, 'named')
}

function settle(execution: RunningExecution, parent: Frame, outcome: Outcome): void {
  parent.activity = { doing: 'Settling', outcome }
  execution.ready.add(parent)
}

function forkOf(parent: Frame): Fork {
  if (parent.activity.doing !== 'Forked') throw new Error(`Frame ${parent.id} has no children.`)
  return parent.activity.fork
}

/** Where a child of this frame looks up its states. */
export function machineOf(parent: Frame, index: number): StateMachine {
  const { state } = visitOf(parent)
  const machine =
    state.type === 'Map' ? state.processor : state.type === 'Parallel' ? state.branches[index] : undefined
  if (!machine) throw new Error(`State ${state.name} has no branch ${index}.`)
  return machine
}

function iteration(parent: Frame, child: Frame): { name: string; index: number } {
  return { name: visitOf(parent).state.name, index: child.index }
}
