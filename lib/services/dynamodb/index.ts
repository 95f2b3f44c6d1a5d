/**
 * DynamoDB: tables in memory, and one pure function over them for each operation of its API. `request.ts`
 * speaks DynamoDB's own JSON, `dynamoDb` lets tasks call it and loads it with the first request. README.md says what is simulated and what is not.
 */
export type { DynamoDbAction } from './operations'
export type { DynamoDbError, DynamoDbReply } from './refuse'
export { dynamoDb } from './service'
export { newTable, type Table, type Tables } from './table'
export { deleteExpired } from './time-to-live'
