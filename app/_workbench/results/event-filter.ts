import type { EventId, HistoryEvent, StateName, Timeline } from '@/lib/asl'

/** Which events the table shows. */
export interface EventFilter {
  kind: 'all' | keyof typeof KINDS
  state?: StateName
  /** Looked for in the type, the state's name and all data, whatever the case. */
  text: string
}

export const NO_FILTER: EventFilter = { kind: 'all', text: '' }

const KINDS = {
  states: /State(Entered|Exited|Aborted)$/,
  tasks: /^(Task|LambdaFunction|Activity)(?!State)/,
  failures: /(Failed|TimedOut|Aborted)$/,
  children: /^(MapIteration|MapRun|(Map|Parallel)State(Started|Succeeded|Failed))/,
} as const

export const KIND_LABELS: Readonly<Record<EventFilter['kind'], string>> = {
  all: 'All events',
  states: 'Begin and end of states',
  tasks: 'Work of tasks',
  failures: 'Failures',
  children: 'Branches and items',
}

export function isOpen({ kind, state, text }: EventFilter): boolean {
  return kind === 'all' && state === undefined && text.trim() === ''
}

export function fits(event: HistoryEvent, timeline: Timeline, { kind, state, text }: EventFilter): boolean {
  if (kind !== 'all' && !KINDS[kind].test(event.type)) return false
  const name = timeline.visitOf(event.id)?.visit.name
  if (state !== undefined && name !== state) return false
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return true
  if (`${event.id} ${event.type} ${name ?? ''}`.toLowerCase().includes(wanted)) return true
  return JSON.stringify(event.details).toLowerCase().includes(wanted)
}

/** Milliseconds of work at a time; the page moves in between. */
const SLICE_MS = 4

/**
 * Looks through the history in slices and tells what fits, at first as soon as there is something; stops when the
 * signal says so.
 */
export async function eventsThatFit(
  timeline: Timeline,
  filter: EventFilter,
  signal: AbortSignal,
): Promise<readonly EventId[]> {
  const found: EventId[] = []
  let sliceEnds = performance.now() + SLICE_MS
  for (const event of timeline.history) {
    if (fits(event, timeline, filter)) found.push(event.id)
    if (performance.now() < sliceEnds) continue
    await new Promise((resolve) => setTimeout(resolve))
    if (signal.aborted) return found
    sliceEnds = performance.now() + SLICE_MS
  }
  return found
}
