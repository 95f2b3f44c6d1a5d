import type { Failure } from '@/lib/asl'
import { isJsonObject, type JsonObject, type JsonValue, parsedJson } from '@/lib/json'
import { REGION } from '../account'
import type { Answer, Surroundings } from '../answer'
import { contentLength, httpDate, sdkMetadata } from '../sdk-metadata'
import { type FunctionReference, type LambdaFunction, parseFunctionName } from './function'
import { functionNotFound, notAuthorized, refusedByLambda } from './lambda-error'
import { type FunctionRun, runFunction } from './run-function'
import { versionOf } from './version'

/** Virtual milliseconds until Lambda refuses a call. */
const REFUSAL_MS = 15

export type Functions = ReadonlyMap<string, LambdaFunction>

/** A Task whose `Resource` is the function's own ARN: payload in, payload out. */
export async function invokeByArn(
  functions: Functions,
  reference: FunctionReference,
  event: JsonValue,
  surroundings: Surroundings,
): Promise<Answer> {
  const run = await invoke(functions, reference, event, surroundings)
  return answer(run, (payload) => payload)
}

/** The optimized integration `lambda:invoke`: the payload comes in an envelope. */
export async function invokeByIntegration(
  functions: Functions,
  payload: JsonValue,
  surroundings: Surroundings,
): Promise<Answer> {
  const { ids } = surroundings
  const parameters = isJsonObject(payload) ? payload : {}
  const { FunctionName, Payload, Qualifier, InvocationType, LogType, ClientContext } = parameters
  const named =
    typeof FunctionName === 'string'
      ? parseFunctionName(FunctionName, surroundings.account.accountId)
      : undefined
  if (!named) return refused(invalidName(surroundings, FunctionName))
  const event = eventOf(Payload)
  if (!event.ok) {
    const message = `Could not parse request body into json: ${event.problem}`
    return refused(refusedByLambda(ids, 400, 'InvalidRequestContentException', message))
  }
  const qualifier = typeof Qualifier === 'string' ? Qualifier : named.qualifier
  const reference = { ...named, ...(qualifier !== undefined && { qualifier }) }
  if (InvocationType === 'Event' || InvocationType === 'DryRun') {
    return acknowledge(functions, reference, event.value, InvocationType, surroundings)
  }
  const context = clientContextOf(ClientContext)
  if (context === 'Invalid') {
    const message = 'Client context must be a valid Base64-encoded JSON object.'
    return refused(refusedByLambda(ids, 400, 'InvalidRequestContentException', message))
  }
  const run = await invoke(functions, reference, event.value, surroundings, context)
  return answer(run, (output) => envelope(output, run, LogType === 'Tail', surroundings))
}

/** `Event` is answered before the function runs, `DryRun` without its running at all: 202 and 204, no payload. */
function acknowledge(
  functions: Functions,
  reference: FunctionReference,
  event: JsonValue,
  type: 'Event' | 'DryRun',
  surroundings: Surroundings,
): Answer {
  const { ids, at, agenda } = surroundings
  const lambda = functions.get(reference.name)
  if (!lambda || !versionOf(lambda.setup, reference.qualifier))
    return refused(functionNotFound(ids, reference))
  const due = at + REFUSAL_MS
  if (type === 'Event') agenda.at(due, { kind: 'FunctionRuns', function: lambda.name, event, attempt: 0 })
  const requestId = ids.uuid()
  const status = type === 'Event' ? 202 : 204
  const headers = { 'x-amzn-RequestId': requestId, 'Content-Length': '0', Date: httpDate(due) }
  const metadata = sdkMetadata(headers, requestId)
  return {
    kind: 'Succeeded',
    output: {
      Payload: '',
      ...metadata,
      SdkHttpMetadata: { ...metadata.SdkHttpMetadata, HttpStatusCode: status },
      StatusCode: status,
    },
    durationMs: REFUSAL_MS,
  }
}

