import type { JsonValue } from '@/lib/json'
import type { Expression, MapState } from '../../parse/state-machine'
import { type Awaitable, after } from '../awaitable'
import { type Entry, fill } from '../entry'
import { tooLarge } from '../failure'
import { nextItem } from './item-cursor'
import type { MapRun, SelectedItem } from './map-run'
import { outOfRange, wholeNumber } from './settings'

/** What ItemBatcher came to. */
export interface BatchLimits {
  maxItems: number
  /** Of the child's whole input. */
  maxBytes: number
  /** BatchInput, filled. */
  input: JsonValue | undefined
}

export interface ChildInput {
  input: JsonValue
  /** How many items are in it. */
  items: number
}

/** What of a map run the inputs of its children are made from. */
export type ItemSource = Pick<MapRun, 'batches' | 'spare' | 'items' | 'input'>

/** Bytes of `{"Items":[]}`, and of `"BatchInput":,` in front of them. */
const WRAPPING = 12
const INPUT_WRAPPING = 14

export function batchLimitsOf(
  { itemBatcher }: MapState,
  entry: Entry,
  input: JsonValue,
): Awaitable<BatchLimits | undefined> {
  if (!itemBatcher) return undefined
  return after(wholeNumber(entry, itemBatcher.maxItems, input, 'MaxItemsPerBatch'), (maxItems) =>
    after(wholeNumber(entry, itemBatcher.maxBytes, input, 'MaxInputBytesPerBatch'), (maxBytes) =>
      after(itemBatcher.input ? fill(entry, itemBatcher.input, input) : undefined, (batchInput) => ({
        maxItems: positive(entry, itemBatcher.maxItems, maxItems, 'MaxItemsPerBatch'),
        maxBytes: positive(entry, itemBatcher.maxBytes, maxBytes, 'MaxInputBytesPerBatch'),
        input: batchInput,
      })),
    ),
  )
}

/** The input of the next child: an item, or as many items as a batch holds. Undefined when none is left. */
export function nextChildInput(
  run: ItemSource,
  state: MapState,
  entry: Entry,
): Awaitable<ChildInput | undefined> {
  const { batches } = run
  if (!batches) {
    return after(nextSelected(run, state, entry), (item) => item && checked(entry, item.value, 1))
  }
  const items: JsonValue[] = []
  let bytes = WRAPPING
  if (batches.input !== undefined) bytes += INPUT_WRAPPING + sizeOf(entry, batches.input)
  const batch = () => {
    if (items.length === 0) return undefined
    const { input } = batches
    return checked(entry, { ...(input !== undefined && { BatchInput: input }), Items: items }, items.length)
  }
  /** Whether the batch takes the item; a batch takes at least one, however large. */
  const take = (item: SelectedItem | undefined): boolean => {
    if (!item) return false
    const more = item.bytes + (items.length > 0 ? 1 : 0)
    if (items.length > 0 && bytes + more > batches.maxBytes) {
      run.spare.push(item)
      return false
    }
    bytes += more
    items.push(item.value)
    return items.length < batches.maxItems
  }
  const goOn = (): Awaitable<ChildInput | undefined> => {
    for (;;) {
      const item = nextSelected(run, state, entry)
      if (item instanceof Promise) return item.then((value) => (take(value) ? goOn() : batch()))
      if (!take(item)) return batch()
    }
  }
  return goOn()
}

/** The next item, as ItemSelector makes it. */
function nextSelected(run: ItemSource, state: MapState, entry: Entry): Awaitable<SelectedItem | undefined> {
  const spare = run.spare.pop()
  if (spare) return spare
  const item = nextItem(run.items)
  if (!item) return undefined
  return after(
    state.itemSelector ? fill(entry, state.itemSelector, run.input, { item }) : pairOf(item),
    (value) => ({ value, bytes: sizeOf(entry, value) }),
  )
}

/** A member of an object is handed on as a pair (developer guide, "ItemsPath"). */
function pairOf({ key, value }: { key?: string; value: JsonValue }): JsonValue {
  return key === undefined ? value : { Key: key, Value: value }
}

function checked(entry: Entry, input: JsonValue, items: number): ChildInput {
  const { execution, visit } = entry
  if (sizeOf(entry, input) > execution.limits.payloadBytes) throw tooLarge(visit.state.name, 'named')
  return { input, items }
}

function sizeOf({ execution }: Entry, value: JsonValue): number {
  return execution.sizes.measure(execution, value)
}

function positive(
  entry: Entry,
  expression: Expression<number> | undefined,
  value: number | undefined,
  field: string,
): number {
  if (value === undefined) return Number.MAX_SAFE_INTEGER
  if (value > 0) return value
  throw outOfRange(entry, expression, `${field} must be positive.`)
}
