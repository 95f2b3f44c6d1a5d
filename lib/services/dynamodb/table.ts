import type { Instant } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import type { TableSetup } from '../account'
import {
  type AttributeType,
  type AttributeValue,
  attributeOf,
  type Item,
  readItem,
  typeOf,
} from './attribute-value'
import { utf8Length } from './binary'
import { invalid, Refused } from './refuse'
import { ITEM_BYTES_AT_MOST, sizeOf, sizeOfBinary } from './size'
import { noteExpiry } from './time-to-live'

export interface KeyAttribute {
  readonly name: string
  readonly type: 'S' | 'N' | 'B'
}

/** Partition key, and sort key if there is one. */
export type KeySchema = readonly [KeyAttribute, KeyAttribute?]

export interface SecondaryIndex {
  readonly name: string
  /** A local one shares the table's partition key, and can be read consistently. */
  readonly isLocal: boolean
  readonly keys: KeySchema
  /** All attributes, or those named besides the keys. */
  readonly projection: 'ALL' | readonly string[]
}

/** A table's state: plain data and maps by text. Items are never changed, only replaced. */
export interface Table {
  readonly name: string
  readonly keys: KeySchema
  readonly indexes: readonly SecondaryIndex[]
  /** The attribute that says when an item expires. */
  readonly timeToLive?: string
  /** By the key's attributes, in the order in which they came. */
  readonly items: Map<string, Item>
  /** When the first item that expires is to be deleted. */
  sweepDue?: Instant
  /** Requests of transactions by their `ClientRequestToken`, for ten minutes. */
  readonly transactions: Map<string, { request: string; at: Instant }>
}

/** Tables by name. */
export type Tables = ReadonlyMap<string, Table>

/** @throws when the setup holds an item that DynamoDB would not take. */
export function newTable(name: string, setup: TableSetup): Table {
  const { partitionKey, sortKey, timeToLive, items = [] } = setup
  const table: Table = {
    name,
    keys: sortKey ? [partitionKey, sortKey] : [partitionKey],
    indexes: Object.entries(setup.indexes ?? {}).map(([index, given]) => {
      const partition = given.partitionKey ?? partitionKey
      return {
        name: index,
        isLocal: given.partitionKey === undefined,
        keys: given.sortKey ? [partition, given.sortKey] : [partition],
        projection: given.projection === 'KEYS_ONLY' ? [] : (given.projection ?? 'ALL'),
      }
    }),
    ...(timeToLive !== undefined && { timeToLive }),
    items: new Map(),
    transactions: new Map(),
  }
  for (const given of items) store(table, given)
  return table
}

function store(table: Table, given: JsonObject): void {
  try {
    const item = readItem(given)
    checkItem(table, item)
    putItem(table, item)
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown
    throw new Error(`The table ${table.name} cannot hold ${JSON.stringify(given)}: ${thrown.message}.`)
  }
}

/** Puts an item in the place of the one with the same key. */
export function putItem(table: Table, item: Item): void {
  table.items.set(keyText(table.keys, item), item)
  noteExpiry(table, item)
}

/** What an item with these key attributes is kept under. */
export function keyText(keys: KeySchema, item: Item): string {
  return JSON.stringify(namesOf(keys).map((name) => Object.values(attributeOf(item, name) ?? {})[0] ?? null))
}

export function namesOf(keys: KeySchema): readonly string[] {
  return keys.flatMap((key) => key?.name ?? [])
}

/** The members of an item that are its key. */
export function keyOf(names: readonly string[], item: Item): Item {
  return Object.fromEntries(
    names.flatMap((name): [string, AttributeValue][] => {
      const value = attributeOf(item, name)
      return value ? [[name, value]] : []
    }),
  )
}

/** @throws Refused when an item lacks its key, or has one of another type or size. */
export function checkItem(table: Table, item: Item): void {
  if (sizeOf(item) > ITEM_BYTES_AT_MOST) invalid('Item size has exceeded the maximum allowed size')
  table.keys.forEach((key, index) => {
    if (!key) return
    const value = attributeOf(item, key.name)
    if (!value) {
      invalid(`One or more parameter values were invalid: Missing the key ${key.name} in the item`)
    }
    if (typeOf(value) !== key.type) {
      invalid(
        `One or more parameter values were invalid: Type mismatch for key ${key.name} expected: ${key.type} actual: ${typeOf(value)}`,
      )
    }
    checkKeyValue(key.name, value, index === 0)
  })
  for (const index of table.indexes) checkIndexKeys(index, item)
}

/** @throws Refused when a key does not consist of the key's attributes and no others. */
export function checkKey(keys: KeySchema, key: Item): void {
  const mismatch = 'The provided key element does not match the schema'
  if (Object.keys(key).length !== namesOf(keys).length) invalid(mismatch)
  keys.forEach((each, index) => {
    const value = each && attributeOf(key, each.name)
    if (!each) return
    if (!value || typeOf(value) !== each.type) invalid(mismatch)
    checkKeyValue(each.name, value, index === 0)
  })
}

/** @throws Refused when a value of the right type is empty or too long for a key. */
export function checkKeyValues(keys: KeySchema, item: Item): void {
  keys.forEach((each, index) => {
    const value = each && attributeOf(item, each.name)
    if (each && value) checkKeyValue(each.name, value, index === 0)
  })
}

function checkKeyValue(name: string, value: AttributeValue, isPartitionKey: boolean): void {
  const kind =
    'S' in value && value.S === '' ? 'string' : 'B' in value && value.B === '' ? 'binary' : undefined
  if (kind) {
    invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`,
    )
  }
  const bytes = 'S' in value ? utf8Length(value.S) : 'B' in value ? sizeOfBinary(value.B) : 0
  if (isPartitionKey && bytes > 2048) {
    invalid(
      'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
    )
  }
  if (!isPartitionKey && bytes > 1024) {
    invalid(
      'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
    )
  }
}

/** An item without the attribute is just not in the index; one with an attribute of another type is refused. */
export function checkIndexKeys({ name: index, keys }: SecondaryIndex, item: Item): void {
  for (const key of keys) {
    const value = key && attributeOf(item, key.name)
    if (!key || !value) continue
    if (typeOf(value) !== key.type) invalid(indexMismatch(key, typeOf(value), index))
    const isEmpty = ('S' in value && value.S === '') || ('B' in value && value.B === '')
    if (isEmpty) {
      invalid(
        `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${key.type === 'S' ? 'string' : 'binary'} value. IndexName: ${index}, IndexKey: ${key.name}`,
      )
    }
  }
}

export function indexMismatch(key: KeyAttribute, actual: AttributeType, index: string): string {
  return `One or more parameter values were invalid: Type mismatch for Index Key ${key.name} Expected: ${key.type} Actual: ${actual} IndexName: ${index}`
}
