import type { JsonValue } from '@/lib/json'

/**
 * A value on its way through a state, under the name that TestState's `inspectionData` has for it. A place that
 * computes one of them reports it to `entry.inspect`; nobody listens while an execution runs.
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

export type Inspect = (field: InspectedField, value: JsonValue) => void
