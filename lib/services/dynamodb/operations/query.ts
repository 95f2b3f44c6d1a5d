import type { Instant } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import { attributeOf, type Item, typeOf } from '../attribute-value'
import { isEqual } from '../compare'
import { Constraints } from '../constraints'
import { type KeyCondition, keyConditions, meets } from '../expressions'
import { findTable } from '../find-table'
import { page } from '../page'
import { checkMembers, flag, given, text } from '../parameters'
import {
  checkFilterOfQuery,
  checkReadPaths,
  checkSelect,
  checkStartKey,
  constrainReading,
  READING_MEMBERS,
  readExpressions,
  readStartKey,
} from '../reading'
import { invalid } from '../refuse'
import { itemsBehind, itemsIn, positionOf, type Source, sourceOf } from '../source'
import { namesOf, type Tables } from '../table'

type Conditions = ReadonlyMap<string, KeyCondition>

export function query(tables: Tables, parameters: JsonObject, at: Instant): JsonObject {
  constrainReading(new Constraints(parameters)).check()
  checkMembers(parameters, {
    expressions: ['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression'],
    others: [...READING_MEMBERS, 'ScanIndexForward'],
    legacy: {
      AttributesToGet: 'ProjectionExpression',
      QueryFilter: 'FilterExpression',
      ConditionalOperator: 'FilterExpression',
      KeyConditions: 'KeyConditionExpression',
    },
  })
  const start = readStartKey(parameters)
  if (given(parameters, 'KeyConditionExpression') === undefined) {
    invalid('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.')
  }
  const expressions = readExpressions(parameters)
  const { keyCondition, filter, projection } = expressions
  const conditions: Conditions = keyCondition ? keyConditions(keyCondition) : new Map()
  const table = findTable(tables, text(parameters, 'TableName') ?? '', at)
  const source = sourceOf(table, text(parameters, 'IndexName'), flag(parameters, 'ConsistentRead'))
  if (start) checkStartKey(source, start, 'Query')
  checkConditions(source, conditions)
  if (start) checkBoundaries(source, conditions, start)
  checkFilterOfQuery(source, filter)
  checkSelect(parameters, source, projection)
  checkReadPaths(source, expressions)
  const isBackward = given(parameters, 'ScanIndexForward') === false
  const meeting = [...itemsIn(source)].filter((item) => meetsAll(item, conditions))
  const found = itemsBehind(source, meeting, start && positionOf(source, start), isBackward ? -1 : 1)
  const items = found.map(({ item }) => item)
  return page(items, { source, filter, projection }, parameters)
}

function meetsAll(item: Item, conditions: Conditions): boolean {
  for (const [name, condition] of conditions) {
    const value = attributeOf(item, name)
    if (!value || !meets(value, condition)) return false
  }
  return true
}

/** @throws Refused unless the conditions are those that a query needs: the partition key by `=`. */
function checkConditions(source: Source, conditions: Conditions): void {
  const names = namesOf(source.keys)
  for (const [index, key] of source.keys.entries()) {
    if (!key) continue
    const isPartition = index === 0
    if (isPartition && names.length === 1 && conditions.size > 1) invalid('Query key condition not supported')
    const condition = conditions.get(key.name)
    if (!condition) {
      if (isPartition || conditions.size > 1) {
        invalid(`Query condition missed key schema element: ${key.name}`)
      }
      continue
    }
    if (condition.values.some((value) => typeOf(value) !== key.type)) {
      invalid(
        'One or more parameter values were invalid: Condition parameter type does not match schema type',
      )
    }
    if (isPartition && condition.operator !== '=') invalid('Query key condition not supported')
  }
}

/** @throws Refused when the start key lies where the query does not go. */
function checkBoundaries({ keys: [partition, sort] }: Source, conditions: Conditions, start: Item): void {
  const value = attributeOf(start, partition.name)
  const wanted = conditions.get(partition.name)?.values[0]
  const isThere = value !== undefined && wanted !== undefined && isEqual(value, wanted)
  const sortCondition = sort && conditions.get(sort.name)
  if (!sortCondition) {
    if (!isThere) {
      invalid('The provided starting key is outside query boundaries based on provided conditions')
    }
    return
  }
  const sortValue = attributeOf(start, sort.name)
  if (!sortValue || !meets(sortValue, sortCondition)) {
    invalid('The provided starting key does not match the range key predicate')
  }
  if (!isThere) invalid('The query can return at most one row and cannot be restarted')
}
