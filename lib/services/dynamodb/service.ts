import { crc32 } from '../crc32'
import { contentLength } from '../sdk-metadata'
import type { Operation, ResponseFacts, Service } from '../service'
import type { DynamoDbAction } from './operations'

const actions = [
  'getItem',
  'putItem',
  'updateItem',
  'deleteItem',
  'query',
  'scan',
  'batchGetItem',
  'batchWriteItem',
  'transactGetItems',
  'transactWriteItems',
  'describeTable',
  'describeTimeToLive',
] as const satisfies readonly DynamoDbAction[]

/** DynamoDB as tasks call it: PascalCase parameters and responses are those of its own API. */
export const dynamoDb: Service = {
  sdkName: 'dynamodb',
  optimizedName: 'dynamodb',
  durationMs: 8,
  // Most exercises have no table: the code of its operations loads with the first request.
  operations: Object.fromEntries(
    actions.map((action): [string, Operation] => [
      action,
      async (parameters, { account, at }) => {
        const { requestDynamoDb } = await import('./request')
        return requestDynamoDb(account.tables, action, parameters, at)
      },
    ]),
  ),
  words: {
    optimizedPrefix: 'DynamoDB',
    optimizedClient: 'AmazonDynamoDBv2',
    optimizedGeneral: 'AmazonDynamoDBException',
    sdkPrefix: 'DynamoDb',
    exceptionOf: (code) => (WITHOUT_EXCEPTION.has(code) ? undefined : code),
  },
  headers,
  requestId: ({ ids }) => ids.dynamoDbRequestId(),
}

/** Codes that the SDKs have no class for (recorded for the first). */
const WITHOUT_EXCEPTION = new Set(['ValidationException', 'SerializationException'])

/** A read names the request's id in small letters and before the connection, a write does not (recorded). */
function headers({ action, response, requestId, date }: ResponseFacts): Readonly<Record<string, string>> {
  const body = JSON.stringify(response)
  return {
    Server: 'Server',
    ...(action === 'getItem' && { 'x-amzn-requestid': requestId }),
    Connection: 'keep-alive',
    ...(action !== 'getItem' && { 'x-amzn-RequestId': requestId }),
    'x-amz-crc32': String(crc32(new TextEncoder().encode(body))),
    'Content-Length': contentLength(body),
    Date: date,
    'Content-Type': 'application/x-amz-json-1.0',
  }
}
