import type { EventId, HistoryEvent, StateName } from '@/lib/asl'

/** What judges read out of a history; ids rise by one from 1, so an id is a place. */

type Entered = Extract<HistoryEvent, { type: `${string}StateEntered` }>
type Exited = Extract<HistoryEvent, { type: `${string}StateExited` }>
type Scheduled = Extract<
  HistoryEvent,
  { type: 'TaskScheduled' | 'LambdaFunctionScheduled' | 'ActivityScheduled' }
>

export function isEntered(event: HistoryEvent): event is Entered {
  return event.type.endsWith('StateEntered')
}

export function isExited(event: HistoryEvent): event is Exited {
  return event.type.endsWith('StateExited')
}

export function isScheduled(event: HistoryEvent): event is Scheduled {
  return (
    event.type === 'TaskScheduled' ||
    event.type === 'LambdaFunctionScheduled' ||
    event.type === 'ActivityScheduled'
  )
}

/** Ids of the events by which a state was entered. */
export function entriesOf(history: readonly HistoryEvent[], state: StateName): EventId[] {
  return history.filter((event) => isEntered(event) && event.details.name === state).map(({ id }) => id)
}

/** The resource of a scheduled task as `ServiceCall` names it: `dynamodb:putItem`, or the ARN. */
export function resourceOf(event: Scheduled): string {
  return event.type === 'TaskScheduled'
    ? `${event.details.resourceType}:${event.details.resource}`
    : event.details.resource
}

export function eventOf(history: readonly HistoryEvent[], id: EventId | 0): HistoryEvent | undefined {
  const event = history[id - 1]
  return event?.id === id ? event : history.find((candidate) => candidate.id === id)
}

/** The state in which an event lies: the nearest one entered on the way back along `previousEventId`. */
export function stateOf(history: readonly HistoryEvent[], event: HistoryEvent): StateName | undefined {
  let at: HistoryEvent | undefined = event
  for (let steps = 0; at && steps <= history.length; steps++) {
    if (isEntered(at) || isExited(at)) return at.details.name
    at = at.previousEventId === 0 ? undefined : eventOf(history, at.previousEventId)
  }
  return undefined
}

export interface Retry {
  state: StateName | undefined
  /** From the failure of one try to the next try. */
  seconds: number
  failed: EventId
  retried: EventId
}

/** Each try of a task that follows a failed try; nothing in a history says it more directly. */
export function retries(history: readonly HistoryEvent[]): Retry[] {
  return history.filter(isScheduled).flatMap((event) => {
    const before = eventOf(history, event.previousEventId)
    if (!before || isEntered(before)) return []
    return [
      {
        state: stateOf(history, event),
        seconds: (event.timestamp - before.timestamp) / 1000,
        failed: before.id,
        retried: event.id,
      },
    ]
  })
}

export function lastId(history: readonly HistoryEvent[]): EventId[] {
  const last = history.at(-1)
  return last ? [last.id] : []
}
