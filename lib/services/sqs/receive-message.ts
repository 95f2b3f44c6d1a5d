import type { Instant } from '@/lib/asl'
import { isJsonArray, type JsonObject } from '@/lib/json'
import type { Surroundings } from '../answer'
import { memberOf } from '../operation'
import { queueOf, within } from './find-queue'
import { type Message, type Queue, queueArn } from './queue'

const VISIBILITY_SECONDS = 30
const VISIBILITY_SECONDS_AT_MOST = 43_200
/** Four days, SQS's own preset. */
const RETENTION_MS = 345_600_000

export function receiveMessage(request: JsonObject, around: Surroundings): JsonObject {
  const queue = queueOf(request, around)
  const most = within(request, 'MaxNumberOfMessages', { least: 1, most: 10, preset: 1 })
  within(request, 'WaitTimeSeconds', { least: 0, most: 20, preset: 0 })
  const visibility = within(request, 'VisibilityTimeout', {
    least: 0,
    most: VISIBILITY_SECONDS_AT_MOST,
    preset: visibilitySeconds(queue),
  })
  const received = receive(queue, { most, visibility }, around)
  return received.length === 0 ? {} : { Messages: received.map((message) => shown(message, request, around)) }
}

export function visibilitySeconds({ setup }: Queue): number {
  return setup.visibilityTimeoutSeconds ?? VISIBILITY_SECONDS
}

/**
 * Takes visible messages, in order; nobody else gets them for a while. A group of a FIFO queue gives nothing as
 * long as one of its messages is being worked on. What was received too often goes to the dead-letter queue.
 */
export function receive(
  queue: Queue,
  { most, visibility }: { most: number; visibility: number },
  around: Surroundings,
): Message[] {
  const { at, ids } = around
  queue.messages = queue.messages.filter(({ sentAt }) => at - sentAt < RETENTION_MS)
  const busy = busyGroups(queue, at)
  const taken: Message[] = []
  for (const message of [...queue.messages]) {
    if (taken.length === most) break
    const { groupId } = message
    if (queue.isFifo && groupId !== undefined && busy.has(groupId)) continue
    if (message.visibleAt > at) {
      // Delayed: what comes after it in its group waits, too.
      if (groupId !== undefined) busy.add(groupId)
      continue
    }
    if (buried(queue, message, around)) continue
    message.receiveCount += 1
    message.firstReceivedAt ??= at
    message.receiptHandle = ids.uuid()
    message.visibleAt = at + visibility * 1000
    taken.push(message)
  }
  return taken
}

function busyGroups({ isFifo, messages }: Queue, at: Instant): Set<string> {
  if (!isFifo) return new Set()
  const busy = messages.filter(({ receiveCount, visibleAt }) => receiveCount > 0 && visibleAt > at)
  return new Set(busy.flatMap(({ groupId }) => groupId ?? []))
}

/** Moves a message that was received as often as the redrive policy allows. It keeps its id and its age. */
function buried(queue: Queue, message: Message, { account, at }: Surroundings): boolean {
  const { deadLetter } = queue.setup
  if (!deadLetter || message.receiveCount < deadLetter.maxReceiveCount) return false
  const target = account.queues.get(deadLetter.queue)
  if (!target) return false
  queue.messages = queue.messages.filter((one) => one !== message)
  const deadLetterSource = queueArn(queue.name, account.accountId)
  const { receiptHandle: _, firstReceivedAt: __, ...rest } = message
  target.messages.push({ ...rest, visibleAt: at, receiveCount: 0, deadLetterSource })
  return true
}

function shown(message: Message, request: JsonObject, { account }: Surroundings): JsonObject {
  const names = [...listOf(request, 'MessageSystemAttributeNames'), ...listOf(request, 'AttributeNames')]
  const system = Object.entries(systemAttributes(message, account.accountId)).filter(
    ([name]) => names.includes('All') || names.includes(name),
  )
  const attributes = chosen(message.attributes, listOf(request, 'MessageAttributeNames'))
  return {
    ...(system.length > 0 && { Attributes: Object.fromEntries(system) }),
    Body: message.body,
    MD5OfBody: message.md5OfBody,
    ...(Object.keys(attributes).length > 0 && {
      MD5OfMessageAttributes: message.md5OfAttributes ?? '',
      MessageAttributes: attributes,
    }),
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle ?? '',
  }
}

export function systemAttributes(message: Message, account: string): Readonly<Record<string, string>> {
  const { groupId, deduplicationId, sequenceNumber, deadLetterSource } = message
  return {
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ...(deadLetterSource !== undefined && { DeadLetterQueueSourceArn: deadLetterSource }),
    ...(deduplicationId !== undefined && { MessageDeduplicationId: deduplicationId }),
    ...(groupId !== undefined && { MessageGroupId: groupId }),
    SenderId: `AROAEXAMPLE:${account}`,
    SentTimestamp: String(message.sentAt),
    ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
  }
}

/** By name, by `prefix.*`, or `All`. */
function chosen(attributes: Message['attributes'], names: readonly string[]): Record<string, JsonObject> {
  const isChosen = (name: string) =>
    names.some(
      (wanted) =>
        wanted === 'All' ||
        wanted === name ||
        (wanted.endsWith('.*') && name.startsWith(wanted.slice(0, -1))),
    )
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isChosen(name)))
}

export function listOf(request: JsonObject, name: string): readonly string[] {
  const value = memberOf(request, name)
  return isJsonArray(value) ? value.filter((one) => typeof one === 'string') : []
}
