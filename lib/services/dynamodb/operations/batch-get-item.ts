import type { Instant } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import { type Item, readItem } from '../attribute-value'
import { consumed, readUnits } from '../capacity'
import { CONSUMED_CAPACITY, Constraints } from '../constraints'
import { type Path, projected } from '../expressions'
import { findTable } from '../find-table'
import { checkMembers, flag, given, list, object } from '../parameters'
import { invalid } from '../refuse'
import { sizeOf } from '../size'
import type { Tables } from '../table'
import { itemAt, readProjection } from './get-item'

const KEYS_AT_MOST = 100
const BYTES_AT_MOST = 16 * 1_048_576

interface TableRequest {
  name: string
  given: JsonObject
  keys: readonly Item[]
  paths: readonly Path[] | undefined
}

export function batchGetItem(tables: Tables, parameters: JsonObject, at: Instant): JsonObject {
  new Constraints(parameters)
    .oneOf('ReturnConsumedCapacity', CONSUMED_CAPACITY)
    .required('RequestItems')
    .check()
  checkMembers(parameters, {
    expressions: [],
    others: ['RequestItems', 'ReturnConsumedCapacity'],
    legacy: {},
  })
  const requests = Object.entries(object(given(parameters, 'RequestItems') ?? {})).map(readRequest)
  if (requests.length === 0) invalid('The requestItems parameter is required for BatchGetItem')
  if (requests.reduce((sum, { keys }) => sum + keys.length, 0) > KEYS_AT_MOST) {
    invalid('Too many items requested for the BatchGetItem call')
  }
  const found = requests.map((request) => {
    const table = findTable(tables, request.name, at)
    const items = request.keys.map((key) => itemAt(table, key, request.paths))
    return { request, table, items }
  })
  const responses: Record<string, JsonObject[]> = {}
  const unprocessed: Record<string, JsonObject> = {}
  const capacities: JsonObject[] = []
  let bytes = 0
  for (const { request, table, items } of found) {
    const isConsistent = flag(request.given, 'ConsistentRead')
    const left: Item[] = []
    const got: JsonObject[] = []
    let units = 0
    items.forEach((item, index) => {
      const size = item ? sizeOf(item) : 0
      if (bytes + size > BYTES_AT_MOST) {
        left.push(request.keys[index] ?? {})
        return
      }
      bytes += size
      units += readUnits(size, isConsistent)
      if (item) got.push(request.paths ? projected(item, request.paths) : item)
    })
    responses[request.name] = got
    if (left.length > 0) unprocessed[request.name] = { ...request.given, Keys: left }
    const capacity = consumed(parameters, table.name, units)
    if (capacity) capacities.push(capacity)
  }
  return {
    Responses: responses,
    UnprocessedKeys: unprocessed,
    ...(capacities.length > 0 && { ConsumedCapacity: capacities }),
  }
}

function readRequest([name, value]: [string, JsonObject[string]]): TableRequest {
  const request = object(value)
  checkMembers(request, {
    expressions: ['ProjectionExpression'],
    others: ['Keys', 'ConsistentRead'],
    legacy: { AttributesToGet: 'ProjectionExpression' },
  })
  const keys = list(given(request, 'Keys') ?? []).map((key) => readItem(key))
  if (keys.length < 1 || keys.length > KEYS_AT_MOST) {
    const constraint =
      keys.length < 1 ? 'greater than or equal to 1' : `less than or equal to ${KEYS_AT_MOST}`
    invalid(
      `1 validation error detected: Value '${JSON.stringify(given(request, 'Keys') ?? [])}' at 'requestItems.${name}.member.keys' failed to satisfy constraint: Member must have length ${constraint}`,
    )
  }
  const paths = readProjection(request)
  checkDuplicates(keys)
  return { name, given: request, keys, paths }
}

function checkDuplicates(keys: readonly Item[]): void {
  const texts = keys.map((key) => JSON.stringify(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1))))
  if (new Set(texts).size < texts.length) invalid('Provided list of item keys contains duplicates')
}
