import type { StateName } from '../parse/state-machine'
import type { EventId, HistoryEvent } from './history-event'

/** One state entered after another, or as the first of its machine, branch or iteration. */
export interface StateTransition {
  from?: StateName
  to: StateName
  /** The `…StateEntered` event. */
  event: EventId
}

/** The edges of the graph that a run has taken, in order. */
export function transitions(history: readonly HistoryEvent[]): StateTransition[] {
  const left = new Map<EventId, StateName>()
  const taken: StateTransition[] = []
  for (const { id, previousEventId, type, details } of history) {
    if (type.endsWith('StateExited') && 'name' in details) left.set(id, details.name)
    if (!type.endsWith('StateEntered') || !('name' in details)) continue
    const from = left.get(previousEventId)
    taken.push({ ...(from !== undefined && { from }), to: details.name, event: id })
  }
  return taken
}
