/** DynamoDB as Step Functions sees it: items put, got and deleted by their key. */
export { callDynamoDb, type DynamoDbAction } from './dynamodb'
export { newTable, type Table } from './table'
