import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import type { SFNClient } from '@aws-sdk/client-sfn'
import type { JsonValue } from '@/lib/json'
import { isJsonObject, type JsonObject } from '@/lib/json'
import { errorText } from './errors'
import type { EndedOnAws } from './executions'
import { type Pace, patiently, type Rhythm, until } from './patience'
import { isNoMachine } from './state-machines'

/** An Express execution ends by itself after five minutes; nobody can stop it. */
const LONGEST_MS = 310_000
const NEW_RHYTHM: Rhythm = { firstMs: 300, longestMs: 3_000, forMs: 30_000 }
/** Lines come to the log within seconds, seldom later ("best effort", says the developer guide on logging). */
const LOG_RHYTHM: Rhythm = { firstMs: 1_000, longestMs: 5_000, forMs: 90_000 }

/** Runs an Express workflow and waits for its end in the same call. */
export async function runExpress(
  sfn: SFNClient,
  start: { stateMachineArn: string; name: string; input: JsonValue },
  pace: Pace,
): Promise<EndedOnAws> {
  const { StartSyncExecutionCommand } = await import('@aws-sdk/client-sfn')
  const { stateMachineArn, name, input } = start
  const { executionArn, status, startDate, stopDate, output, error, cause } = await patiently(
    () =>
      sfn.send(new StartSyncExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }), {
        requestTimeout: LONGEST_MS,
      }),
    isNoMachine,
    NEW_RHYTHM,
    pace,
  )
  if (!executionArn || !status) throw new Error('The server ran it, but did not say how it ended.')
  const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) }
  return {
    executionArn,
    status,
    ...(startDate && { startDate: startDate.getTime() }),
    ...(stopDate && { stopDate: stopDate.getTime() }),
    ...(output !== undefined && { output }),
    ...(Object.keys(failure).length > 0 && { failure }),
  }
}

/**
 * The history of an Express execution, which no operation of the API gives: from the log that its state machine writes
 * with level ALL and all data. It is whole when its last event is there.
 *
 * @returns events as `GetExecutionHistory` would have them, or why there are none
 */
export async function historyInLog(
  logs: CloudWatchLogsClient,
  { logGroupName, executionArn }: { logGroupName: string; executionArn: string },
  pace: Pace,
): Promise<{ ok: true; events: readonly object[] } | { ok: false; because: string }> {
  try {
    const whole = await until(
      async () => {
        const events = eventsOfLog(await messages(logs, { logGroupName, executionArn }), executionArn)
        const last = events.at(-1)
        const isWhole =
          last &&
          /^Execution(Succeeded|Failed|Aborted|TimedOut)$/.test(last.type) &&
          last.id === events.length
        return isWhole ? events : undefined
      },
      LOG_RHYTHM,
      pace,
    )
    return whole
      ? { ok: true, events: whole }
      : { ok: false, because: 'its history had not come to the log after a minute and a half' }
  } catch (error) {
    return { ok: false, because: `its log could not be read (${errorText(error)})` }
  }
}

async function messages(
  logs: CloudWatchLogsClient,
  { logGroupName, executionArn }: { logGroupName: string; executionArn: string },
): Promise<string[]> {
  const { FilterLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs')
  const found: string[] = []
  let nextToken: string | undefined
  do {
    const page = await logs.send(
      new FilterLogEventsCommand({
        logGroupName,
        filterPattern: `{ $.execution_arn = "${executionArn}" }`,
        ...(nextToken && { nextToken }),
      }),
    )
    for (const { message } of page.events ?? []) if (message !== undefined) found.push(message)
    nextToken = page.nextToken || undefined
  } while (nextToken)
  return found
}

interface LoggedEvent {
  id: number
  previousEventId: number
  /** In seconds. */
  timestamp: number
  type: string
  loggedEventDetails: JsonObject
}

/** Lines of the log as events, in their order; a line that is delivered twice is one event. */
export function eventsOfLog(lines: readonly string[], executionArn: string): LoggedEvent[] {
  const events = new Map<number, LoggedEvent>()
  for (const line of lines) {
    const event = eventOfLine(line, executionArn)
    if (event) events.set(event.id, event)
  }
  return [...events.values()].sort((one, other) => one.id - other.id)
}

function eventOfLine(line: string, executionArn: string): LoggedEvent | undefined {
  let value: JsonValue
  try {
    value = JSON.parse(line)
  } catch {
    return undefined
  }
  // The filter may be unknown to a server that stands in for CloudWatch Logs.
  if (!isJsonObject(value) || value.execution_arn !== executionArn) return undefined
  const { id, type, details, previous_event_id: previous, event_timestamp: at } = value
  if (typeof type !== 'string') return undefined
  return {
    id: Number(id),
    previousEventId: Number(previous ?? 0),
    timestamp: Number(at) / 1000,
    type,
    loggedEventDetails: isJsonObject(details) ? details : {},
  }
}
