import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { type QueueSetup, REGION } from '../account'
import type { Surroundings } from '../answer'
import type { FunctionReference, LambdaFunction } from '../lambda/function'
import { failedRun, runFunction } from '../lambda/run-function'
import { deliveryFaults } from './delivery-faults'
import { type Message, type Queue, queueArn } from './queue'
import { receive, systemAttributes, visibilitySeconds } from './receive-message'
import { appointPoll, type QueueHappening } from './trigger-poll'

type Trigger = NonNullable<QueueSetup['trigger']>

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
  if (batch.length > 0) await work(queue, trigger, lambda, batch, around)
  appointNext(queue, around)
}

/** The function works on the batch. What it did leaves the queue when it has ended. */
async function work(
  queue: Queue,
  trigger: Trigger,
  lambda: LambdaFunction,
  batch: readonly Message[],
  around: Surroundings,
): Promise<void> {
  const { duplicated, poisoned, isThrottled, slowMs } = deliveryFaults(queue, batch, around)
  if (isThrottled) return
  const reports = trigger.reportBatchItemFailures === true
  const able = batch.filter((message) => !poisoned.has(message))
  const [poison] = poisoned.values()
  const isLost = poison !== undefined && (!reports || able.length === 0)
  const run = isLost
    ? failedRun(lambda, poison, around)
    : await runFunction(lambda, referenceTo(lambda, around), eventOf(queue, able, around), around)
  const kept = run.result.ok ? failuresOf(run.result.payload, able, reports) : able
  const done = able.filter((message) => !kept.includes(message) && !duplicated.has(message))
  for (const message of duplicated)
    if (!kept.includes(message)) message.visibleAt = around.at + run.durationMs
  around.agenda.at(around.at + run.durationMs + slowMs, {
    kind: 'QueueBatchEnds',
    queue: queue.name,
    done: done.map(({ receiptHandle = '' }) => receiptHandle),
  })
}

function referenceTo({ name }: LambdaFunction, { account }: Surroundings): FunctionReference {
  return { name, account: account.accountId, region: REGION }
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
