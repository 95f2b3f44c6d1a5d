import type { Instant } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import { type DynamoDbAction, operations } from './operations'
import { answered, type DynamoDbReply } from './refuse'
import type { Tables } from './table'

/** One request in DynamoDB's own JSON; the tables change in place. No request throws. */
export function requestDynamoDb(
  tables: Tables,
  action: DynamoDbAction,
  parameters: JsonObject,
  at: Instant,
): DynamoDbReply {
  return answered(() => operations[action](tables, parameters, at))
}
