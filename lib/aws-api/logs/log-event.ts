import type { HistoryEvent } from '@/lib/asl'
import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { toApiHistoryEvent } from '../history-event'
import type { LoggedExecution } from '../sandbox'

/** One line of a log group: an event of an execution, as Step Functions writes it there. */
export interface LogEvent {
  /** Milliseconds since 1970. */
  timestamp: number
  message: string
  eventId: string
  logStreamName: string
}

type Level = LoggedExecution['level']

/** What each level keeps (developer guide, "Log levels for Step Functions execution events"; read 2026-11). */
export function isLogged({ type }: HistoryEvent, level: Level): boolean {
  switch (level) {
    case 'ALL':
      return true
    case 'ERROR':
      return type === 'FailStateEntered' || /(?:Failed|TimedOut|Aborted)$/.test(type)
    case 'FATAL':
      return type === 'ExecutionFailed' || type === 'ExecutionTimedOut' || type === 'ExecutionAborted'
  }
}

/** Numbers are texts there, and the details of every type have the same name. */
export function logEvent(
  event: HistoryEvent,
  { executionArn, machineName, includesData }: LoggedExecution,
  logStreamName: string,
): LogEvent {
  const { timestamp, id, previousEventId, type, ...details } = toApiHistoryEvent(event)
  const [detail] = Object.values(details).filter((value) => isJsonObject(value as JsonValue))
  const message: JsonObject = {
    id: String(id),
    type,
    details: shownDetails(isJsonObject(detail) ? detail : {}, includesData),
    previous_event_id: String(previousEventId),
    event_timestamp: String(Math.round(timestamp * 1_000)),
    execution_arn: executionArn,
  }
  return {
    timestamp: Math.round(timestamp * 1_000),
    message: JSON.stringify(message),
    eventId: `${machineName}/${executionArn.split(':').slice(7).join(':')}/${String(id).padStart(5, '0')}`,
    logStreamName,
  }
}

/** What carries a learner's data, and what says whether it was cut. */
const DATA = new Set([
  'input',
  'inputDetails',
  'output',
  'outputDetails',
  'parameters',
  'assignedVariables',
  'assignedVariablesDetails',
])

function shownDetails(details: JsonObject, includesData: boolean): JsonObject {
  if (includesData) return details
  return Object.fromEntries(Object.entries(details).filter(([name]) => !DATA.has(name)))
}
