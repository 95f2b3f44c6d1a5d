/**
 * DynamoDB: tables in memory, and one pure function over them for each operation of its API. `requestDynamoDb`
 * speaks DynamoDB's own JSON, `dynamoDb` lets tasks call it. README.md says what is simulated and what is not.
 */
export type { DynamoDbAction } from './operations'
export type { DynamoDbError, DynamoDbReply } from './refuse'
export { dynamoDbActions, requestDynamoDb } from './request'
export { dynamoDb } from './service'
export { newTable, type Table, type Tables } from './table'
export { deleteExpired } from './time-to-live'
