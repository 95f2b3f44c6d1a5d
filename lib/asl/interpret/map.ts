import { isJsonArray, isJsonObject, type JsonArray, type JsonValue } from '@/lib/json'
import type { Expression, MapState } from '../parse/state-machine'
import { missingStep, referencePathConflict, referenceSegments, rootValue, type Scope } from '../query'
import { type Awaitable, after } from './awaitable'
import { effectiveInput, exitWithResult } from './data-flow'
import { type Entry, fill, scopeOf } from './entry'
import { Failed, runtimeFailure } from './failure'
import { evaluationFailed, unexpectedType } from './jsonata'
import { cursorOver, type ItemCursor } from './map-run/item-cursor'
import { outOfRange, wholeNumber } from './map-run/settings'
import type { Move } from './move'
import { pathText } from './shown'
import type { Failure } from './signal'

/** An inline Map runs at most this many iterations at once, whatever MaxConcurrency says (developer guide). */
const INLINE_CONCURRENCY = 40

/** InputPath, MaxConcurrency, ItemsPath; then one iteration per item. ItemSelector waits until an item starts. */
export function enterMap(state: MapState, entry: Entry): Awaitable<Move> {
  const input = effectiveInput(entry, state.flow)
  return after(maxConcurrency(state, entry, input), (limit) => {
    if (state.mode === 'DISTRIBUTED') return enterDistributedMap(state, entry, input, limit)
    return after(itemsOf(state, entry, input), (items) => {
      // TestState shows it only when the items were found (recorded).
      entry.inspect?.('maxConcurrency', limit)
      return {
        do: 'Fork',
        work: { of: 'Iterations', items, input },
        total: items.length,
        concurrency: limit === 0 ? INLINE_CONCURRENCY : Math.min(limit, INLINE_CONCURRENCY),
      }
    })
  })
}

/** The items are in the input, or the map run will read them. Here an object counts as its members (guide). */
function enterDistributedMap(
  state: MapState,
  entry: Entry,
  input: JsonValue,
  limit: number,
): Awaitable<Move> {
  const runMap = (items: ItemCursor): Move => {
    entry.inspect?.('maxConcurrency', limit)
    return { do: 'RunMap', state, items, input, maxConcurrency: limit }
  }
  if (state.itemReader) return runMap({ total: 0, next: 0, parts: [] })
  return after(itemsValue(state, entry, input), (items) =>
    runMap(isJsonObject(items) ? cursorOver(items) : cursorOver(arrayOf(state, entry, items))),
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

/** The result is the iterations' outputs in the order of the items, or what a map run's ResultWriter says. */
export function joinMap(state: MapState, entry: Entry, result: JsonValue): Awaitable<Move> {
  return exitWithResult(entry, state.flow, result, state.then)
}

function itemsOf(state: MapState, entry: Entry, input: JsonValue): Awaitable<JsonArray> {
  return after(itemsValue(state, entry, input), (items) => arrayOf(state, entry, items))
}

/** `Items` or what ItemsPath finds; without either, the input. */
function itemsValue({ items }: MapState, entry: Entry, input: JsonValue): Awaitable<JsonValue> {
  if (!items) return input
  const conflict = items.kind === 'Expression' && conflictOf(items.expression, scopeOf(entry, input))
  if (conflict) throw new Failed(conflict)
  return fill(entry, items, input)
}

/** ItemsPath that names one place, and a place that is not there. */
function conflictOf(expression: Expression, scope: Scope): Failure | undefined {
  if (expression.kind !== 'JSONPath') return undefined
  const { path } = expression
  const segments = referenceSegments(path)
  const root = rootValue(path, scope)
  if (!segments || root === undefined) return undefined
  const step = missingStep(segments, root)
  return step === undefined ? undefined : referencePathConflict(path.text, step, root)
}

function arrayOf(state: MapState, entry: Entry, items: JsonValue): JsonArray {
  if (isJsonArray(items)) {
    if (state.queryLanguage === 'JSONPath') entry.inspect?.('afterItemsPath', items)
    return items
  }
  if (!state.items) {
    throw evaluationFailed(entry, {
      cause: `Map state input must be an array but was: ${JSON.stringify(items)}`,
    })
  }
  if (state.items.kind !== 'Expression') throw new Error('Items that are no array got past the parser.')
  const { expression } = state.items
  if (expression.kind === 'JSONata') throw unexpectedType(entry, expression, 'array', items)
  // A path into the context object is shown as it goes on from there: `$` for `$$` (recorded).
  const path = pathText(expression).replace(/^\$\$/, '$')
  throw runtimeFailure(entry.visit, `Reference path "${path}" must point to array.`)
}

/** Without the field 0, which means as many as there may be. */
function maxConcurrency(
  { maxConcurrency: expression }: MapState,
  entry: Entry,
  input: JsonValue,
): Awaitable<number> {
  return after(wholeNumber(entry, expression, input, 'MaxConcurrency'), (limit = 0) => {
    if (limit >= 0) return limit
    throw outOfRange(entry, expression, 'MaxConcurrency cannot be negative.')
  })
}
