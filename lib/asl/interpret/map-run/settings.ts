import type { JsonValue } from '@/lib/json'
import type { Expression, MapState } from '../../parse/state-machine'
import { type Awaitable, after } from '../awaitable'
import { type Entry, evaluate } from '../entry'
import { type Failed, runtimeFailure } from '../failure'
import { computedWhole, unacceptable, unexpectedType } from '../jsonata'
import { pathText, valueText } from '../shown'
import type { Tolerance } from './map-run'

/**
 * ToleratedFailureCount and ToleratedFailurePercentage. They are looked at only after `MapStateStarted` is
 * written, unlike MaxConcurrency (recorded).
 */
export function toleranceOf(state: MapState, entry: Entry, input: JsonValue): Awaitable<Tolerance> {
  return after(wholeNumber(entry, state.toleratedFailureCount, input, 'ToleratedFailureCount'), (count) => {
    if (count !== undefined && count < 0) {
      throw outOfRange(entry, state.toleratedFailureCount, 'ToleratedFailureCount cannot be negative.')
    }
    if (count !== undefined) entry.inspect?.('toleratedFailureCount', count)
    return after(
      decimal(entry, state.toleratedFailurePercentage, input, 'ToleratedFailurePercentage'),
      (percentage) => {
        if (percentage !== undefined && !(percentage >= 0 && percentage <= 100)) {
          const cause = 'ToleratedFailurePercentage must be between 0 and 100.'
          throw outOfRange(entry, state.toleratedFailurePercentage, cause)
        }
        if (percentage !== undefined) entry.inspect?.('toleratedFailurePercentage', percentage)
        return {
          ...(count !== undefined && { count }),
          ...(percentage !== undefined && { percentage }),
        }
      },
    )
  })
}

/** Of an expression, it is a failure of the expression; of a path, of the state. In both AWS says the same. */
export function outOfRange(entry: Entry, expression: Expression<number> | undefined, cause: string): Failed {
  return expression?.kind === 'JSONata'
    ? unacceptable(entry, expression, cause)
    : runtimeFailure(entry.visit, cause)
}

/** A number that a path found may also be the text of one: `"2"` was recorded to count as 2. */
export function wholeNumber(
  entry: Entry,
  expression: Expression<number> | undefined,
  input: JsonValue,
  field: string,
): Awaitable<number | undefined> {
  return numberOf(entry, expression, input, { field, kind: 'integer', text: /^[+-]?\d{1,15}$/ })
}

function decimal(
  entry: Entry,
  expression: Expression<number> | undefined,
  input: JsonValue,
  field: string,
): Awaitable<number | undefined> {
  return numberOf(entry, expression, input, { field, kind: 'float', text: /^[+-]?\d{1,15}(\.\d{1,15})?$/ })
}

function numberOf(
  entry: Entry,
  expression: Expression<number> | undefined,
  input: JsonValue,
  { field, kind, text }: { field: string; kind: 'integer' | 'float'; text: RegExp },
): Awaitable<number | undefined> {
  if (!expression) return undefined
  return after(evaluate(entry, expression, input, `${field}Path`), (value: JsonValue) => {
    if (expression.kind === 'JSONata') {
      if (kind === 'integer') return computedWhole(entry, expression, value)
      if (typeof value === 'number') return value
      throw unexpectedType(entry, expression, 'number', value)
    }
    const number = typeof value === 'string' && text.test(value) ? Number(value) : value
    if (typeof number === 'number' && (kind === 'float' || Number.isInteger(number))) return number
    throw runtimeFailure(
      entry.visit,
      `The ${field}Path field refers to value "${valueText(value)}" which is not a valid ${kind}: ${pathText(expression)}`,
    )
  })
}
