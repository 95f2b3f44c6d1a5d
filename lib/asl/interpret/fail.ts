import type { Expression, FailState } from '../parse/state-machine'
import { evaluateExpression } from '../query'
import type { Awaitable } from './awaitable'
import { type Entry, scopeOf, unwrap } from './entry'
import { Failed, runtimeFailure } from './failure'
import type { Move } from './move'

/** Never makes a move: the failure is thrown, and who encloses this state may retry or catch it. */
export function enterFail(state: FailState, entry: Entry): Awaitable<Move> {
  const error = text(entry, state.error, 'ErrorPath')
  const cause = text(entry, state.cause, 'CausePath')
  throw new Failed({ ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) })
}

function text(entry: Entry, expression: Expression<string> | undefined, field: string): string | undefined {
  if (!expression) return undefined
  if (expression.kind === 'Literal') return expression.value
  const value = unwrap(entry, evaluateExpression(expression, scopeOf(entry, entry.visit.input), field))
  if (typeof value === 'string') return value
  throw runtimeFailure(entry.visit, `The ${field} field refers to a value that is not a string.`)
}
