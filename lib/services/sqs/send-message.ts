import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { type Answer, failed, notSimulated, type Surroundings } from '../answer'
import { optimizedCause } from '../sdk-error'
import { contentLength, httpDate, sdkMetadata } from '../sdk-metadata'
import { md5OfAttributes, md5OfBody } from './md5'
import { type Message, parseQueueUrl, type Queue } from './queue'

const DURATION_MS = 12
/** Of a message with its attributes: 1 MiB since 2025. */
const MESSAGE_BYTES_AT_MOST = 1_048_576
const DEDUPLICATION_MS = 300_000

/** The optimized integration `sqs:sendMessage`. A body that is no string is sent as its JSON text. */
export function sendMessage(
  queues: ReadonlyMap<string, Queue>,
  payload: JsonValue,
  surroundings: Surroundings,
): Answer {
  const parameters = isJsonObject(payload) ? payload : {}
  const refuse = (code: string, message: string) => refusal(surroundings, code, message)
  const { QueueUrl, MessageBody, MessageAttributes, DelaySeconds } = parameters
  if (typeof QueueUrl !== 'string' || QueueUrl === '') {
    return refuse('MissingParameter', 'The request must contain the parameter QueueUrl.')
  }
  const url = parseQueueUrl(QueueUrl)
  if (url.kind === 'Elsewhere') {
    return failed(
      'SQS.SdkClientException',
      `Unable to execute HTTP request: ${url.host}: Name or service not known`,
      DURATION_MS,
    )
  }
  if (MessageBody === undefined || MessageBody === null || MessageBody === '') {
    return refuse('MissingParameter', 'The request must contain the parameter MessageBody.')
  }
  const queue = url.kind === 'Queue' ? queues.get(url.name) : undefined
  if (!queue) {
    return refuse('AWS.SimpleQueueService.NonExistentQueue', 'The specified queue does not exist.')
  }
  if (DelaySeconds !== undefined && DelaySeconds !== 0)
    return notSimulated('the DelaySeconds of sqs:sendMessage')
  const attributes = stringAttributes(MessageAttributes)
  if (!attributes) return notSimulated('binary or malformed MessageAttributes of sqs:sendMessage')
  const body = typeof MessageBody === 'string' ? MessageBody : JSON.stringify(MessageBody)
  if (!isAllowedText(body)) {
    return refuse('InvalidMessageContents', 'The message contains characters outside the allowed set.')
  }
  if (Number(contentLength(body)) > MESSAGE_BYTES_AT_MOST) {
    return refuse(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${MESSAGE_BYTES_AT_MOST} bytes.`,
    )
  }
  const fifo = fifoProblem(queue, parameters)
  if (fifo) return refuse(fifo.code, fifo.message)
  return {
    kind: 'Succeeded',
    output: sent(queue, body, attributes, parameters, surroundings),
    durationMs: DURATION_MS,
  }
}

function fifoProblem(queue: Queue, { MessageGroupId, MessageDeduplicationId }: JsonObject) {
  if (queue.isFifo && typeof MessageGroupId !== 'string') {
    return { code: 'MissingParameter', message: 'The request must contain the parameter MessageGroupId.' }
  }
  if (queue.isFifo && typeof MessageDeduplicationId !== 'string') {
    return {
      code: 'InvalidParameterValue',
      message:
        'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    }
  }
  if (!queue.isFifo && MessageDeduplicationId !== undefined) {
    return {
      code: 'InvalidParameterValue',
      message: `Value ${String(MessageDeduplicationId)} for parameter MessageDeduplicationId is invalid. Reason: The request includes a parameter that is not valid for this queue type.`,
    }
  }
  return undefined
}

function sent(
  queue: Queue,
  body: string,
  attributes: Readonly<Record<string, JsonObject>>,
  { MessageDeduplicationId }: JsonObject,
  { at, ids }: Surroundings,
): JsonValue {
  const message = queue.isFifo
    ? fifoMessage(queue, body, String(MessageDeduplicationId), ids.uuid(), at)
    : standardMessage(queue, body, ids.uuid())
  const response = {
    ...(Object.keys(attributes).length > 0 && { MD5OfMessageAttributes: md5OfAttributes(attributes) }),
    MD5OfMessageBody: md5OfBody(body),
    MessageId: message.messageId,
    ...(message.sequenceNumber !== undefined && { SequenceNumber: message.sequenceNumber }),
  }
  const requestId = ids.uuid()
  const headers = {
    'x-amzn-RequestId': requestId,
    connection: 'keep-alive',
    'Content-Length': contentLength(JSON.stringify(response)),
    Date: httpDate(at + DURATION_MS),
    'Content-Type': 'application/x-amz-json-1.0',
  }
  return { ...response, ...sdkMetadata(headers, requestId) }
}

function standardMessage(queue: Queue, body: string, messageId: string): Message {
  const message = { messageId, body }
  queue.messages.push(message)
  return message
}

/** Within five minutes the same deduplication id is answered like the first message, and not sent again. */
function fifoMessage(
  queue: Queue,
  body: string,
  deduplicationId: string,
  messageId: string,
  at: number,
): Message {
  const earlier = queue.recent.get(deduplicationId)
  if (earlier && at - earlier.sentAt < DEDUPLICATION_MS) return earlier.message
  queue.sequence += 1
  const sequenceNumber = String(18_849_496_460_467_696_128n + BigInt(queue.sequence) * 256n)
  const message = { messageId, body, sequenceNumber }
  queue.recent.set(deduplicationId, { message, sentAt: at })
  queue.messages.push(message)
  return message
}

function stringAttributes(value: JsonValue | undefined): Readonly<Record<string, JsonObject>> | undefined {
  if (value === undefined || value === null) return {}
  if (!isJsonObject(value)) return undefined
  const attributes: Record<string, JsonObject> = {}
  for (const [name, attribute] of Object.entries(value)) {
    if (!isJsonObject(attribute)) return undefined
    const { DataType, StringValue } = attribute
    if (typeof StringValue !== 'string' || typeof DataType !== 'string') return undefined
    if (!/^(String|Number)(\.|$)/.test(DataType)) return undefined
    Object.defineProperty(attributes, name, { value: attribute, enumerable: true })
  }
  return attributes
}

/** Only a missing queue has an exception of its own in the SDK that the integration uses. */
function refusal({ ids }: Surroundings, code: string, message: string): Answer {
  const isMissing = code === 'AWS.SimpleQueueService.NonExistentQueue'
  return failed(
    isMissing ? 'SQS.QueueDoesNotExistException' : 'SQS.AmazonSQSException',
    optimizedCause('AmazonSQS', { code, message, status: 400, requestId: ids.uuid() }),
    DURATION_MS,
  )
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
