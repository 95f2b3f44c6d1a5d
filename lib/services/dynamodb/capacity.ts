import type { JsonObject } from '@/lib/json'
import type { Item } from './attribute-value'
import { text } from './parameters'
import { sizeOf } from './size'

/** Capacity units of one read: a unit for each 4 KB, half a unit when it may be stale. */
export function readUnits(bytes: number, isConsistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / 4096)) * (isConsistent ? 1 : 0.5)
}

/** Capacity units of one write: a unit for each KB of the larger of the item before and after. */
export function writeUnits(before: Item | undefined, after: Item | undefined): number {
  const bytes = Math.max(before ? sizeOf(before) : 0, after ? sizeOf(after) : 0)
  return Math.max(1, Math.ceil(bytes / 1024))
}

/** One table's part of `ConsumedCapacity`, if the request asks for it. Indexes are not counted. */
export function consumed(parameters: JsonObject, table: string, units: number): JsonObject | undefined {
  const detail = text(parameters, 'ReturnConsumedCapacity') ?? 'NONE'
  if (detail === 'NONE') return undefined
  return {
    TableName: table,
    CapacityUnits: units,
    ...(detail === 'INDEXES' && { Table: { CapacityUnits: units } }),
  }
}
