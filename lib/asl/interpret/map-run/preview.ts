import type { JsonArray, JsonValue } from '@/lib/json'
import type { ItemReader, MapState } from '../../parse/state-machine'
import { type Awaitable, after } from '../awaitable'
import type { Entry } from '../entry'
import type { Move } from '../move'
import { batchLimitsOf, type ItemSource, nextChildInput } from './batches'
import { type ItemCursor, nextItem } from './item-cursor'
import { itemsRead, takeAnswer } from './read-objects'
import { openReader } from './reader-settings'
import { toleranceOf } from './settings'

/**
 * What a map run would give its children, for a state that is tested alone: reading the items (from `readerData`
 * instead of S3), selecting, batching. Undefined when nobody says what the ItemReader reads.
 */
export async function previewMapRun(
  entry: Entry,
  { state, items, input }: Extract<Move, { do: 'RunMap' }>,
  readerData: string | undefined,
): Promise<JsonArray | undefined> {
  const { itemReader, itemSelector, itemBatcher } = state
  const found = itemReader ? await readItems(entry, itemReader, input, readerData) : items
  if (!found) {
    await toleranceOf(state, entry, input)
    return undefined
  }
  if (itemReader?.itemsPointer !== undefined) entry.inspect?.('afterItemsPointer', valuesOf(copyOf(found)))
  const source = { items: found, input, spare: [] }
  let inputs = await childInputs(entry, state, { ...source, items: copyOf(found), batches: undefined })
  if (itemSelector) entry.inspect?.('afterItemSelector', inputs)
  if (itemBatcher) {
    inputs = await childInputs(entry, state, { ...source, batches: await batchLimitsOf(state, entry, input) })
    entry.inspect?.('afterItemBatcher', inputs)
  }
  await toleranceOf(state, entry, input)
  return inputs
}

async function childInputs(entry: Entry, state: MapState, source: ItemSource): Promise<JsonArray> {
  const inputs: JsonValue[] = []
  for (;;) {
    const next = await nextChildInput(source, state, entry)
    if (!next) return inputs
    inputs.push(next.input)
  }
}

/** A cursor moves when it is read from. */
function copyOf(cursor: ItemCursor): ItemCursor {
  const parts = cursor.parts.map((part) =>
    part.kind === 'Csv' ? { ...part, place: { ...part.place } } : { ...part },
  )
  return { ...cursor, parts }
}

function valuesOf(cursor: ItemCursor): JsonArray {
  const values: JsonValue[] = []
  for (let item = nextItem(cursor); item; item = nextItem(cursor)) values.push(item.value)
  return values
}

function readItems(
  entry: Entry,
  reader: ItemReader,
  input: JsonValue,
  data: string | undefined,
): Awaitable<ItemCursor | undefined> {
  return after(openReader(reader, entry, input), ({ settings, request }) => {
    if (data === undefined) return undefined
    const asked =
      request.action === 'getObject' ? request : { ...request, action: 'getObject' as const, key: '' }
    // What a list or a manifest leads to is the caller's to say: it comes as plain JSON.
    const isListed = request.action === 'listObjectsV2' || settings.inputType === 'MANIFEST'
    const plain = { ...settings, manifestType: undefined, flattens: false }
    const reading = {
      settings: isListed ? { ...plain, inputType: 'JSON' as const } : plain,
      asked,
      requestId: '',
      answer: undefined,
      left: [],
      parts: [],
      manifestIsRead: false,
    }
    takeAnswer(reading, asked, { kind: 'Object', body: data })
    return itemsRead(reading)
  })
}
