import {
  begin,
  type Effect,
  type EndedExecution,
  type ExecutionOptions,
  type HistoryEvent,
  type Instant,
  type MapRunDescription,
  type RunningExecution,
  type ScheduledTask,
  type Signal,
  type StateMachine,
  type Step,
  type StorageAnswer,
  type StorageRequest,
  step,
  type TimerId,
} from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import { answerStorage, type Bucket, newBucket } from '@/lib/services'

/** What the world does with a task: signals to send, each so many milliseconds after the task was scheduled. */
export type Answering = (task: ScheduledTask) => readonly { afterMs: number; signal: SignalWithoutTime }[]

type WithoutTime<S> = S extends Signal ? Omit<S, 'at'> : never
export type SignalWithoutTime = WithoutTime<Signal>

export interface Driven {
  /** Undefined while the execution waits for something that never comes. */
  ended: EndedExecution | undefined
  history: HistoryEvent[]
  /** Of the children of map runs, by ARN, in the order in which they started. */
  children: Map<string, HistoryEvent[]>
  /** How every map run was described last. */
  mapRuns: Map<string, MapRunDescription>
  /** What map runs read and wrote. */
  buckets: ReadonlyMap<string, Bucket>
  signals: Signal[]
  execution: RunningExecution
}

export interface DriveOptions extends ExecutionOptions {
  machine: StateMachine
  input: JsonValue
  startAt?: Instant
  /** Signals from outside at fixed moments after the start; with a moment before it, ahead of `Started`. */
  outside?: readonly { afterMs: number; signal: SignalWithoutTime }[]
  answer?: Answering
  /** Texts by bucket and key, for map runs. */
  objects?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** What S3 answers instead, where this answers anything. */
  storage?: (request: StorageRequest) => StorageAnswer | undefined
  /** Sees the execution between two steps and may put another in its place. */
  between?: (execution: RunningExecution, history: readonly HistoryEvent[]) => RunningExecution
}

interface Due {
  at: Instant
  order: number
  signal: SignalWithoutTime
  timer?: TimerId
}

/** Drives a JSONPath machine to its end. Synchronous, as JSONPath is. */
export function drive(options: DriveOptions): Driven {
  const steps = driving(options)
  let next = steps.next()
  while (!next.done) {
    if (next.value instanceof Promise) throw new Error('A JSONPath machine must not wait.')
    next = steps.next(next.value)
  }
  return next.value
}

/** Drives any machine to its end. */
export async function driveAny(options: DriveOptions): Promise<Driven> {
  const steps = driving(options)
  let next = steps.next()
  while (!next.done) next = steps.next(await next.value)
  return next.value
}

/** The smallest drive loop: a virtual clock and a list of what is to come. It hands out each step to be awaited. */
function* driving({
  machine,
  input,
  startAt = 0,
  outside = [],
  answer,
  objects = {},
  storage,
  between,
  ...options
}: DriveOptions): Generator<Step | Promise<Step>, Driven, Step> {
  const coming: Due[] = outside
    .filter(({ afterMs }) => afterMs >= 0)
    .map(({ afterMs, signal }, order) => ({ at: startAt + afterMs, order, signal }))
  let order = coming.length
  let now = startAt
  let execution = begin(machine, options)
  const history: HistoryEvent[] = []
  const children = new Map<string, HistoryEvent[]>()
  const mapRuns = new Map<string, MapRunDescription>()
  const buckets = new Map(
    Object.entries(objects).map(([name, texts]) => [name, newBucket(name, { objects: texts })]),
  )
  const signals: Signal[] = []

  const perform = (effect: Effect): void => {
    const later = (at: Instant, signal: SignalWithoutTime, timer?: TimerId) =>
      coming.push({ at: Math.max(at, now), order: order++, signal, ...(timer !== undefined && { timer }) })
    if (effect.type === 'Continue') coming.push({ at: now, order: -1, signal: { type: 'Continue' } })
    if (effect.type === 'SetTimer')
      later(effect.due, { type: 'TimerFired', timer: effect.timer }, effect.timer)
    if (effect.type === 'CancelTimer') {
      const index = coming.findIndex(({ timer }) => timer === effect.timer)
      if (index >= 0) coming.splice(index, 1)
    }
    if (effect.type === 'AskStorage') {
      const { requestId, request } = effect
      const storageAnswer = storage?.(request) ?? answerStorage(buckets, request, now)
      later(now, { type: 'StorageAnswered', requestId, answer: storageAnswer })
    }
    if (effect.type === 'ScheduleTask') {
      for (const { afterMs, signal } of answer?.(effect.task) ?? []) later(now + afterMs, signal)
    }
  }

  for (const { afterMs, signal } of outside) {
    if (afterMs >= 0) continue
    signals.push({ ...signal, at: startAt })
    yield step(execution, { ...signal, at: startAt })
  }
  let signal: Signal | undefined = { type: 'Started', at: startAt, input }
  while (signal) {
    signals.push(signal)
    const made: Step = yield step(execution, signal)
    history.push(...made.history)
    for (const part of made.children) {
      const known = children.get(part.executionArn)
      if (known) known.push(...part.history)
      else children.set(part.executionArn, [...part.history])
    }
    for (const mapRun of made.mapRuns) mapRuns.set(mapRun.mapRunArn, mapRun)
    if (made.execution.status !== 'RUNNING' && !coming.some(({ signal }) => signal.type === 'Redriven')) {
      return { ended: made.execution, history, children, mapRuns, buckets, signals, execution }
    }
    if (made.execution.status === 'RUNNING') execution = made.execution
    if (between) execution = between(execution, history)
    made.effects.forEach(perform)
    coming.sort((a, b) => a.at - b.at || a.order - b.order)
    const next = coming.shift()
    if (next) now = next.at
    signal = next && { ...next.signal, at: now }
  }
  return { ended: undefined, history, children, mapRuns, buckets, signals, execution }
}
