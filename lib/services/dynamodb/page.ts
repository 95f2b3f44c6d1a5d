import type { JsonObject } from '@/lib/json'
import type { Item } from './attribute-value'
import { consumed, readUnits } from './capacity'
import { type Condition, holds, type Path, projected } from './expressions'
import { flag, text, whole } from './parameters'
import { sizeOf } from './size'
import { asInSource, type Source } from './source'
import { keyOf } from './table'

/** A query or scan stops when it has read this much, before the filter. */
const PAGE_BYTES = 1_048_576

export interface Reading {
  source: Source
  filter: Condition | undefined
  projection: readonly Path[] | undefined
}

/** One page of a query or scan, from items in their order. The filter takes away what was already paid for. */
export function page(
  items: Iterable<Item>,
  { source, filter, projection }: Reading,
  parameters: JsonObject,
): JsonObject {
  const limit = whole(parameters, 'Limit') ?? Number.POSITIVE_INFINITY
  const isWhole = text(parameters, 'Select') === 'ALL_ATTRIBUTES' || (source.index?.isLocal && projection)
  const found: Item[] = []
  let read = 0
  let bytes = 0
  let last: Item | undefined
  let isCut = false
  for (const item of items) {
    if (read >= limit || bytes >= PAGE_BYTES) {
      isCut = true
      break
    }
    const seen = isWhole ? item : asInSource(item, source)
    read++
    bytes += sizeOf(seen)
    last = item
    if (!filter || holds(filter, seen)) found.push(projection ? projected(seen, projection) : seen)
  }
  // A page that is exactly full has a key to go on from, even when nothing comes behind it.
  isCut ||= read >= limit || bytes >= PAGE_BYTES
  const units = readUnits(bytes, flag(parameters, 'ConsistentRead'))
  const ConsumedCapacity = consumed(parameters, source.table.name, units)
  return {
    ...(text(parameters, 'Select') !== 'COUNT' && { Items: found }),
    Count: found.length,
    ScannedCount: read,
    ...(isCut && last && { LastEvaluatedKey: keyOf(source.startKeyNames, last) }),
    ...(ConsumedCapacity && { ConsumedCapacity }),
  }
}
