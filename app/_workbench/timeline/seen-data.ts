import type { HistoryEvent } from '@/lib/asl'
import type { JsonPointer, JsonValue } from '@/lib/json'
import { type SeenData, sampleOf } from '@/lib/language'
import { type ShownRun, stateNameOf } from '../workbench-state'

/** The data that a state had in its latest stay in a run, and the input to come. */
export function seenData(
  run: ShownRun | undefined,
  input: JsonValue | undefined,
  at: JsonPointer | undefined,
): SeenData {
  const toCome = input === undefined ? {} : { executionInput: sampleOf(input) }
  const { timeline } = run ?? {}
  const stay =
    at === undefined ? undefined : timeline?.visitsOf(stateNameOf(at), timeline.history.length).at(-1)
  if (!timeline || !stay) return toCome
  const { visit, line } = stay
  const result = visit.events
    .map((id) => resultIn(timeline.history[id - 1]))
    .findLast((one) => one !== undefined)
  const variables = timeline.variablesAt(line, visit.enteredEvent)
  return {
    ...toCome,
    input: sampleOf(visit.input),
    ...(result !== undefined && { result: sampleOf(result) }),
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, sampleOf(value)])),
  }
}

/** What the work of a task came to, where this event tells. */
function resultIn(event: HistoryEvent | undefined): JsonValue | undefined {
  switch (event?.type) {
    case 'TaskSucceeded':
    case 'LambdaFunctionSucceeded':
    case 'ActivitySucceeded':
      return event.details.output
    default:
      return undefined
  }
}
