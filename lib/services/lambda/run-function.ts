import type { Failure } from '@/lib/asl'
import type { HandlerOutcome } from '@/lib/handlers'
import type { JsonObject, JsonValue } from '@/lib/json'
import type { Surroundings } from '../answer'
import { type FunctionReference, functionArn, keepRun, type LambdaFunction } from './function'
import { functionFailure, reportOf } from './lambda-error'
import { logTail } from './log-tail'
import { versionOf } from './version'

/** Lambda's own defaults. */
const TIMEOUT_SECONDS = 3
const MEMORY_MIB = 128

/** How one run of a function ended, and how long it took; `requestId` is what its context showed. */
export interface FunctionRun {
  durationMs: number
  requestId: string
  /** The version that ran, also when an alias was called. */
  version: string
  /** The end of its log in base64, as `LogType` `Tail` asks for. */
  logTail: string
  result: { ok: true; payload: JsonValue } | { ok: false; failure: Failure }
}

/** Invokes the function and keeps the count and its log. */
export async function runFunction(
  lambda: LambdaFunction,
  reference: FunctionReference,
  event: JsonValue,
  { at, ids, runHandler }: Surroundings,
  clientContext?: JsonObject,
): Promise<FunctionRun> {
  const { timeoutSeconds = TIMEOUT_SECONDS, memoryMiB = MEMORY_MIB, durationMs = 0 } = lambda.setup
  const version = versionOf(lambda.setup, reference.qualifier) ?? '$LATEST'
  const source = lambda.setup.versions?.[version]?.source ?? lambda.setup.source
  const coldStartMs = lambda.invocations === 0 ? (lambda.setup.coldStartMs ?? 0) : 0
  const requestId = ids.uuid()
  lambda.invocations += 1
  const outcome = await runHandler({
    source,
    event,
    functionName: lambda.name,
    functionArn: invokedArn(reference),
    functionVersion: version,
    ...(clientContext && { clientContext }),
    awsRequestId: requestId,
    at: at + coldStartMs,
    seed: ids.number(),
    timeoutSeconds,
    memoryMiB,
  })
  const took = outcome.billedMs + durationMs
  const ended: HandlerOutcome = took > timeoutSeconds * 1000 ? { ...outcome, kind: 'TimedOut' } : outcome
  const ranMs = Math.min(took, timeoutSeconds * 1000)
  const ending =
    ended.kind === 'Returned'
      ? ({ kind: 'Returned' } as const)
      : {
          kind: ended.kind,
          ...reportOf(ended, requestId, timeoutSeconds),
          ...('line' in ended && ended.line !== undefined && { line: ended.line }),
        }
  keepRun(lambda, {
    requestId,
    startedAt: at,
    durationMs: coldStartMs + ranMs,
    version,
    ending,
    logs: outcome.logs,
  })
  return {
    requestId,
    version,
    durationMs: coldStartMs + ranMs,
    logTail: logTail(outcome.logs, { requestId, version, ranMs, coldStartMs, memoryMiB }),
    result:
      ended.kind === 'Returned'
        ? { ok: true, payload: ended.payload }
        : { ok: false, failure: functionFailure(ended, requestId, timeoutSeconds) },
  }
}

/** An invocation that fails as the exercise orders, before the function's own code gets to see anything. */
export function failedRun(
  lambda: LambdaFunction,
  { error = 'Error', cause = 'Poison item' }: { error?: string; cause?: string },
  { at, ids }: Surroundings,
): FunctionRun {
  const requestId = ids.uuid()
  const failed: HandlerOutcome = {
    kind: 'Threw',
    errorType: error,
    errorMessage: cause,
    trace: [],
    logs: [],
    billedMs: 1,
  }
  const version = '$LATEST'
  lambda.invocations += 1
  const ending = { kind: failed.kind, ...reportOf(failed, requestId, TIMEOUT_SECONDS) }
  keepRun(lambda, { requestId, startedAt: at, durationMs: failed.billedMs, version, ending, logs: [] })
  const result = { ok: false, failure: functionFailure(failed, requestId, TIMEOUT_SECONDS) } as const
  return { requestId, version, durationMs: failed.billedMs, logTail: '', result }
}

/** A function sees by which version or alias it was invoked. */
function invokedArn(reference: FunctionReference): string {
  const { qualifier } = reference
  return qualifier === undefined ? functionArn(reference) : `${functionArn(reference)}:${qualifier}`
}
