import type { HistoryEvent } from '../history/history-event'
import type { RunningExecution } from './execution'
import type { Frame } from './frame'
import type { MapRun } from './map-run/map-run'
import { ReadyQueue } from './ready-queue'
import type { Effect, Signal } from './signal'

/**
 * The children of map runs are executions inside an execution: each has its own history, variables, timers and
 * frames, and is advanced by the same code. This is how they hang in the execution that started them.
 */

/** What a child knows of where it comes from. */
export interface ChildOf {
  readonly parent: RunningExecution
  /** The frame whose Map state runs it. */
  readonly frame: Frame
  readonly run: MapRun
  /** From 1, through all map runs of the whole execution. */
  readonly number: number
  /** Its place in the results of the run. */
  readonly index: number
  /** How many items it works on. */
  readonly items: number
  /** Whether it is queued to move in the next round. */
  isReady: boolean
}

/** All children of one execution that are under way. */
export interface Offspring {
  readonly ready: ReadyQueue<RunningExecution>
  /** Which child waits for a timer, a task or an answer of S3. */
  readonly routes: Map<string, RunningExecution>
  /** The map runs under way in this execution. */
  readonly runs: Set<MapRun>
  /** Frames whose map run waits for an answer of S3, by request. */
  readonly asking: Map<string, Frame>
  /** What the step at hand has added to their histories. */
  histories: ChildHistory[]
  /** Map runs that changed in the step at hand, here or in a child. */
  changed: Map<MapRun, RunningExecution>
}

/** A part of the history of a child of a map run. */
export interface ChildHistory {
  executionArn: string
  mapRunArn: string
  /** How many items the child works on. */
  items: number
  history: readonly HistoryEvent[]
}

/** The map runs of an execution and what they have led to; made when the first of them starts. */
export function offspringOf(execution: RunningExecution): Offspring {
  execution.offspring ??= {
    ready: new ReadyQueue(),
    routes: new Map(),
    runs: new Set(),
    asking: new Map(),
    histories: [],
    changed: new Map(),
  }
  return execution.offspring
}

/** The child that the signal is for, if it is for one. */
export function childFor({ offspring }: RunningExecution, signal: Signal): RunningExecution | undefined {
  if (!offspring) return undefined
  switch (signal.type) {
    case 'TimerFired':
      return offspring.routes.get(signal.timer)
    case 'StorageAnswered':
      return offspring.routes.get(signal.requestId)
    case 'TaskSubmitted':
    case 'TaskStarted':
    case 'TaskSucceeded':
    case 'TaskFailed':
    case 'TaskHeartbeat':
      return offspring.routes.get(signal.taskToken)
    case 'MapRunUpdated':
      return childAbove(offspring, signal.mapRunArn)
    default:
      return undefined
  }
}

/** The child in which, or below which, a map run is under way. */
function childAbove({ runs }: Offspring, mapRunArn: string): RunningExecution | undefined {
  for (const { running } of runs) {
    for (const child of running.values()) {
      const inner = child.offspring
      if (!inner) continue
      const isHere = [...inner.runs].some(({ arn }) => arn === mapRunArn)
      if (isHere || childAbove(inner, mapRunArn)) return child
    }
  }
  return undefined
}

/** Hands on what the child's last moves led to, and remembers where the answers go. */
export function collect(parent: RunningExecution, child: RunningExecution): void {
  const { routes, histories, changed } = offspringOf(parent)
  for (const effect of child.effects) {
    route(routes, effect, child)
    parent.effects.push(effect)
  }
  child.effects = []
  if (child.events.length > 0 && child.childOf) {
    const { executionArn } = child.identity
    const { run, items } = child.childOf
    histories.push({ executionArn, mapRunArn: run.arn, items, history: child.events })
    child.events = []
  }
  const inner = child.offspring
  if (!inner) return
  for (const history of inner.histories) histories.push(history)
  for (const [run, owner] of inner.changed) changed.set(run, owner)
  inner.histories = []
  inner.changed.clear()
}

/** Queues a child that can move without waiting. */
export function queueChild(parent: RunningExecution, child: RunningExecution): void {
  const { childOf } = child
  if (!childOf || childOf.isReady || !canMove(child)) return
  childOf.isReady = true
  offspringOf(parent).ready.add(child)
}

/** Whether the execution, or a child of it, can move without waiting. */
export function canMove({ ready, offspring, ended }: RunningExecution): boolean {
  return !ended && (ready.length > 0 || (offspring?.ready.length ?? 0) > 0)
}

function route(routes: Map<string, RunningExecution>, effect: Effect, child: RunningExecution): void {
  switch (effect.type) {
    case 'SetTimer':
      routes.set(effect.timer, child)
      return
    case 'CancelTimer':
      routes.delete(effect.timer)
      return
    case 'ScheduleTask':
      routes.set(effect.task.taskToken, child)
      return
    case 'CancelTask':
      routes.delete(effect.taskToken)
      return
    case 'AskStorage':
      routes.set(effect.requestId, child)
      return
    case 'Continue':
      return
  }
}
