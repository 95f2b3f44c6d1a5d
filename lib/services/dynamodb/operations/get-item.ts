import type { Instant } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import { type Item, readItem } from '../attribute-value'
import { consumed, readUnits } from '../capacity'
import { CONSUMED_CAPACITY, Constraints } from '../constraints'
import { type Path, parseProjection, projected, References, readExpression } from '../expressions'
import { findTable } from '../find-table'
import { checkKeyPaths } from '../key-paths'
import { checkMembers, flag, given, text } from '../parameters'
import { sizeOf } from '../size'
import { checkKey, keyText, type Table, type Tables } from '../table'

export function getItem(tables: Tables, parameters: JsonObject, at: Instant): JsonObject {
  new Constraints(parameters)
    .oneOf('ReturnConsumedCapacity', CONSUMED_CAPACITY)
    .tableName()
    .required('Key')
    .check()
  checkMembers(parameters, {
    expressions: ['ProjectionExpression'],
    others: ['TableName', 'Key', 'ConsistentRead', 'ReturnConsumedCapacity'],
    legacy: { AttributesToGet: 'ProjectionExpression' },
  })
  const key = readItem(given(parameters, 'Key') ?? {})
  const paths = readProjection(parameters)
  const table = findTable(tables, text(parameters, 'TableName') ?? '', at)
  const item = itemAt(table, key, paths)
  const units = readUnits(item ? sizeOf(item) : 0, flag(parameters, 'ConsistentRead'))
  const ConsumedCapacity = consumed(parameters, table.name, units)
  return {
    ...(item && { Item: paths ? projected(item, paths) : item }),
    ...(ConsumedCapacity && { ConsumedCapacity }),
  }
}

/** The paths of `ProjectionExpression`, where it is the only expression. @throws Refused */
export function readProjection(parameters: JsonObject): readonly Path[] | undefined {
  const references = new References(given(parameters, 'ExpressionAttributeNames'), undefined)
  const paths = readExpression(parameters, 'ProjectionExpression', parseProjection, references)
  references.checkUse()
  return paths
}

/** The whole item with a key. @throws Refused when key or paths do not fit the table */
export function itemAt(table: Table, key: Item, paths: readonly Path[] = []): Item | undefined {
  checkKey(table.keys, key)
  checkKeyPaths(table, paths)
  return table.items.get(keyText(table.keys, key))
}
