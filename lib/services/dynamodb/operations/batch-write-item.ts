import type { Instant } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import { type Item, readItem } from '../attribute-value'
import { consumed, writeUnits } from '../capacity'
import { COLLECTION_METRICS, CONSUMED_CAPACITY, Constraints } from '../constraints'
import { findTable } from '../find-table'
import { checkMembers, given, list, object } from '../parameters'
import { invalid, Refused } from '../refuse'
import { ITEM_BYTES_AT_MOST, sizeOf } from '../size'
import { checkItem, checkKey, keyText, type Table, type Tables } from '../table'
import { replace } from './write-items'

const WRITES_AT_MOST = 25

interface Change {
  key: Item
  /** What is put; nothing when the item is deleted. */
  item: Item | undefined
}

export function batchWriteItem(tables: Tables, parameters: JsonObject, at: Instant): JsonObject {
  new Constraints(parameters)
    .oneOf('ReturnConsumedCapacity', CONSUMED_CAPACITY)
    .oneOf('ReturnItemCollectionMetrics', COLLECTION_METRICS)
    .required('RequestItems')
    .check()
  checkMembers(parameters, {
    expressions: [],
    others: ['RequestItems', 'ReturnConsumedCapacity', 'ReturnItemCollectionMetrics'],
    legacy: {},
  })
  const requestItems = object(given(parameters, 'RequestItems') ?? {})
  const entries = Object.entries(requestItems).map(([name, value]) => [name, list(value)] as const)
  checkLengths(requestItems, entries)
  const requests = entries.map(([name, writes]) => ({ name, changes: writes.map(readChange) }))
  const planned = requests.map(({ name, changes }) => {
    const table = findTable(tables, name, at)
    return { table, writes: plan(table, changes) }
  })
  const capacities: JsonObject[] = []
  for (const { table, writes } of planned) {
    let units = 0
    for (const [key, item] of writes) {
      units += writeUnits(table.items.get(key), item)
      replace(table, key, item)
    }
    const capacity = consumed(parameters, table.name, units)
    if (capacity) capacities.push(capacity)
  }
  return { UnprocessedItems: {}, ...(capacities.length > 0 && { ConsumedCapacity: capacities }) }
}

function checkLengths(
  requestItems: JsonObject,
  entries: readonly (readonly [string, readonly JsonValue[]])[],
): void {
  const complain = (constraint: string) =>
    invalid(
      `1 validation error detected: Value '${JSON.stringify(requestItems)}' at 'requestItems' failed to satisfy constraint: ${constraint}`,
    )
  if (entries.length === 0) complain('Member must have length greater than or equal to 1')
  if (entries.some(([, writes]) => writes.length < 1 || writes.length > WRITES_AT_MOST)) {
    complain(
      `Map value must satisfy constraint: [Member must have length less than or equal to ${WRITES_AT_MOST}, Member must have length greater than or equal to 1]`,
    )
  }
  if (entries.reduce((sum, [, writes]) => sum + writes.length, 0) > WRITES_AT_MOST) {
    invalid('Too many items requested for the BatchWriteItem call')
  }
}

function readChange(value: JsonValue): Change {
  const request = object(value)
  const put = given(request, 'PutRequest')
  const deletion = given(request, 'DeleteRequest')
  if ((put === undefined) === (deletion === undefined)) {
    invalid(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    )
  }
  if (put === undefined) return { key: readItem(given(object(deletion ?? {}), 'Key') ?? {}), item: undefined }
  const item = readItem(given(object(put), 'Item') ?? {})
  if (sizeOf(item) > ITEM_BYTES_AT_MOST) invalid('Item size has exceeded the maximum allowed size')
  return { key: item, item }
}

/** @throws Refused; what is wrong with the keys of a whole item is said more briefly than elsewhere */
function plan(table: Table, changes: readonly Change[]): ReadonlyMap<string, Item | undefined> {
  const writes = new Map<string, Item | undefined>()
  for (const { key, item } of changes) {
    if (item) checkPut(table, item)
    else checkKey(table.keys, key)
    const text = keyText(table.keys, key)
    if (writes.has(text)) invalid('Provided list of item keys contains duplicates')
    writes.set(text, item)
  }
  return writes
}

function checkPut(table: Table, item: Item): void {
  try {
    checkItem(table, item)
  } catch (thrown) {
    if (thrown instanceof Refused && /Missing the key|Type mismatch for key/.test(thrown.message)) {
      invalid('The provided key element does not match the schema')
    }
    throw thrown
  }
}
