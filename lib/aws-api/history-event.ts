import type { HistoryEvent } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'

/** One event as GetExecutionHistory sends it: details under a member named for the type, data as JSON text. */
export type ApiHistoryEvent = JsonObject & {
  readonly timestamp: number
  readonly type: string
  readonly id: number
  readonly previousEventId: number
}

/** Members that AWS sends as JSON text, each with the member that says whether it was cut. */
const TEXT_MEMBERS = new Map([
  ['input', 'inputDetails'],
  ['output', 'outputDetails'],
  ['parameters', undefined],
])

/** The timestamp is in seconds since 1970, with milliseconds as its fraction. */
export function toApiHistoryEvent(event: HistoryEvent): ApiHistoryEvent {
  const { type, id, previousEventId, timestamp } = event
  const member = detailMember(event)
  return {
    timestamp: timestamp / 1000,
    type,
    id,
    previousEventId,
    ...(member !== undefined && { [member]: detailsAsText(event.details) }),
  }
}

/** `taskFailedEventDetails` for `TaskFailed`; all `…StateEntered` share one member, as do all `…StateExited`. */
function detailMember({ type }: HistoryEvent): string | undefined {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails'
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails'
  if (WITHOUT_DETAILS.has(type)) return undefined
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`
}

const WITHOUT_DETAILS: ReadonlySet<string> = new Set([
  'LambdaFunctionStarted',
  'MapRunAborted',
  'MapRunSucceeded',
  'MapStateAborted',
  'MapStateFailed',
  'MapStateSucceeded',
  'ParallelStateAborted',
  'ParallelStateFailed',
  'ParallelStateStarted',
  'ParallelStateSucceeded',
  'TaskStateAborted',
  'WaitStateAborted',
])

function detailsAsText(details: HistoryEvent['details']): JsonObject {
  const sent: [string, JsonValue][] = []
  for (const [name, value] of Object.entries(details) as [string, JsonValue][]) {
    if (name === 'assignedVariables') {
      sent.push([name, asTexts(value)], ['assignedVariablesDetails', { truncated: false }])
    } else if (TEXT_MEMBERS.has(name)) {
      sent.push([name, JSON.stringify(value)])
      const cut = TEXT_MEMBERS.get(name)
      if (cut !== undefined) sent.push([cut, { truncated: false }])
    } else sent.push([name, value])
  }
  return Object.fromEntries(sent)
}

function asTexts(variables: JsonValue): JsonObject {
  return Object.fromEntries(
    Object.entries(variables ?? {}).map(([name, value]) => [name, JSON.stringify(value)]),
  )
}
