import type { JsonObject } from '@/lib/json'
import { lazily } from '../operation'
import { contentLength } from '../sdk-metadata'
import type { Service } from '../service'
import { parseQueueUrl } from './queue'

const actions = [
  'sendMessage',
  'sendMessageBatch',
  'receiveMessage',
  'deleteMessage',
  'deleteMessageBatch',
  'changeMessageVisibility',
  'changeMessageVisibilityBatch',
  'purgeQueue',
  'getQueueUrl',
  'getQueueAttributes',
  'listQueues',
] as const

/** SQS as tasks call it. */
export const sqs: Service = {
  sdkName: 'sqs',
  optimizedName: 'sqs',
  durationMs: 12,
  operations: lazily(actions, async () => (await import('./operations')).operations),
  words: {
    optimizedPrefix: 'SQS',
    optimizedClient: 'AmazonSQS',
    optimizedGeneral: 'AmazonSQSException',
    sdkPrefix: 'Sqs',
    exceptionOf: (code, integration) =>
      integration === 'aws-sdk' || code === 'AWS.SimpleQueueService.NonExistentQueue'
        ? exceptions[code]
        : undefined,
  },
  prepare: (_, parameters, integration) =>
    integration === 'optimized' ? withTextBody(parameters) : parameters,
  unreachableHost: ({ QueueUrl }) => {
    const url = typeof QueueUrl === 'string' ? parseQueueUrl(QueueUrl) : undefined
    return url?.kind === 'Elsewhere' ? url.host : undefined
  },
  headers: ({ response, requestId, date }) => ({
    'x-amzn-RequestId': requestId,
    connection: 'keep-alive',
    'Content-Length': contentLength(JSON.stringify(response)),
    Date: date,
    'Content-Type': 'application/x-amz-json-1.0',
  }),
}

/** The SDK's classes; a code without one has the general name. */
const exceptions: Readonly<Record<string, string>> = {
  'AWS.SimpleQueueService.NonExistentQueue': 'QueueDoesNotExistException',
  'AWS.SimpleQueueService.EmptyBatchRequest': 'EmptyBatchRequestException',
  'AWS.SimpleQueueService.TooManyEntriesInBatchRequest': 'TooManyEntriesInBatchRequestException',
  'AWS.SimpleQueueService.InvalidBatchEntryId': 'InvalidBatchEntryIdException',
  'AWS.SimpleQueueService.BatchEntryIdsNotDistinct': 'BatchEntryIdsNotDistinctException',
  'AWS.SimpleQueueService.BatchRequestTooLong': 'BatchRequestTooLongException',
  'AWS.SimpleQueueService.MessageNotInflight': 'MessageNotInflightException',
  'AWS.SimpleQueueService.PurgeQueueInProgress': 'PurgeQueueInProgressException',
  InvalidAttributeName: 'InvalidAttributeNameException',
  InvalidMessageContents: 'InvalidMessageContentsException',
  ReceiptHandleIsInvalid: 'ReceiptHandleIsInvalidException',
}

/** A body that is no string is sent as its JSON text (recorded). */
function withTextBody(parameters: JsonObject): JsonObject {
  const { MessageBody } = parameters
  const isText = MessageBody === undefined || MessageBody === null || typeof MessageBody === 'string'
  return isText ? parameters : { ...parameters, MessageBody: JSON.stringify(MessageBody) }
}
