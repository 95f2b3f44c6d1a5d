import type { StateOutcome } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import type { TestStateOutput } from './request'

/** Values that the API has as they are; all others are JSON text. */
const PLAIN = new Set([
  'maxConcurrency',
  'toleratedFailureCount',
  'toleratedFailurePercentage',
  'request',
  'response',
])

/** What an HTTP task sent and got, shown at the level TRACE only. */
const TRACED = new Set(['request', 'response'])

export function testStateOutput(
  outcome: StateOutcome,
  inspected: JsonObject,
  level: 'INFO' | 'DEBUG' | 'TRACE',
): TestStateOutput {
  return {
    ...ending(outcome),
    ...(level !== 'INFO' && { inspectionData: inspectionData(outcome, inspected, level) }),
  }
}

function ending(outcome: StateOutcome): TestStateOutput {
  switch (outcome.status) {
    case 'SUCCEEDED':
      return { status: outcome.status, ...left(outcome) }
    case 'CAUGHT_ERROR':
      return { status: outcome.status, ...outcome.failure, ...left(outcome) }
    case 'RETRIABLE':
    case 'FAILED':
      return { status: outcome.status, ...outcome.failure }
    case 'STOPPED':
      return { status: 'FAILED', error: 'States.Runtime', cause: outcome.stoppedBy.message }
  }
}

function left({ output, next }: { output: JsonValue; next?: string }): Omit<TestStateOutput, 'status'> {
  return { output: JSON.stringify(output), ...(next !== undefined && { nextState: next }) }
}

function inspectionData(outcome: StateOutcome, inspected: JsonObject, level: 'DEBUG' | 'TRACE'): JsonObject {
  const shown = Object.entries(inspected)
    .filter(([field]) => level === 'TRACE' || !TRACED.has(field))
    .map(([field, value]): [string, JsonValue] => [field, PLAIN.has(field) ? value : JSON.stringify(value)])
  const details = errorDetails(outcome)
  const { variables } = outcome
  return {
    ...Object.fromEntries(shown),
    ...(Object.keys(variables).length > 0 && { variables: JSON.stringify(variables) }),
    ...(Object.keys(details).length > 0 && { errorDetails: details }),
  }
}

/** Which retrier and catcher took the failure; the API has whole seconds. */
function errorDetails(outcome: StateOutcome): JsonObject {
  if (outcome.status === 'RETRIABLE') {
    const { retryIndex, backoffSeconds } = outcome
    return { retryIndex, retryBackoffIntervalSeconds: Math.floor(backoffSeconds) }
  }
  return {
    ...('catchIndex' in outcome && { catchIndex: outcome.catchIndex }),
    ...('retryIndex' in outcome && outcome.retryIndex !== undefined && { retryIndex: outcome.retryIndex }),
  }
}
