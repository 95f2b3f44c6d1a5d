import type { EventId, HistoryEvent } from '../history/history-event'
import type { RunningExecution } from './execution'
import type { Frame } from './frame'
import { endWith, Halted, stop } from './halt'
import type { Failure, Instant } from './signal'

type WithoutPlace<Event> = Event extends HistoryEvent ? Pick<Event, 'type' | 'details'> : never

/** An event before it has an id, a cause and a time. */
export type EventBody = WithoutPlace<HistoryEvent>

/** Writes what the frame's latest event led to; whatever the frame does next points here. */
export function write(execution: RunningExecution, frame: Frame, body: EventBody): EventId {
  frame.cursor = append(execution, frame.cursor, body)
  return frame.cursor
}

/**
 * Writes an event beside the line of cause and effect: what follows in the frame has the same `previousEventId`.
 * AWS does so with `MapStateSucceeded`, `MapIterationFailed` and their kin.
 */
export function writeAside(execution: RunningExecution, previous: EventId | 0, body: EventBody): EventId {
  return append(execution, previous, body)
}

export function succeed(
  execution: RunningExecution,
  previous: EventId | 0,
  output: HistoryEventOutput,
): void {
  append(execution, previous, { type: 'ExecutionSucceeded', details: { output } })
  endWith(execution, { status: 'SUCCEEDED', stopDate: execution.now, output })
}

export function failExecution(execution: RunningExecution, previous: EventId | 0, failure: Failure): void {
  append(execution, previous, { type: 'ExecutionFailed', details: failure })
  endWith(execution, { status: 'FAILED', stopDate: execution.now, failure })
}

/** `previousEventId` is 0, as measured on AWS for the time-out. */
export function abortExecution(execution: RunningExecution, failure: Failure): void {
  append(execution, 0, { type: 'ExecutionAborted', details: failure })
  endWith(execution, { status: 'ABORTED', stopDate: execution.now, failure })
}

export function timeOutExecution(execution: RunningExecution): void {
  const failure: Failure = { error: 'States.Timeout' }
  append(execution, 0, { type: 'ExecutionTimedOut', details: failure })
  endWith(execution, { status: 'TIMED_OUT', stopDate: execution.now, failure })
}

type HistoryEventOutput = Extract<HistoryEvent, { type: 'ExecutionSucceeded' }>['details']['output']

function append(execution: RunningExecution, previousEventId: EventId | 0, body: EventBody): EventId {
  const { counts, limits } = execution
  const id = execution.lastEventId + 1
  if (!isLast(body)) {
    if (id >= limits.historyEvents) historyIsFull(execution, previousEventId)
    if (counts.events >= limits.keptEvents && limits.history === 'kept') {
      stop(execution, 'history', `The run was stopped after ${limits.keptEvents} history events.`)
    }
  }
  counts.events++
  execution.lastEventId = id
  const event = new Written(id, previousEventId, execution.now, body.type, body.details)
  execution.events.push(event as HistoryEvent)
  return id
}

/**
 * A history event, in the order of members that all of them have. A class, though it does nothing: objects of one
 * literal that mostly survive are soon made among old objects, where they are collected late, and the code that
 * makes them is compiled again. With a class neither happens, and a long history is written half as fast again.
 */
class Written {
  constructor(
    readonly id: EventId,
    readonly previousEventId: EventId | 0,
    readonly timestamp: Instant,
    readonly type: HistoryEvent['type'],
    readonly details: HistoryEvent['details'],
  ) {}
}

function isLast({ type }: EventBody): boolean {
  return (
    type === 'ExecutionSucceeded' ||
    type === 'ExecutionFailed' ||
    type === 'ExecutionAborted' ||
    type === 'ExecutionTimedOut'
  )
}

/** The last event that fits says why there are no more; Retry and Catch never see it. */
function historyIsFull(execution: RunningExecution, previous: EventId | 0): never {
  failExecution(execution, previous, {
    error: 'States.Runtime',
    cause: `The execution reached the maximum number of history events (${execution.limits.historyEvents}).`,
  })
  throw new Halted()
}
