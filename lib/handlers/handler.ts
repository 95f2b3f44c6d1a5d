import type { JsonObject, JsonValue } from '@/lib/json'

/** A Lambda function's code and settings, as the exercise gives them. */
export interface HandlerRequest {
  /** An ES module that exports `handler(event, context)`, sync or async. */
  source: string
  event: JsonValue
  functionName: string
  /** With the version or alias that it was invoked by, if any. */
  functionArn: string
  /** `$LATEST` unless given. */
  functionVersion?: string
  /** What the caller sent as `ClientContext`. */
  clientContext?: JsonObject
  awsRequestId: string
  /** Milliseconds since 1970 on the virtual clock when the invocation begins. */
  at: number
  /** Feeds `Math.random` inside. */
  seed: number
  timeoutSeconds: number
  memoryMiB: number
}

/** One line that the handler wrote with `console`. */
export interface LogLine {
  level: 'debug' | 'info' | 'log' | 'warn' | 'error'
  text: string
}

/**
 * How an invocation ended. `billedMs` is virtual: interrupts counted, never wall time, so that browser and
 * server agree to the byte.
 */
export type HandlerOutcome = { logs: readonly LogLine[]; billedMs: number } & (
  | { kind: 'Returned'; payload: JsonValue }
  /** The handler threw, or its module did; shaped as Lambda reports it for Node.js. */
  | { kind: 'Threw'; errorType: string; errorMessage: string; trace: readonly string[] }
  /** Lambda itself ended the invocation, so there is no trace: `Runtime.NodeJsExit` and its like. */
  | { kind: 'Exited'; errorType: string; errorMessage: string }
  /** In that `line` of its file it was last seen at work: its latest call. Absent where it waited. */
  | { kind: 'TimedOut'; line?: number }
  /** `line` of its file is where there was no more; absent where that cannot be told. */
  | { kind: 'OutOfMemory'; line?: number }
)

/**
 * Runs one invocation in a bounded QuickJS that knows nothing of earlier ones. Never throws for what the
 * handler does, and ends every loop in JavaScript, promises, timers and regular expressions by itself. A few of
 * QuickJS's native functions do not ask whether they should stop (array methods over a length of billions, a
 * search for one long string in another): whoever owns the worker has to end it after a while.
 */
export type RunHandler = (request: HandlerRequest) => HandlerOutcome | Promise<HandlerOutcome>
