import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { valueOfText } from './json-documents'
import type { RecordedEvent } from './recorded-event'

/** Details without what two executions of one definition never share. */
export type NormalForm = (event: RecordedEvent) => JsonObject

/** What is nested deeper is not compared. */
const DEEPEST = 200

/** AWS or its services make these anew for each request. */
const MADE_IDS: ReadonlySet<string> = new Set([
  'ExtendedRequestId',
  'JobId',
  'MessageId',
  'ReceiptHandle',
  'RequestId',
  'SequenceNumber',
  'TaskToken',
  'X-Amzn-Trace-Id',
  'requestId',
  'x-amzn-RequestId',
  'x-amzn-requestid',
])

/** When a child execution began and ended, as numbers. */
const DATES: ReadonlySet<string> = new Set(['CreationDate', 'StartDate', 'StopDate'])

/** Of a service's answer: dates, lengths and request ids of the transport. */
const TRANSPORT: ReadonlySet<string> = new Set(['AllHttpHeaders', 'HttpHeaders'])

/** Parameters that name a resource, or an execution. */
const NAMES: ReadonlySet<string> = new Set([
  'EventBusName',
  'FunctionName',
  'Name',
  'QueueUrl',
  'StateMachineArn',
  'TableName',
  'TopicArn',
])

/** Details that name where and by whom the work is done. */
const PLACES: ReadonlySet<string> = new Set(['region', 'workerName'])

/** Of a Lambda function's failure: where in the code, and in which request. */
const OF_A_CAUSE: ReadonlySet<string> = new Set(['requestId', 'stackTrace', 'trace'])

const ARN = /arn:aws[a-z-]*:([a-z0-9-]+):([a-z0-9-]*):(\d*):([^\s"'`,;()[\]{}<>]+)/g
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi
const TIMESTAMP = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)/g
/** A task token, on AWS some 700 characters of base64. */
const TOKEN = /^[A-Za-z0-9+/_-]{100,}={0,2}$/
/** Clocks of AWS's services differ a little. */
const SLACK_MS = 1_000

/**
 * The normal form for events of this history. Left out are, by `design.md` section 6, ids that AWS makes (request and
 * message ids, task tokens, UUIDs, event ids in a cause), timestamps of the run's own time, and names: what an ARN says
 * beyond service and kind of resource, the region, the worker, and parameters that name a resource. UUIDs and timestamps
 * that came with the execution's input are the author's, and stay.
 */
export function normalForm(history: readonly RecordedEvent[]): NormalForm {
  const input = JSON.stringify(history[0]?.details.input ?? null)
  const given = new Set([...(input.match(UUID) ?? []), ...(input.match(TIMESTAMP) ?? [])])
  const from = (history[0]?.timestamp ?? 0) - SLACK_MS
  const to = (history.at(-1)?.timestamp ?? 0) + SLACK_MS

  const isOfTheRun = (timestamp: string) => {
    const instant = Date.parse(timestamp)
    return instant >= from && instant <= to
  }
  const text = (value: string): string =>
    TOKEN.test(value)
      ? '(token)'
      : value
          .replace(ARN, (arn, service: string, _region, _account, resource: string) =>
            arn.includes(':states:::')
              ? arn
              : `arn:aws:${service}:${/^[a-zA-Z-]*(?=[/:])/.exec(resource)?.[0] ?? ''}`,
          )
          .replace(UUID, (id) => (given.has(id) ? id : '(id)'))
          .replace(TIMESTAMP, (time) => (!given.has(time) && isOfTheRun(time) ? '(time)' : time))
          .replace(/event id #\d+/g, 'event id')
          .replace(/(request ?id: ?)[\w-]+/gi, '$1(id)')

  const plain = (value: JsonValue, depth: number, leftOut: (key: string) => boolean): JsonValue => {
    if (typeof value === 'string') return text(value)
    if (depth > DEEPEST) return '(deeper)'
    if (isJsonArray(value)) return value.map((item) => plain(item, depth + 1, leftOut))
    if (!isJsonObject(value)) return value
    // A cause that a definition has read is data like any other, and still tells where in the code it failed.
    const isReport = Object.hasOwn(value, 'errorType')
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        leftOut(key) || (isReport && OF_A_CAUSE.has(key))
          ? '(made)'
          : key === 'Cause' && typeof item === 'string'
            ? causeForm(item, depth + 1)
            : plain(item, depth + 1, leftOut),
      ]),
    )
  }
  /** Of a failure's cause: where in the code, and what its execution was called, no two runs share. */
  const causeForm = (cause: string, depth: number): JsonValue =>
    plain(valueOfText(cause), depth, (key) => OF_A_CAUSE.has(key) || isMade(key))
  const isMade = (key: string) => MADE_IDS.has(key) || DATES.has(key) || TRANSPORT.has(key)

  return ({ details }) =>
    Object.fromEntries(
      Object.entries(details).map(([name, value]): [string, JsonValue] => {
        if (PLACES.has(name)) return [name, '(name)']
        if (name === 'cause' && typeof value === 'string') {
          return [name, causeForm(value, 0)]
        }
        if (name === 'parameters' && isJsonObject(value)) return [name, plain(withoutNames(value), 0, isMade)]
        return [name, plain(value, 0, isMade)]
      }),
    )
}

function withoutNames(parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([key, value]) => [key, NAMES.has(key) ? '(name)' : value]),
  )
}
