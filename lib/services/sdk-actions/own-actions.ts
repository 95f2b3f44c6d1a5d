/**
 * The SDK actions that the account simulates, service by service. They stand here a second time, beside the services
 * themselves, so that the editor can tell them without loading the whole account; a test holds the two together.
 */
const own: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'dynamodb',
    [
      'batchGetItem',
      'batchWriteItem',
      'deleteItem',
      'describeTable',
      'describeTimeToLive',
      'getItem',
      'putItem',
      'query',
      'scan',
      'transactGetItems',
      'transactWriteItems',
      'updateItem',
    ],
  ],
  ['eventbridge', ['putEvents']],
  [
    's3',
    [
      'copyObject',
      'deleteObject',
      'deleteObjects',
      'getObject',
      'headBucket',
      'headObject',
      'listBuckets',
      'listObjectsV2',
      'putObject',
    ],
  ],
  [
    'sfn',
    [
      'describeExecution',
      'sendTaskFailure',
      'sendTaskHeartbeat',
      'sendTaskSuccess',
      'startExecution',
      'startSyncExecution',
      'stopExecution',
    ],
  ],
  ['sns', ['publish', 'publishBatch']],
  [
    'sqs',
    [
      'changeMessageVisibility',
      'changeMessageVisibilityBatch',
      'deleteMessage',
      'deleteMessageBatch',
      'getQueueAttributes',
      'getQueueUrl',
      'listQueues',
      'purgeQueue',
      'receiveMessage',
      'sendMessage',
      'sendMessageBatch',
    ],
  ],
])

/** Whether `aws-sdk:SERVICE:ACTION` is simulated; such an action is real and need not be looked up. */
export function isOwnAction(service: string, action: string): boolean {
  return own.get(service)?.includes(action) ?? false
}

/** All of them, as `aws-sdk:dynamodb:getItem`. */
export function ownActions(): string[] {
  return [...own].flatMap(([service, actions]) => actions.map((action) => `aws-sdk:${service}:${action}`))
}
