import { assertNever } from '@/lib/assert-never'
import type { JsonValue } from '@/lib/json'
import type { Expression, WaitState } from '../parse/state-machine'
import { evaluateExpression, instantOf } from '../query'
import { type Awaitable, after } from './awaitable'
import { effectiveInput, exitWithInput } from './data-flow'
import { type Entry, scopeOf, unwrap } from './entry'
import { runtimeFailure } from './failure'
import type { Move } from './move'
import type { Instant } from './signal'

/** The longest wait that AWS takes; a timestamp further away ends the execution (recorded). */
const LONGEST_WAIT_SECONDS = 99_999_999

export function enterWait(state: WaitState, entry: Entry): Awaitable<Move> {
  return after(effectiveInput(entry, state.flow), (input) => ({
    do: 'Sleep',
    until: wakeAt(state, entry, input),
  }))
}

export function wakeFromWait(state: WaitState, entry: Entry): Awaitable<Move> {
  return exitWithInput(entry, state.flow, state.then)
}

function wakeAt(state: WaitState, entry: Entry, input: JsonValue): Instant {
  const { now } = entry.execution
  switch (state.until.kind) {
    case 'Seconds':
      return now + seconds(entry, state.until.value, input) * 1000
    case 'Timestamp':
      return timestamp(entry, state.until.value, input)
    default:
      return assertNever(state.until)
  }
}

function seconds(entry: Entry, expression: Expression<number>, input: JsonValue): number {
  if (expression.kind === 'Literal') return expression.value
  const value = read(entry, expression, input, 'SecondsPath')
  if (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LONGEST_WAIT_SECONDS)
    return Number(value)
  throw runtimeFailure(
    entry.visit,
    `The SecondsPath parameter cannot be parsed as a long value: ${textOf(expression)} == ${shown(value)}`,
  )
}

/** A moment already past means now: time never goes back. The part of a second is cut off, as on AWS. */
function timestamp(entry: Entry, expression: Expression<string>, input: JsonValue): Instant {
  const value =
    expression.kind === 'Literal' ? expression.value : read(entry, expression, input, 'TimestampPath')
  const instant = typeof value === 'string' ? instantOf(value) : undefined
  const { now } = entry.execution
  if (instant === undefined || instant > now + LONGEST_WAIT_SECONDS * 1000) {
    throw runtimeFailure(
      entry.visit,
      `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${textOf(expression)} == ${shown(value)}`,
    )
  }
  return Math.max(now, Math.floor(instant / 1000) * 1000)
}

function read(entry: Entry, expression: Expression, input: JsonValue, field: string): JsonValue {
  const result = evaluateExpression(expression, scopeOf(entry, input), field)
  if (result.ok || result.error.error !== 'States.Runtime') return unwrap(entry, result)
  throw runtimeFailure(
    entry.visit,
    `The ${field} parameter does not reference an input value: ${textOf(expression)}`,
  )
}

function textOf(expression: Expression): string {
  return expression.kind === 'JSONPath' ? expression.path.text : ''
}

function shown(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
