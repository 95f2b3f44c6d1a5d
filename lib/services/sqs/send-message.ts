import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import type { Surroundings } from '../answer'
import { memberOf, notHere, refuse } from '../operation'
import { contentLength } from '../sdk-metadata'
import { invalidValue, missing, queueOf, within } from './find-queue'
import { md5OfAttributes, md5OfBody } from './md5'
import type { Message, Queue } from './queue'
import { appointPoll } from './trigger-poll'

/** Of a message with its attributes: 1 MiB since 2025 (SQS quotas, checked 2026-11-22). */
export const MESSAGE_BYTES_AT_MOST = 1_048_576
const DEDUPLICATION_MS = 300_000
const DELAY_SECONDS_AT_MOST = 900
/** All attributes together with the body count; so many there may be. */
const ATTRIBUTES_AT_MOST = 10

export function sendMessage(request: JsonObject, around: Surroundings): JsonObject {
  const queue = queueOf(request, around)
  return sent(queue, request, around)
}

/** What one entry asks for, sent; the response is the same in a batch. @throws a refusal */
export function sent(queue: Queue, entry: JsonObject, around: Surroundings): JsonObject {
  const body = memberOf(entry, 'MessageBody')
  if (body === undefined || body === '') missing('MessageBody')
  if (typeof body !== 'string') notHere('a MessageBody that is no text')
  if (!isAllowedText(body)) {
    refuse('InvalidMessageContents', 'The message contains characters outside the allowed set.')
  }
  const attributes = attributesOf(memberOf(entry, 'MessageAttributes'))
  if (bytesOf(body, attributes) > MESSAGE_BYTES_AT_MOST) {
    refuse(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${MESSAGE_BYTES_AT_MOST} bytes.`,
    )
  }
  const ofGroup = fifoPart(queue, entry, body)
  const message = deliver(
    queue,
    { body, attributes, ...ofGroup, delaySeconds: delayOf(queue, entry) },
    around,
  )
  return {
    ...(message.md5OfAttributes !== undefined && { MD5OfMessageAttributes: message.md5OfAttributes }),
    MD5OfMessageBody: message.md5OfBody,
    MessageId: message.messageId,
    ...(message.sequenceNumber !== undefined && { SequenceNumber: message.sequenceNumber }),
  }
}

export interface NewMessage {
  body: string
  attributes?: Readonly<Record<string, JsonObject>>
  groupId?: string
  deduplicationId?: string
  delaySeconds?: number
}

/** Puts a message into a queue, from whomever it comes; a function that works on the queue will look. */
export function deliver(queue: Queue, made: NewMessage, around: Surroundings): Message {
  const {
    body,
    attributes = {},
    groupId,
    deduplicationId,
    delaySeconds = queue.setup.delaySeconds ?? 0,
  } = made
  const { at, ids } = around
  const messageId = ids.uuid()
  // Within five minutes the same deduplication id is answered like the first message, and not sent again.
  const earlier = deduplicationId === undefined ? undefined : queue.recent.get(deduplicationId)
  if (earlier && at - earlier.sentAt < DEDUPLICATION_MS) return earlier.message
  if (queue.isFifo) queue.sequence += 1
  const message: Message = {
    messageId,
    body,
    attributes,
    md5OfBody: md5OfBody(body),
    ...(Object.keys(attributes).length > 0 && { md5OfAttributes: md5OfAttributes(attributes) }),
    sentAt: at,
    visibleAt: at + delaySeconds * 1000,
    receiveCount: 0,
    ...(groupId !== undefined && { groupId }),
    ...(deduplicationId !== undefined && { deduplicationId }),
    ...(queue.isFifo && {
      sequenceNumber: String(18_849_496_460_467_696_128n + BigInt(queue.sequence) * 256n),
    }),
  }
  if (deduplicationId !== undefined) queue.recent.set(deduplicationId, { message, sentAt: at })
  queue.messages.push(message)
  appointPoll(queue, message.visibleAt, around)
  return message
}

/** Group and deduplication of a FIFO queue. A standard queue takes a group since 2025, to share it out fairly. */
function fifoPart(queue: Queue, entry: JsonObject, body: string) {
  const groupId = memberOf(entry, 'MessageGroupId')
  const given = memberOf(entry, 'MessageDeduplicationId')
  if (!queue.isFifo) {
    if (given !== undefined) {
      const reason = 'The request includes a parameter that is not valid for this queue type.'
      invalidValue(given, 'MessageDeduplicationId', reason)
    }
    return typeof groupId === 'string' ? { groupId } : {}
  }
  if (typeof groupId !== 'string') missing('MessageGroupId')
  const deduplicationId =
    typeof given === 'string'
      ? given
      : queue.setup.contentBasedDeduplication === true
        ? `content ${md5OfBody(body)}`
        : undefined
  if (deduplicationId === undefined) {
    refuse(
      'InvalidParameterValue',
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    )
  }
  return { groupId, deduplicationId }
}

/** A FIFO queue has one delay for all its messages. */
function delayOf(queue: Queue, entry: JsonObject): number {
  const preset = queue.setup.delaySeconds ?? 0
  const given = memberOf(entry, 'DelaySeconds')
  if (queue.isFifo && given !== undefined && given !== 0) {
    const reason = 'The request include parameter that is not valid for this queue type.'
    invalidValue(given, 'DelaySeconds', reason)
  }
  return within(entry, 'DelaySeconds', { least: 0, most: DELAY_SECONDS_AT_MOST, preset })
}

function attributesOf(value: JsonValue | undefined): Readonly<Record<string, JsonObject>> {
  if (value === undefined) return {}
  if (!isJsonObject(value)) notHere('MessageAttributes that are no object')
  const names = Object.keys(value)
  if (names.length > ATTRIBUTES_AT_MOST) {
    const reason = `Number of message attributes [${names.length}] exceeds the allowed maximum [${ATTRIBUTES_AT_MOST}].`
    refuse('InvalidParameterValue', reason)
  }
  return Object.fromEntries(
    names.map((name) => {
      const attribute = value[name]
      if (!isJsonObject(attribute) || !isAttribute(attribute)) {
        refuse(
          'InvalidParameterValue',
          `The message attribute '${name}' must contain non-empty message attribute value.`,
        )
      }
      return [name, attribute]
    }),
  )
}

function isAttribute({ DataType, StringValue, BinaryValue }: JsonObject): boolean {
  if (typeof DataType !== 'string') return false
  if (DataType.split('.')[0] === 'Binary') return typeof BinaryValue === 'string' && BinaryValue !== ''
  return /^(String|Number)(\.|$)/.test(DataType) && typeof StringValue === 'string' && StringValue !== ''
}

function bytesOf(body: string, attributes: Readonly<Record<string, JsonObject>>): number {
  const texts = Object.entries(attributes).flatMap(([name, { DataType, StringValue, BinaryValue }]) => [
    name,
    String(DataType),
    String(StringValue ?? BinaryValue),
  ])
  return [body, ...texts].reduce((sum, text) => sum + Number(contentLength(text)), 0)
}

/** A body may hold the characters of XML 1.0. */
function isAllowedText(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const isControl = code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d
    const isLoneSurrogate = code >= 0xd800 && code <= 0xdfff
    if (isControl || isLoneSurrogate || code === 0xfffe || code === 0xffff) return false
  }
  return true
}
