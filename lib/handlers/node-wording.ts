/** A thrown error as it stood in QuickJS; `stack` is its frames, one a line. */
export interface ThrownError {
  name: string
  message: string
  stack: string
}

/** The part of Lambda's report that both its own errors and a handler's have. */
export interface ReportedError {
  errorType: string
  errorMessage: string
  trace: readonly string[]
}

/** Where Lambda unpacks a function's code. */
const TASK_ROOT = 'file:///var/task/'

/** More characters than a cause in an execution's history can have do nobody any good. */
export const MESSAGE_CHARACTERS = 32_768
const NAME_CHARACTERS = 256

/** V8 keeps so many frames of a stack. */
const FRAMES_AT_MOST = 10

export const stackOverflow: ReportedError = {
  errorType: 'RangeError',
  errorMessage: 'Maximum call stack size exceeded',
  trace: ['RangeError: Maximum call stack size exceeded'],
}

/** QuickJS's own words and V8's for the same mistake, for those that handlers meet most. */
const wordings: readonly [RegExp, string][] = [
  [/^cannot read property '(.*)' of (undefined|null)$/, "Cannot read properties of $2 (reading '$1')"],
  [/^cannot set property '(.*)' of (undefined|null)$/, "Cannot set properties of $2 (setting '$1')"],
  [/^'(.*)' is not defined$/, '$1 is not defined'],
  [/^'(.*)' is read-only$/, 'Assignment to constant variable.'],
  [/^invalid (array|string) length$/, 'Invalid $1 length'],
  [/^BigInt is too large to allocate$/, 'Maximum BigInt size exceeded'],
]

/**
 * An error as Lambda's Node.js runtime would report it: V8's words where QuickJS has its own, and the trace as
 * lines, with files where Lambda keeps them. Which function overflowed the stack depends on the host, so such
 * an error has no frames.
 */
export function asNodeReports(thrown: ThrownError): ReportedError {
  const isInternal = thrown.name === 'InternalError'
  if (thrown.message.endsWith('stack overflow') && (isInternal || thrown.name === 'SyntaxError')) {
    return stackOverflow
  }
  const { name, message } = isInternal && thrown.message === 'string too long' ? stringTooLong : thrown
  const errorType = name.slice(0, NAME_CHARACTERS)
  const errorMessage = inNodeWords(message.slice(0, MESSAGE_CHARACTERS))
  const first = errorMessage === '' ? errorType : `${errorType}: ${errorMessage}`
  const frames = thrown.stack
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, FRAMES_AT_MOST)
    .map((line) => line.replace(/\bindex\.mjs\b/, `${TASK_ROOT}index.mjs`))
  return { errorType, errorMessage, trace: [...first.split('\n'), ...frames] }
}

/** The most that V8 makes of a string is half of what QuickJS does; both refuse, in other words. */
const stringTooLong = { name: 'RangeError', message: 'Invalid string length' }

function inNodeWords(message: string): string {
  const wording = wordings.find(([quickJs]) => quickJs.test(message))
  return wording ? message.replace(...wording) : message
}
