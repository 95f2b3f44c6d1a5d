import type { JsonObject, JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import type { TableSetup } from '../account'
import { type Item, readItem, typeOf } from './attribute-value'

type KeyAttribute = TableSetup['partitionKey']

export interface Table {
  readonly name: string
  readonly keys: readonly KeyAttribute[]
  /** By the key's attributes, in the order in which they came. */
  readonly items: Map<string, Item>
}

/** @throws when the setup holds an item that DynamoDB would not take. */
export function newTable(name: string, { partitionKey, sortKey, items = [] }: TableSetup): Table {
  const table: Table = {
    name,
    keys: sortKey ? [partitionKey, sortKey] : [partitionKey],
    items: new Map(),
  }
  for (const given of items) {
    const item = readItem(given as JsonObject)
    const key = item.ok ? keyOfItem(table, item.value) : item
    if (!key.ok) throw new Error(`The table ${name} cannot hold ${JSON.stringify(given)}: ${key.error}.`)
    if (item.ok) table.items.set(key.value, item.value)
  }
  return table
}

/** The key that a whole item is kept under, or what is wrong with it in DynamoDB's words. */
export function keyOfItem({ keys }: Table, item: Item): Result<string, string> {
  for (const { name, type } of keys) {
    const value = Object.hasOwn(item, name) ? item[name] : undefined
    if (!value) {
      return invalid(`One or more parameter values were invalid: Missing the key ${name} in the item`)
    }
    const actual = typeOf(value)
    if (actual !== type) {
      return invalid(
        `One or more parameter values were invalid: Type mismatch for key ${name} expected: ${type} actual: ${actual}`,
      )
    }
    if (value[type] === '') {
      return invalid(
        `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`,
      )
    }
  }
  return { ok: true, value: keyText(keys, item) }
}

/** The key that `Key` names: the key's attributes and no others. */
export function keyOfKey(table: Table, key: Item): Result<string, string> {
  const isSchema =
    Object.keys(key).length === table.keys.length &&
    table.keys.every(({ name, type }) => Object.hasOwn(key, name) && typeOf(key[name] ?? {}) === type)
  return isSchema ? keyOfItem(table, key) : invalid('The provided key element does not match the schema')
}

function keyText(keys: readonly KeyAttribute[], item: Item): string {
  return JSON.stringify(keys.map(({ name, type }): JsonValue => item[name]?.[type] ?? null))
}

function invalid(error: string): Result<never, string> {
  return { ok: false, error }
}
