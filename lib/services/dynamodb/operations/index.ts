import type { Instant } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import type { Tables } from '../table'
import { batchGetItem } from './batch-get-item'
import { batchWriteItem } from './batch-write-item'
import { describeTable, describeTimeToLive } from './describe-table'
import { getItem } from './get-item'
import { query } from './query'
import { scan } from './scan'
import { transactGetItems } from './transact-get-items'
import { transactWriteItems } from './transact-write-items'
import { deleteItem, putItem, updateItem } from './write-items'

/** By action as `aws-sdk:dynamodb:…` spells it. Each throws `Refused` or `NotSimulated`. */
export const operations = {
  getItem,
  putItem,
  updateItem,
  deleteItem,
  query,
  scan,
  batchGetItem,
  batchWriteItem,
  transactGetItems,
  transactWriteItems,
  describeTable,
  describeTimeToLive,
} satisfies Readonly<Record<string, (tables: Tables, parameters: JsonObject, at: Instant) => JsonObject>>

export type DynamoDbAction = keyof typeof operations
