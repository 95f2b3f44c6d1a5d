import { isJsonArray, type JsonArray, type JsonValue } from '@/lib/json'
import type { Expression, MapState } from '../parse/state-machine'
import { evaluateExpression, fillTemplate } from '../query'
import { type Awaitable, after } from './awaitable'
import { effectiveInput, exitWithResult } from './data-flow'
import { type Entry, scopeOf, unwrap } from './entry'
import { runtimeFailure } from './failure'
import type { Move } from './move'

/** An inline Map runs at most this many iterations at once, whatever MaxConcurrency says (developer guide). */
const INLINE_CONCURRENCY = 40

/** InputPath, MaxConcurrency, ItemsPath; then one iteration per item. ItemSelector waits until an item starts. */
export function enterMap(state: MapState, entry: Entry): Awaitable<Move> {
  return after(effectiveInput(entry, state.flow), (input) => {
    const limit = maxConcurrency(state, entry, input)
    const items = itemsOf(state, entry, input)
    return {
      do: 'Fork',
      work: { of: 'Iterations', items, input },
      total: items.length,
      concurrency: limit === 0 ? INLINE_CONCURRENCY : Math.min(limit, INLINE_CONCURRENCY),
    }
  })
}

/** What iteration `index` gets: the item, or what ItemSelector makes of it. */
export function itemInput(
  state: MapState,
  entry: Entry,
  work: { items: JsonArray; input: JsonValue },
  index: number,
): Awaitable<JsonValue> {
  const value = work.items[index] ?? null
  if (!state.itemSelector) return value
  return unwrap(
    entry,
    fillTemplate(state.itemSelector, scopeOf(entry, work.input, { item: { index, value } })),
  )
}

/** The result is the iterations' outputs in the order of the items. */
export function joinMap(state: MapState, entry: Entry, outputs: JsonArray): Awaitable<Move> {
  return exitWithResult(entry, state.flow, outputs, state.then)
}

function itemsOf(state: MapState, entry: Entry, input: JsonValue): JsonArray {
  const items = unwrap(entry, evaluateExpression(state.items, scopeOf(entry, input)))
  if (isJsonArray(items)) return items
  throw runtimeFailure(entry.visit, `Reference path "${textOf(state.items)}" must point to array.`)
}

function maxConcurrency(state: MapState, entry: Entry, input: JsonValue): number {
  const value = unwrap(entry, evaluateExpression(state.maxConcurrency, scopeOf(entry, input)))
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
  throw runtimeFailure(
    entry.visit,
    `The MaxConcurrencyPath field refers to value "${shown(value)}" which is not a valid integer: ${textOf(state.maxConcurrency)}`,
  )
}

function textOf(expression: Expression): string {
  return expression.kind === 'JSONPath' ? expression.path.text : ''
}

function shown(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
