import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import { type Answer, failed, notSimulated, type Surroundings } from '../answer'
import { optimizedCause, sdkCause } from '../sdk-error'
import { contentLength, httpDate, sdkMetadata } from '../sdk-metadata'
import { type Item, readItem } from './attribute-value'
import { parseCondition } from './condition'
import { keyOfItem, keyOfKey, type Table } from './table'

const DURATION_MS = 8
const ITEM_BYTES_AT_MOST = 409_600

export type DynamoDbAction = 'getItem' | 'putItem' | 'deleteItem'
export type Integration = 'optimized' | 'aws-sdk'

/** What DynamoDB does with a request: its response, or a refusal in its own words. */
type Outcome =
  | { kind: 'Response'; response: JsonObject }
  | { kind: 'Refused'; code: string; message: string }
  | { kind: 'NotSimulated'; what: string }

/** One request to DynamoDB; both integrations send the same, and show its answer differently (recorded). */
export function callDynamoDb(
  tables: ReadonlyMap<string, Table>,
  action: DynamoDbAction,
  integration: Integration,
  payload: JsonValue,
  surroundings: Surroundings,
): Answer {
  const outcome = request(tables, action, isJsonObject(payload) ? payload : {})
  const requestId = surroundings.ids.dynamoDbRequestId()
  switch (outcome.kind) {
    case 'NotSimulated':
      return notSimulated(`${outcome.what} of dynamodb:${action}`)
    case 'Refused':
      return refusal(integration, outcome.code, outcome.message, requestId)
    case 'Response':
      return {
        kind: 'Succeeded',
        durationMs: DURATION_MS,
        output:
          integration === 'aws-sdk'
            ? outcome.response
            : { ...outcome.response, ...metadata(outcome.response, requestId, surroundings.at) },
      }
  }
}

const simulatedParameters: Readonly<Record<DynamoDbAction, ReadonlySet<string>>> = {
  getItem: new Set(['TableName', 'Key', 'ConsistentRead']),
  putItem: new Set(['TableName', 'Item', 'ConditionExpression', 'ExpressionAttributeNames', 'ReturnValues']),
  deleteItem: new Set([
    'TableName',
    'Key',
    'ConditionExpression',
    'ExpressionAttributeNames',
    'ReturnValues',
  ]),
}

function request(
  tables: ReadonlyMap<string, Table>,
  action: DynamoDbAction,
  parameters: JsonObject,
): Outcome {
  const unknown = Object.keys(parameters).find((name) => !simulatedParameters[action].has(name))
  if (unknown !== undefined) return { kind: 'NotSimulated', what: `the parameter ${unknown}` }
  const subject = action === 'putItem' ? 'Item' : 'Key'
  const missing = ['TableName', subject].filter((name) => (parameters[name] ?? null) === null)
  if (missing.length > 0) return invalid(missingMembers(missing))
  const { TableName, ReturnValues = 'NONE' } = parameters
  if (typeof TableName !== 'string' || !/^[\w.-]+$/.test(TableName)) {
    return invalid(
      `1 validation error detected: Value '${String(TableName)}' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+`,
    )
  }
  if (ReturnValues !== 'NONE' && ReturnValues !== 'ALL_OLD')
    return invalid('Return values set to invalid value')
  const given = parameters[subject]
  const item = isJsonObject(given) ? readItem(given) : notAnItem
  if (!item.ok) return invalid(item.error)
  const table = tables.get(TableName)
  if (!table)
    return { kind: 'Refused', code: 'ResourceNotFoundException', message: 'Requested resource not found' }
  const key = action === 'putItem' ? keyOfItem(table, item.value) : keyOfKey(table, item.value)
  if (!key.ok) return invalid(key.error)
  if (Number(contentLength(JSON.stringify(item.value))) > ITEM_BYTES_AT_MOST) {
    return invalid('Item size has exceeded the maximum allowed size')
  }
  return change(table, action, key.value, item.value, parameters)
}

function change(
  table: Table,
  action: DynamoDbAction,
  key: string,
  item: Item,
  parameters: JsonObject,
): Outcome {
  const old = table.items.get(key)
  if (action === 'getItem') return { kind: 'Response', response: old ? { Item: old } : {} }
  const { ConditionExpression, ExpressionAttributeNames, ReturnValues } = parameters
  if (ConditionExpression !== undefined) {
    const condition = parseCondition(ConditionExpression, ExpressionAttributeNames)
    if (!condition) return { kind: 'NotSimulated', what: 'this ConditionExpression' }
    if (!condition(old)) {
      return {
        kind: 'Refused',
        code: 'ConditionalCheckFailedException',
        message: 'The conditional request failed',
      }
    }
  }
  if (action === 'putItem') table.items.set(key, item)
  else table.items.delete(key)
  return { kind: 'Response', response: ReturnValues === 'ALL_OLD' && old ? { Attributes: old } : {} }
}

const notAnItem: Result<Item, string> = {
  ok: false,
  error: 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
}

function missingMembers(names: readonly string[]): string {
  const errors = names.map(
    (name) =>
      `Value null at '${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint: Member must not be null`,
  )
  return `${names.length} validation error${names.length > 1 ? 's' : ''} detected: ${errors.join('; ')}`
}

function invalid(message: string): Outcome {
  return { kind: 'Refused', code: 'ValidationException', message }
}

/** A code without an exception of its own in the SDK, such as `ValidationException`, has the general name. */
function refusal(integration: Integration, code: string, message: string, requestId: string): Answer {
  const hasOwnName = code !== 'ValidationException'
  const facts = { code, message, status: 400, requestId }
  return integration === 'optimized'
    ? failed(
        `DynamoDB.${hasOwnName ? code : 'AmazonDynamoDBException'}`,
        optimizedCause('AmazonDynamoDBv2', facts),
        DURATION_MS,
      )
    : failed(`DynamoDb.${hasOwnName ? code : 'DynamoDbException'}`, sdkCause('DynamoDb', facts), DURATION_MS)
}

function metadata(response: JsonObject, requestId: string, at: number): JsonObject {
  const body = JSON.stringify(response)
  return sdkMetadata(
    {
      Server: 'Server',
      Connection: 'keep-alive',
      'x-amzn-RequestId': requestId,
      'x-amz-crc32': String(crc32(new TextEncoder().encode(body))),
      'Content-Length': contentLength(body),
      Date: httpDate(at + DURATION_MS),
      'Content-Type': 'application/x-amz-json-1.0',
    },
    requestId,
  )
}

/** The checksum that DynamoDB sends along with every answer. */
function crc32(bytes: Uint8Array): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1))
  }
  return ~crc >>> 0
}
