import type { JsonObject, JsonValue } from '@/lib/json'
import type { RunningExecution } from './execution'
import { Failed } from './failure'
import { type Frame, visitOf } from './frame'

/**
 * Stores the values of an `Assign`: they are seen from the next state on. A child's first Assign gives it variables
 * of its own, which end with it.
 */
export function assign(execution: RunningExecution, frame: Frame, assigned: JsonObject): void {
  const bytes = growth(execution, frame, assigned)
  execution.variableBytes += bytes
  frame.variableBytes += bytes
  if (!frame.ownsVariables) {
    frame.variables = new Map(frame.variables)
    frame.ownsVariables = true
  }
  for (const [name, value] of Object.entries(assigned)) frame.variables.set(name, value)
}

/** The variables of a branch or an iteration that is over; a redrive may bring them back. */
export function forgetVariables(execution: RunningExecution, frame: Frame): void {
  execution.variableBytes -= frame.variableBytes
}

export function remindVariables(execution: RunningExecution, frame: Frame): void {
  execution.variableBytes += frame.variableBytes
}

/**
 * Whether there is room for the values of an `Assign`, together with all other variables of the execution. Values
 * count as JSON text, names do not. In JSONata an `EvaluationFailed` tells of it (recorded, with the sentence, in
 * the tests of a public emulator).
 */
export function checkVariables(execution: RunningExecution, frame: Frame, assigned: JsonObject): void {
  const excess = execution.variableBytes + growth(execution, frame, assigned) - execution.limits.variableBytes
  if (excess <= 0) return
  const { state } = visitOf(frame)
  const cause = `Execution total variable size limit exceeded. State '${state.name}' assigned variables that exceed the total execution limit by ${excess} bytes.`
  const evaluation =
    state.queryLanguage === 'JSONata'
      ? { state: state.name, location: 'Assign', isLate: true as const }
      : undefined
  throw new Failed({ error: 'States.DataLimitExceeded', cause }, 'named', undefined, evaluation)
}

/** By how many bytes the frame's own variables grow. */
function growth(execution: RunningExecution, frame: Frame, assigned: JsonObject): number {
  const size = (value: JsonValue) => execution.sizes.measure(execution, value)
  let bytes = 0
  for (const [name, value] of Object.entries(assigned)) {
    bytes += size(value)
    const before = frame.variables.get(name)
    const isOwn = before !== undefined && frame.ownsVariables && frame.parent?.variables.get(name) !== before
    if (isOwn) bytes -= size(before)
  }
  return bytes
}
