import type { JsonValue } from '@/lib/json'
import type { RunningExecution } from './execution'

/**
 * The value that the next event shows: the one computed, unless the signal `Overridden` gave another for that
 * event. Asked wherever an input, a result or an output is about to be written. One for an event that shows no such
 * value is never used.
 */
export function overridden(execution: RunningExecution, computed: JsonValue): JsonValue {
  if (!execution.overrides) return computed
  const event = execution.lastEventId + 1
  const value = execution.overrides.get(event)
  if (value === undefined) return computed
  execution.overrides.delete(event)
  execution.sizes.measure(execution, value)
  return value
}
