import type { JsonObject, JsonValue } from '@/lib/json'
import type { MapState, StateName, Transition } from '../parse/state-machine'
import type { ForkWork } from './frame'
import type { ItemCursor } from './map-run/item-cursor'
import type { Instant } from './signal'
import type { TaskRequest } from './task'

/**
 * What a state wants to happen. States decide, `perform` acts: it alone writes events and effects. A state that
 * fails throws `Failed`.
 */
export type Move =
  | { do: 'Exit'; output: JsonValue; assigned: JsonObject | undefined; next: Transition }
  | { do: 'Sleep'; until: Instant }
  | { do: 'Schedule'; task: TaskRequest }
  | { do: 'Fork'; work: ForkWork; total: number; concurrency: number }
  | { do: 'RunMap'; state: MapState; items: ItemCursor; input: JsonValue; maxConcurrency: number }

export const END: Transition = { to: 'End' }

export function toState(name: StateName): Transition {
  return { to: 'State', name }
}
