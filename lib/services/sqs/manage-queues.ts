import type { JsonObject } from '@/lib/json'
import type { Surroundings } from '../answer'
import { refuse, textIn } from '../operation'
import { missing, queueNamed, queueOf } from './find-queue'
import { type Queue, queueArn, queueUrl } from './queue'
import { listOf, visibilitySeconds } from './receive-message'
import { MESSAGE_BYTES_AT_MOST } from './send-message'

export function getQueueUrl(request: JsonObject, { account }: Surroundings): JsonObject {
  const name = textIn(request, 'QueueName') ?? missing('QueueName')
  queueNamed(name, account)
  return { QueueUrl: queueUrl(name, account.accountId) }
}

export function listQueues(request: JsonObject, { account }: Surroundings): JsonObject {
  const prefix = textIn(request, 'QueueNamePrefix') ?? ''
  const names = [...account.queues.keys()].filter((name) => name.startsWith(prefix))
  return names.length === 0 ? {} : { QueueUrls: names.map((name) => queueUrl(name, account.accountId)) }
}

export function getQueueAttributes(request: JsonObject, around: Surroundings): JsonObject {
  const queue = queueOf(request, around)
  const wanted = listOf(request, 'AttributeNames')
  const attributes = attributesOf(queue, around)
  const unknown = wanted.find((name) => name !== 'All' && !KNOWN.has(name))
  if (unknown !== undefined) refuse('InvalidAttributeName', `Unknown Attribute ${unknown}.`)
  const chosen = Object.entries(attributes).filter(
    ([name]) => wanted.includes('All') || wanted.includes(name),
  )
  return chosen.length === 0 ? {} : { Attributes: Object.fromEntries(chosen) }
}

/** Once in sixty seconds. Real purges take up to that long; here they are done at once. */
export function purgeQueue(request: JsonObject, around: Surroundings): JsonObject {
  const queue = queueOf(request, around)
  if (queue.purgedAt !== undefined && around.at - queue.purgedAt < 60_000) {
    refuse(
      'AWS.SimpleQueueService.PurgeQueueInProgress',
      `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
      403,
    )
  }
  queue.purgedAt = around.at
  queue.messages = []
  return {}
}

const KNOWN = new Set([
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
  'ContentBasedDeduplication',
  'CreatedTimestamp',
  'DelaySeconds',
  'DeduplicationScope',
  'FifoQueue',
  'FifoThroughputLimit',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'LastModifiedTimestamp',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'Policy',
  'QueueArn',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
])

/** Numbers are texts here, and "approximate" on AWS; the sandbox knows them exactly. */
function attributesOf(queue: Queue, { account, at }: Surroundings): Readonly<Record<string, string>> {
  const { setup, messages } = queue
  const hidden = messages.filter(({ visibleAt }) => visibleAt > at)
  const inFlight = hidden.filter(({ receiveCount }) => receiveCount > 0)
  const { deadLetter } = setup
  return {
    ApproximateNumberOfMessages: String(messages.length - hidden.length),
    ApproximateNumberOfMessagesDelayed: String(hidden.length - inFlight.length),
    ApproximateNumberOfMessagesNotVisible: String(inFlight.length),
    DelaySeconds: String(setup.delaySeconds ?? 0),
    MaximumMessageSize: String(MESSAGE_BYTES_AT_MOST),
    MessageRetentionPeriod: '345600',
    QueueArn: queueArn(queue.name, account.accountId),
    ReceiveMessageWaitTimeSeconds: '0',
    ...(deadLetter && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queueArn(deadLetter.queue, account.accountId),
        maxReceiveCount: deadLetter.maxReceiveCount,
      }),
    }),
    SqsManagedSseEnabled: 'true',
    VisibilityTimeout: String(visibilitySeconds(queue)),
    ...(queue.isFifo && {
      ContentBasedDeduplication: String(setup.contentBasedDeduplication === true),
      FifoQueue: 'true',
    }),
  }
}
