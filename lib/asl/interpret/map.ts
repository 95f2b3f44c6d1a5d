import { isJsonArray, type JsonArray, type JsonValue } from '@/lib/json'
import type { MapState } from '../parse/state-machine'
import { type Awaitable, after } from './awaitable'
import { effectiveInput, exitWithResult } from './data-flow'
import { type Entry, evaluate, fill } from './entry'
import { runtimeFailure } from './failure'
import type { Move } from './move'
import { pathText, valueText } from './shown'

/** An inline Map runs at most this many iterations at once, whatever MaxConcurrency says (developer guide). */
const INLINE_CONCURRENCY = 40

/** InputPath, MaxConcurrency, ItemsPath; then one iteration per item. ItemSelector waits until an item starts. */
export function enterMap(state: MapState, entry: Entry): Awaitable<Move> {
  const input = effectiveInput(entry, state.flow)
  return after(maxConcurrency(state, entry, input), (limit) =>
    after(itemsOf(state, entry, input), (items) => {
      entry.inspect?.('maxConcurrency', limit)
      return {
        do: 'Fork',
        work: { of: 'Iterations', items, input },
        total: items.length,
        concurrency: limit === 0 ? INLINE_CONCURRENCY : Math.min(limit, INLINE_CONCURRENCY),
      }
    }),
  )
}

/** What iteration `index` gets: the item, or what ItemSelector makes of it. */
export function itemInput(
  state: MapState,
  entry: Entry,
  work: { items: JsonArray; input: JsonValue },
  index: number,
): Awaitable<JsonValue> {
  const value = work.items[index] ?? null
  return state.itemSelector ? fill(entry, state.itemSelector, work.input, { item: { index, value } }) : value
}

/** The result is the iterations' outputs in the order of the items. */
export function joinMap(state: MapState, entry: Entry, outputs: JsonArray): Awaitable<Move> {
  return exitWithResult(entry, state.flow, outputs, state.then)
}

function itemsOf(state: MapState, entry: Entry, input: JsonValue): Awaitable<JsonArray> {
  return after(evaluate(entry, state.items, input), (items) => {
    if (isJsonArray(items)) {
      if (state.queryLanguage === 'JSONPath') entry.inspect?.('afterItemsPath', items)
      return items
    }
    throw runtimeFailure(entry.visit, `Reference path "${pathText(state.items)}" must point to array.`)
  })
}

function maxConcurrency(state: MapState, entry: Entry, input: JsonValue): Awaitable<number> {
  return after(evaluate(entry, state.maxConcurrency, input), (value) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
    throw runtimeFailure(
      entry.visit,
      `The MaxConcurrencyPath field refers to value "${valueText(value)}" which is not a valid integer: ${pathText(state.maxConcurrency)}`,
    )
  })
}
