import type { Instant } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import type { Item } from '../attribute-value'
import { consumed, writeUnits } from '../capacity'
import { projected } from '../expressions'
import { findTable } from '../find-table'
import { text } from '../parameters'
import { putItem as store, type Table, type Tables } from '../table'
import { checkWrite, outcomeOf, readWrite, type Write } from '../write'

export function putItem(tables: Tables, parameters: JsonObject, at: Instant): JsonObject {
  return write('Put', tables, parameters, at)
}

export function updateItem(tables: Tables, parameters: JsonObject, at: Instant): JsonObject {
  return write('Update', tables, parameters, at)
}

export function deleteItem(tables: Tables, parameters: JsonObject, at: Instant): JsonObject {
  return write('Delete', tables, parameters, at)
}

function write(kind: Write['kind'], tables: Tables, parameters: JsonObject, at: Instant): JsonObject {
  const request = readWrite(kind, parameters)
  const table = findTable(tables, request.tableName, at)
  const key = checkWrite(table, request)
  const before = table.items.get(key)
  const after = outcomeOf(table, request, before)
  replace(table, key, after)
  const attributes = returned(text(parameters, 'ReturnValues') ?? 'NONE', request, before, after)
  const ConsumedCapacity = consumed(parameters, table.name, writeUnits(before, after))
  return {
    ...(attributes && { Attributes: attributes }),
    ...(ConsumedCapacity && { ConsumedCapacity }),
  }
}

export function replace(table: Table, key: string, after: Item | undefined): void {
  if (after) store(table, after)
  else table.items.delete(key)
}

/** What `ReturnValues` asks for; nothing when there is nothing of it. */
function returned(
  which: string,
  { actions }: Write,
  before: Item | undefined,
  after: Item | undefined,
): Item | undefined {
  const paths = actions.map(({ path }) => path)
  switch (which) {
    case 'ALL_OLD':
      return before
    case 'ALL_NEW':
      return after
    case 'UPDATED_OLD':
      return before && ifAny(projected(before, paths))
    case 'UPDATED_NEW':
      return after && ifAny(projected(after, paths))
    default:
      return undefined
  }
}

function ifAny(item: Item): Item | undefined {
  return Object.keys(item).length > 0 ? item : undefined
}
