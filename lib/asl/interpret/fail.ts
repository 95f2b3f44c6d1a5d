import type { Expression, FailState } from '../parse/state-machine'
import { type Awaitable, after } from './awaitable'
import { type Entry, evaluate } from './entry'
import { Failed, runtimeFailure } from './failure'
import { unexpectedType } from './jsonata'

/** Never makes a move: the failure is thrown, and who encloses this state may retry or catch it. */
export function enterFail(state: FailState, entry: Entry): Awaitable<never> {
  if (state.queryLanguage === 'JSONPath') entry.inspect?.('afterInputPath', entry.visit.input)
  return after(text(entry, state.error, 'ErrorPath'), (error) =>
    after(text(entry, state.cause, 'CausePath'), (cause) => {
      throw new Failed({ ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) })
    }),
  )
}

function text(
  entry: Entry,
  expression: Expression<string> | undefined,
  field: string,
): Awaitable<string | undefined> {
  if (!expression) return undefined
  return after(evaluate(entry, expression, entry.visit.input, field), (value) => {
    if (typeof value === 'string') return value
    if (expression.kind === 'JSONata') throw unexpectedType(entry, expression, 'string', value)
    throw runtimeFailure(entry.visit, `The ${field} field refers to a value that is not a string.`)
  })
}
