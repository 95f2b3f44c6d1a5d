import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { REGION } from '../account'
import type { Surroundings } from '../answer'
import { runFunction } from '../lambda/run-function'
import { type Message, type Queue, queueArn } from './queue'
import { receive, systemAttributes, visibilitySeconds } from './receive-message'
import { appointPoll, type QueueHappening } from './trigger-poll'

/** Lambda's own preset for queues. */
const BATCH_SIZE = 10

/** An event source mapping: messages go to a function in batches, and leave the queue when it did its work. */
export async function queueHappens(happening: QueueHappening, around: Surroundings): Promise<void> {
  const queue = around.account.queues.get(happening.queue)
  if (!queue) return
  if (happening.kind === 'QueuePolled') return poll(queue, around)
  const done = new Set(happening.done)
  queue.messages = queue.messages.filter(({ receiptHandle = '' }) => !done.has(receiptHandle))
  appointNext(queue, around)
}

async function poll(queue: Queue, around: Surroundings): Promise<void> {
  const { trigger } = queue.setup
  const lambda = trigger && around.account.functions.get(trigger.function)
  if (!trigger || !lambda) return
  if (queue.polledAt === around.at) delete queue.polledAt
  const most = trigger.batchSize ?? BATCH_SIZE
  const batch = receive(queue, { most, visibility: visibilitySeconds(queue) }, around)
  if (batch.length > 0) {
    const reference = { name: lambda.name, account: around.account.accountId, region: REGION }
    const run = await runFunction(lambda, reference, eventOf(queue, batch, around), around)
    const kept = run.result.ok
      ? failuresOf(run.result.payload, batch, trigger.reportBatchItemFailures === true)
      : batch
    const done = batch
      .filter((message) => !kept.includes(message))
      .map(({ receiptHandle = '' }) => receiptHandle)
    around.agenda.at(around.at + run.durationMs, { kind: 'QueueBatchEnds', queue: queue.name, done })
  }
  appointNext(queue, around)
}

/** When the next message can be seen. Of a FIFO queue, a batch that ends may free a group before that. */
function appointNext(queue: Queue, around: Surroundings): void {
  const next = queue.messages.reduce(
    (least, { visibleAt }) => Math.min(least, visibleAt),
    Number.POSITIVE_INFINITY,
  )
  if (next === Number.POSITIVE_INFINITY) return
  const isBlocked = queue.isFifo && next <= around.at
  if (!isBlocked || hasFreeGroup(queue, around)) appointPoll(queue, Math.max(next, around.at), around)
}

function hasFreeGroup({ messages }: Queue, { at }: Surroundings): boolean {
  const busy = new Set(messages.filter(({ visibleAt }) => visibleAt > at).map(({ groupId }) => groupId))
  return messages.some(({ groupId, visibleAt }) => visibleAt <= at && !busy.has(groupId))
}

/**
 * Which messages stay. With `ReportBatchItemFailures` the function names them; a list that names unknown ones or
 * is malformed keeps all, and in a FIFO queue everything after the first failure is for the function to name.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
function failuresOf(payload: JsonValue, batch: readonly Message[], reports: boolean): readonly Message[] {
  if (!reports || payload === null || !isJsonObject(payload)) return []
  const { batchItemFailures } = payload
  if (batchItemFailures === undefined || batchItemFailures === null) return []
  if (!isJsonArray(batchItemFailures)) return batch
  const ids = batchItemFailures.map((item) => (isJsonObject(item) ? item.itemIdentifier : undefined))
  const kept = batch.filter(({ messageId }) => ids.includes(messageId))
  return kept.length === new Set(ids).size ? kept : batch
}

function eventOf(queue: Queue, batch: readonly Message[], { account }: Surroundings): JsonObject {
  return {
    Records: batch.map((message) => ({
      messageId: message.messageId,
      receiptHandle: message.receiptHandle ?? '',
      body: message.body,
      attributes: systemAttributes(message, account.accountId),
      messageAttributes: Object.fromEntries(Object.entries(message.attributes).map(recordAttribute)),
      md5OfBody: message.md5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn(queue.name, account.accountId),
      awsRegion: REGION,
    })),
  }
}

/** Lambda writes the members in small letters. */
function recordAttribute([name, { DataType, StringValue, BinaryValue }]: [string, JsonObject]): [
  string,
  JsonObject,
] {
  return [
    name,
    {
      ...(StringValue !== undefined && { stringValue: StringValue }),
      ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
      stringListValues: [],
      binaryListValues: [],
      dataType: DataType ?? 'String',
    },
  ]
}
