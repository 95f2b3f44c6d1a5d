import type { Instant } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import { ACCOUNT_ID, REGION } from '../../account'
import { Constraints } from '../constraints'
import { findTable } from '../find-table'
import { checkMembers, text } from '../parameters'
import { sizeOf } from '../size'
import type { KeySchema, SecondaryIndex, Table, Tables } from '../table'

/** What a table is like. AWS counts items and bytes about every six hours; here the numbers are those of now. */
export function describeTable(tables: Tables, parameters: JsonObject, at: Instant): JsonObject {
  const table = tableOf(tables, parameters, at)
  const keys = [table.keys, ...table.indexes.map(({ keys }) => keys)].flat().flatMap((key) => key ?? [])
  const types = new Map(keys.map(({ name, type }) => [name, type]))
  const local = table.indexes.filter(({ isLocal }) => isLocal)
  const global = table.indexes.filter(({ isLocal }) => !isLocal)
  return {
    Table: {
      TableName: table.name,
      TableArn: `arn:aws:dynamodb:${REGION}:${ACCOUNT_ID}:table/${table.name}`,
      TableStatus: 'ACTIVE',
      AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({
        AttributeName,
        AttributeType,
      })),
      KeySchema: keySchema(table.keys),
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      ItemCount: table.items.size,
      TableSizeBytes: [...table.items.values()].reduce((sum, item) => sum + sizeOf(item), 0),
      ...(local.length > 0 && { LocalSecondaryIndexes: local.map(describeIndex) }),
      ...(global.length > 0 && { GlobalSecondaryIndexes: global.map(describeIndex) }),
    },
  }
}

export function describeTimeToLive(tables: Tables, parameters: JsonObject, at: Instant): JsonObject {
  const { timeToLive } = tableOf(tables, parameters, at)
  return {
    TimeToLiveDescription:
      timeToLive === undefined
        ? { TimeToLiveStatus: 'DISABLED' }
        : { AttributeName: timeToLive, TimeToLiveStatus: 'ENABLED' },
  }
}

function tableOf(tables: Tables, parameters: JsonObject, at: Instant): Table {
  new Constraints(parameters).tableName().check()
  checkMembers(parameters, { expressions: [], others: ['TableName'], legacy: {} })
  return findTable(tables, text(parameters, 'TableName') ?? '', at)
}

function describeIndex({ name, isLocal, keys, projection }: SecondaryIndex): JsonObject {
  const type = projection === 'ALL' ? 'ALL' : projection.length === 0 ? 'KEYS_ONLY' : 'INCLUDE'
  return {
    IndexName: name,
    KeySchema: keySchema(keys),
    Projection: {
      ProjectionType: type,
      ...(projection !== 'ALL' && projection.length > 0 && { NonKeyAttributes: projection }),
    },
    ...(!isLocal && { IndexStatus: 'ACTIVE' }),
  }
}

function keySchema(keys: KeySchema): readonly JsonObject[] {
  return keys.flatMap((key, index) =>
    key ? { AttributeName: key.name, KeyType: index === 0 ? 'HASH' : 'RANGE' } : [],
  )
}