async function invoke(
  functions: Functions,
  reference: FunctionReference,
  event: JsonValue,
  surroundings: Surroundings,
  clientContext?: JsonObject,
): Promise<FunctionRun> {
  const { ids } = surroundings
  const refuse = (failure: Failure): FunctionRun => ({
    durationMs: REFUSAL_MS,
    requestId: '',
    version: '',
    logTail: '',
    result: { ok: false, failure },
  })
  const { accountId } = surroundings.account
  if (reference.account !== accountId || reference.region !== REGION) {
    const caller = `arn:aws:sts::${accountId}:assumed-role/StateMachine-role/${ids.uuid()}`
    return refuse(notAuthorized(ids, reference, caller))
  }
  const lambda = functions.get(reference.name)
  if (!lambda || !versionOf(lambda.setup, reference.qualifier))
    return refuse(functionNotFound(ids, reference))
  return runFunction(lambda, reference, event, surroundings, clientContext)
}

function answer({ result, durationMs }: FunctionRun, output: (payload: JsonValue) => JsonValue): Answer {
  return result.ok
    ? { kind: 'Succeeded', output: output(result.payload), durationMs }
    : { kind: 'Failed', failure: result.failure, durationMs }
}

function refused(failure: Failure): Answer {
  return { kind: 'Failed', failure, durationMs: REFUSAL_MS }
}

/** A string is the request's body as it stands, so it has to be JSON text itself (recorded). */
function eventOf(
  payload: JsonValue | undefined,
): { ok: true; value: JsonValue } | { ok: false; problem: string } {
  if (payload === undefined) return { ok: true, value: {} }
  if (typeof payload !== 'string') return { ok: true, value: payload }
  const value = parsedJson(payload)
  if (value !== undefined) return { ok: true, value }
  return {
    ok: false,
    problem: `Could not parse payload into json: '${payload.slice(0, 100)}' is not JSON text`,
  }
}

/** JSON in base64, for a synchronous invocation only. The words for anything else are not verified. */
function clientContextOf(value: JsonValue | undefined): JsonObject | 'Invalid' | undefined {
  if (value === undefined || value === null) return undefined
  try {
    const bytes = Uint8Array.from(atob(String(value)), (letter) => letter.charCodeAt(0))
    const context = JSON.parse(new TextDecoder().decode(bytes)) as JsonValue
    return isJsonObject(context) ? context : 'Invalid'
  } catch {
    return 'Invalid'
  }
}

function invalidName({ ids }: Surroundings, name: JsonValue | undefined): Failure {
  if (typeof name !== 'string') {
    const message =
      "1 validation error detected: Value null at 'functionName' failed to satisfy constraint: Member must not be null"
    return refusedByLambda(ids, 400, 'ValidationException', message)
  }
  const pattern =
    '(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?'
  const message = `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`
  return refusedByLambda(ids, 400, 'ValidationException', message)
}

function envelope(
  payload: JsonValue,
  { requestId, durationMs, version, logTail }: FunctionRun,
  withLog: boolean,
  { at, ids }: Surroundings,
): JsonValue {
  const headers = {
    ...(withLog && { 'X-Amz-Log-Result': logTail }),
    'X-Amz-Executed-Version': version,
    'x-amzn-Remapped-Content-Length': '0',
    Connection: 'keep-alive',
    'x-amzn-RequestId': requestId,
    'Content-Length': contentLength(JSON.stringify(payload)),
    Date: httpDate(at + durationMs),
    'X-Amzn-Trace-Id': traceId(at, ids.uuid().replaceAll('-', '')),
    'Content-Type': 'application/json',
  }
  return {
    ExecutedVersion: version,
    ...(withLog && { LogResult: logTail }),
    Payload: payload,
    ...sdkMetadata(headers, requestId),
    StatusCode: 200,
  }
}

/** X-Ray's: `root=1-` with eight hex digits of seconds and 24 of chance. */
function traceId(at: number, hex: string): string {
  const seconds = Math.floor(at / 1000)
    .toString(16)
    .padStart(8, '0')
  return `Root=1-${seconds}-${hex.slice(0, 24)};Parent=${hex.slice(16)};Sampled=0`
}
