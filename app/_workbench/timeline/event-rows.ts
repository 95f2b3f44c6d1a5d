import { describeEvent, type EventId, type HistoryEvent, type StateName, Timeline } from '@/lib/asl'
import { failureOf } from './failure-of'

/** One line of the event table. */
export interface EventRow {
  id: EventId
  type: HistoryEvent['type']
  /** What it means, in a sentence. */
  meaning: string
  state?: StateName
  /** "Ship, item 2": the branches and iterations around the state, outermost first. */
  within: readonly string[]
  /** Milliseconds of virtual time since the execution began. */
  since: number
  /** Of an event that ends something, how many milliseconds that took: a stay in a state, or a try of its work. */
  took?: number
  tone: 'plain' | 'good' | 'bad'
  /** The error of a failure, or nothing. */
  note?: string
}

/** The history as rows, in order. */
export function eventRows(history: readonly HistoryEvent[]): readonly EventRow[] {
  const timeline = new Timeline(history)
  return history.flatMap(({ id }) => rowOf(timeline, id) ?? [])
}

/** One row; nothing for a moment without an event. */
export function rowOf(timeline: Timeline, id: EventId): EventRow | undefined {
  const { history } = timeline
  const event = history[id - 1]
  if (!event) return undefined
  const visit = timeline.visitOf(id)?.visit
  const note = failureOf(event).error
  const since = event.timestamp - (history[0]?.timestamp ?? 0)
  const began = visit && beganAt(event, visit, history)
  return {
    id,
    type: event.type,
    meaning: describeEvent(event),
    ...(visit && { state: visit.name }),
    within: (visit?.path ?? []).map((step) =>
      step.of === 'Iteration'
        ? `${step.state}, item ${step.index}`
        : `${step.state}, from ${step.startsWith}`,
    ),
    since,
    ...(began !== undefined && { took: event.timestamp - began }),
    tone: toneOf(event),
    ...(note !== undefined && { note }),
  }
}

/** When what this event ends began. */
function beganAt(
  event: HistoryEvent,
  visit: { enteredAt: number; events: readonly EventId[] },
  history: readonly HistoryEvent[],
): number | undefined {
  if (event.type.endsWith('StateExited')) return visit.enteredAt
  if (!/^(Task|LambdaFunction|Activity)(Succeeded|Failed|TimedOut)$/.test(event.type)) return undefined
  const scheduled = visit.events.findLast(
    (id) => id < event.id && history[id - 1]?.type.endsWith('Scheduled'),
  )
  return scheduled === undefined ? undefined : history[scheduled - 1]?.timestamp
}

function toneOf(event: HistoryEvent): EventRow['tone'] {
  if (/(Failed|TimedOut|Aborted)$/.test(event.type)) return 'bad'
  return event.type.endsWith('Succeeded') ? 'good' : 'plain'
}

/** The event to look at first: the last failure, or else the last thing that happened in a state. */
export function tellingEvent(timeline: Timeline): EventId | undefined {
  const { history } = timeline
  const inState = ({ id }: HistoryEvent) => timeline.visitOf(id) !== undefined
  return (history.findLast((event) => toneOf(event) === 'bad' && inState(event)) ?? history.findLast(inState))
    ?.id
}
