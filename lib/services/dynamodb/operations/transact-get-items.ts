import type { Instant } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import { type Item, readItem } from '../attribute-value'
import { consumed, readUnits } from '../capacity'
import { CONSUMED_CAPACITY, Constraints } from '../constraints'
import { type Path, projected } from '../expressions'
import { findTable } from '../find-table'
import { checkMembers, given, list, object, text } from '../parameters'
import { sizeOf } from '../size'
import type { Tables } from '../table'
import { itemAt, readProjection } from './get-item'
import { checkLength } from './transact-write-items'

interface Get {
  tableName: string
  key: Item
  paths: readonly Path[] | undefined
}

/** Items as they are at one moment, in the order asked for; an empty response where there is none. */
export function transactGetItems(tables: Tables, parameters: JsonObject, at: Instant): JsonObject {
  new Constraints(parameters)
    .oneOf('ReturnConsumedCapacity', CONSUMED_CAPACITY)
    .required('TransactItems')
    .check()
  checkMembers(parameters, {
    expressions: [],
    others: ['TransactItems', 'ReturnConsumedCapacity'],
    legacy: {},
  })
  const items = list(given(parameters, 'TransactItems') ?? [])
  checkLength(items, 100)
  const units = new Map<string, number>()
  const Responses = items.map(readGet).map(({ tableName, key, paths }): JsonObject => {
    const table = findTable(tables, tableName, at)
    const item = itemAt(table, key, paths)
    const cost = 2 * readUnits(item ? sizeOf(item) : 0, true)
    units.set(table.name, (units.get(table.name) ?? 0) + cost)
    if (!item) return {}
    return { Item: paths ? projected(item, paths) : item }
  })
  const ConsumedCapacity = [...units].flatMap(([table, cost]) => consumed(parameters, table, cost) ?? [])
  return { Responses, ...(ConsumedCapacity.length > 0 && { ConsumedCapacity }) }
}

function readGet(value: JsonValue): Get {
  const action = object(value)
  new Constraints(action).required('Get').check()
  const get = object(given(action, 'Get') ?? {})
  new Constraints(get).tableName().required('Key').check()
  checkMembers(get, { expressions: ['ProjectionExpression'], others: ['TableName', 'Key'], legacy: {} })
  return {
    tableName: text(get, 'TableName') ?? '',
    key: readItem(given(get, 'Key') ?? {}),
    paths: readProjection(get),
  }
}
