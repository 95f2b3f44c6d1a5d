import { assertNever } from '@/lib/assert-never'
import type { JsonValue } from '@/lib/json'
import { MOST_SECONDS } from '../most-seconds'
import type { Expression, WaitState } from '../parse/state-machine'
import { instantOf } from '../query'
import { type Awaitable, after, guard } from './awaitable'
import { effectiveInput, exitWithInput } from './data-flow'
import { type Entry, evaluate } from './entry'
import { Failed, runtimeFailure } from './failure'
import { computedSeconds, computedWhole, unacceptable, unexpectedType } from './jsonata'
import type { Move } from './move'
import { pathText, valueText } from './shown'
import type { Instant } from './signal'

/** Until when to sleep. It is decided on entry; the fields for the way out wait until the state wakes. */
export function enterWait(state: WaitState, entry: Entry): Awaitable<Move> {
  return after(wakeAt(state, entry), (until) => ({ do: 'Sleep', until }))
}

/** The time has come: the state is left as one that only looked at its input. */
export function wakeFromWait(state: WaitState, entry: Entry): Awaitable<Move> {
  return exitWithInput(entry, state.flow, state.then)
}

function wakeAt({ until, flow }: WaitState, entry: Entry): Awaitable<Instant> {
  switch (until.kind) {
    case 'Seconds':
      return after(read(entry, until.value, effectiveInput(entry, flow), 'SecondsPath'), (value) =>
        inSeconds(entry, until.value, value),
      )
    case 'Timestamp':
      return after(read(entry, until.value, effectiveInput(entry, flow), 'TimestampPath'), (value) =>
        atTimestamp(entry, until.value, value),
      )
    default:
      return assertNever(until)
  }
}

function inSeconds(entry: Entry, expression: Expression, value: JsonValue): Instant {
  return entry.execution.now + secondsIn(entry, expression, value) * 1000
}

function secondsIn(entry: Entry, expression: Expression, value: JsonValue): number {
  if (expression.kind === 'JSONata') {
    return computedSeconds(entry, 'Seconds', expression, computedWhole(entry, expression, value))
  }
  const seconds = asLong(value)
  if (seconds !== undefined && seconds >= 0 && seconds <= MOST_SECONDS) return seconds
  // Both sentences are AWS's: the first is recorded, the second an emulator's (LocalStack's), whose tests ran on AWS.
  const problem =
    seconds === undefined || seconds >= 0 ? 'cannot be parsed as a long value' : 'references a negative value'
  const shown = `${pathText(expression)} == ${valueText(value)}`
  throw runtimeFailure(entry.visit, `The SecondsPath parameter ${problem}: ${shown}`)
}

/** What a path found is read as text, so that `"10"` is a number, too (tried for tiny-asl-machine). */
function asLong(value: JsonValue): number | undefined {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined
}

/**
 * A moment already past means now: time never goes back. The part of a second is cut off, as on AWS, and one too far
 * away ends the execution (recorded).
 */
function atTimestamp(entry: Entry, expression: Expression, value: JsonValue): Instant {
  const { now } = entry.execution
  const instant = typeof value === 'string' ? instantOf(value) : undefined
  if (instant !== undefined && instant <= now + MOST_SECONDS * 1000) {
    return Math.max(now, Math.floor(instant / 1000) * 1000)
  }
  const isExpression = expression.kind === 'JSONata'
  if (isExpression && typeof value !== 'string') throw unexpectedType(entry, expression, 'string', value)
  const field = isExpression ? 'Timestamp' : 'TimestampPath'
  const shown = `${isExpression ? expression.source : pathText(expression)} == ${valueText(value)}`
  const problem = `The ${field} parameter does not reference a valid ISO-8601 extended offset date-time format string: ${shown}`
  // AWS reads the text only when it has entered the state, so that `EvaluationFailed` follows the entry (recorded).
  if (isExpression) throw unacceptable(entry, expression, problem, { isLate: true })
  throw runtimeFailure(entry.visit, problem)
}

/** A path that finds nothing is reported in Wait's own words (recorded). */
function read(entry: Entry, expression: Expression, input: JsonValue, field: string): Awaitable<JsonValue> {
  return guard(
    () => evaluate(entry, expression, input),
    (error) => {
      if (!(error instanceof Failed) || error.reach !== 'nobody') throw error
      throw runtimeFailure(
        entry.visit,
        `The ${field} parameter does not reference an input value: ${pathText(expression)}`,
      )
    },
  )
}
