import type { JsonValue } from '@/lib/json'
import type { EventId } from '../history/history-event'

/**
 * A value on its way through a state, under the name that TestState's `inspectionData` has for it. A place that
 * computes one of them reports it to `entry.inspect`; while an execution runs, somebody listens only where `watch` is given.
 */
export type InspectedField =
  | 'afterInputPath'
  | 'afterParameters'
  | 'afterArguments'
  | 'result'
  | 'afterResultSelector'
  | 'afterResultPath'
  | 'afterItemsPath'
  | 'afterItemsPointer'
  | 'afterItemSelector'
  | 'afterItemBatcher'
  | 'maxConcurrency'
  | 'toleratedFailureCount'
  | 'toleratedFailurePercentage'

/** Told of every value on its way through every state: the stay by the id of its `…StateEntered`, and the value. */
export type Watch = (entered: EventId, field: InspectedField, value: JsonValue) => void

export type Inspect = (field: InspectedField, value: JsonValue) => void
