import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { type AttributeValue, attributeOf, type Item, typeOf } from './attribute-value'
import { bytesOf } from './binary'
import { compareValues } from './compare'
import { scientific } from './number'
import { invalid } from './refuse'
import { type KeySchema, keyOf, namesOf, type SecondaryIndex, type Table } from './table'

/** What a query or scan reads: a table, or one of its indexes. */
export interface Source {
  table: Table
  index: SecondaryIndex | undefined
  keys: KeySchema
  /** What `LastEvaluatedKey` consists of: the table's key, and the index's. */
  startKeyNames: readonly string[]
}

/** @throws Refused */
export function sourceOf(table: Table, indexName: string | undefined, isConsistent: boolean): Source {
  const tableNames = namesOf(table.keys)
  if (indexName === undefined) {
    return { table, index: undefined, keys: table.keys, startKeyNames: tableNames }
  }
  const index = table.indexes.find(({ name }) => name === indexName)
  if (!index) return invalid(`The table does not have the specified index: ${indexName}`)
  if (!index.isLocal && isConsistent) {
    return invalid('Consistent reads are not supported on global secondary indexes')
  }
  const startKeyNames = [...new Set([...tableNames, ...namesOf(index.keys)])]
  return { table, index, keys: index.keys, startKeyNames }
}

/** The items that are in the source: those that have its key. */
export function* itemsIn({ table, index, keys }: Source): Iterable<Item> {
  for (const item of table.items.values()) {
    if (!index || keys.every((key) => !key || hasKey(item, key.name, key.type))) yield item
  }
}

function hasKey(item: Item, name: string, type: string): boolean {
  const value = attributeOf(item, name)
  return value !== undefined && typeOf(value) === type
}

/** The part of an item that the source holds. */
export function asInSource(item: Item, { table, index }: Source): Item {
  if (!index || index.projection === 'ALL') return item
  return keyOf([...new Set([...namesOf(table.keys), ...namesOf(index.keys), ...index.projection])], item)
}

/** Where an item stands among the others of a source. */
export interface Position {
  hash: string
  partition: AttributeValue
  sort: AttributeValue | undefined
  /** Items of an index may have the same key there; the table's key tells them apart. */
  tie: string
}

export function positionOf({ table, index, keys }: Source, item: Item): Position {
  const [partition, sort] = keys
  const value = attributeOf(item, partition.name) ?? { NULL: true }
  return {
    hash: hashOf([value]),
    partition: value,
    sort: sort && attributeOf(item, sort.name),
    tie: index ? hashOf(Object.values(keyOf(namesOf(table.keys), item))) : '',
  }
}

/** By the hash of the partition key, so that scans seem to have no order; within a partition by the sort key. */
function comparePositions(a: Position, b: Position): number {
  if (a.hash !== b.hash) return a.hash < b.hash ? -1 : 1
  const byPartition = compareValues(a.partition, b.partition) ?? 0
  if (byPartition !== 0) return byPartition
  const bySort = a.sort && b.sort ? (compareValues(a.sort, b.sort) ?? 0) : 0
  if (bySort !== 0) return bySort
  return a.tie < b.tie ? -1 : a.tie > b.tie ? 1 : 0
}

/**
 * Items of the source in their order, from behind a position on; without one from the first. Backwards for a
 * direction of -1.
 */
export function itemsBehind(
  source: Source,
  items: Iterable<Item>,
  from: Position | undefined,
  direction: 1 | -1 = 1,
): { item: Item; position: Position }[] {
  const inOrder = (a: Position, b: Position) => direction * comparePositions(a, b)
  const placed = Array.from(items, (item) => ({ item, position: positionOf(source, item) }))
  return placed
    .filter(({ position }) => !from || inOrder(position, from) > 0)
    .sort((a, b) => inOrder(a.position, b.position))
}

/**
 * The first six hex digits of a hash of key values: MD5 over the bytes of the values with a word before them, as
 * people found out who asked DynamoDB for many scans. It decides the order of a scan and the segment of an item.
 */
function hashOf(values: readonly AttributeValue[]): string {
  const bytes = concatBytes(utf8ToBytes('Outliers'), ...values.map(bytesOfKey))
  return bytesToHex(md5(bytes)).slice(0, 6)
}

function bytesOfKey(value: AttributeValue): Uint8Array {
  if ('S' in value) return utf8ToBytes(value.S)
  if ('B' in value) return bytesOf(value.B)
  return 'N' in value ? bytesOfNumber(value.N) : new Uint8Array()
}

/**
 * A number in bytes that sort like it: the exponent in base 100, then pairs of digits, each plus one. Below zero
 * the exponent is turned around, pairs count down from 101, and 102 ends them while there is room.
 */
function bytesOfNumber(normal: string): Uint8Array {
  if (normal === '0') return Uint8Array.of(0x80)
  const { isNegative, digits, point } = scientific(normal)
  const isOdd = point % 2 !== 0
  const even = `${isOdd ? '0' : ''}${digits}`
  const pairs = (even.length % 2 === 0 ? even : `${even}0`).match(/../g) ?? []
  const exponent = Math.floor((point + (isOdd ? 1 : 0)) / 2) - 64
  const bytes = [isNegative ? ~exponent : exponent]
  for (const pair of pairs) bytes.push(isNegative ? 101 - Number(pair) : Number(pair) + 1)
  if (isNegative && pairs.length < 20) bytes.push(102)
  return Uint8Array.from(bytes, (byte) => byte & 0xff)
}
