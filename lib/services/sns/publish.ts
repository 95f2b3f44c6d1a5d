import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, parsedJson } from '@/lib/json'
import type { SubscriptionSetup } from '../account'
import type { Surroundings } from '../answer'
import type { DeliveryTarget } from '../deliver'
import { matches, readPattern } from '../event-pattern'
import { memberOf, notHere, refuse, refusedEntry, textIn } from '../operation'
import { contentLength } from '../sdk-metadata'
import { type Published, type Topic, topicArn } from './topic'

/** 256 KB with the attributes (quotas of SNS, checked 2026-11-22). */
const MESSAGE_BYTES_AT_MOST = 262_144
const ENTRIES_AT_MOST = 10
const KEPT_AT_MOST = 5_000

export function publish(request: JsonObject, around: Surroundings): JsonObject {
  if (memberOf(request, 'PhoneNumber') !== undefined) notHere('text messages to telephones')
  const arn = textIn(request, 'TopicArn') ?? textIn(request, 'TargetArn')
  if (arn === undefined) invalid('TopicArn or TargetArn Reason: no value for required parameter')
  return published(topicOf(arn, around), request, around)
}

export function publishBatch(request: JsonObject, around: Surroundings): JsonObject {
  const topic = topicOf(textIn(request, 'TopicArn') ?? '', around)
  const value = memberOf(request, 'PublishBatchRequestEntries')
  const entries = isJsonArray(value) ? value.filter(isJsonObject) : []
  if (entries.length === 0) refuse('EmptyBatchRequest', 'The batch request does not contain any entries.')
  if (entries.length > ENTRIES_AT_MOST) {
    refuse('TooManyEntriesInBatchRequest', 'The batch request contains more entries than permissible.')
  }
  const ids = entries.map(({ Id }) => Id)
  if (new Set(ids).size !== ids.length) {
    refuse('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.')
  }
  const [successful, failed]: [JsonObject[], JsonObject[]] = [[], []]
  for (const entry of entries) {
    const Id = String(entry.Id)
    try {
      successful.push({ Id, ...published(topic, entry, around) })
    } catch (thrown) {
      const { code, message } = refusedEntry(thrown)
      failed.push({ Code: code, Id, Message: message, SenderFault: true })
    }
  }
  return { Failed: failed, Successful: successful }
}

/** Something that is no request publishes: a rule of EventBridge. */
export function publishTo(name: string, { message }: { message: string }, around: Surroundings): void {
  const topic = around.account.topics.get(name)
  if (topic) spread(topic, { message, attributes: {} }, around)
}

function topicOf(arn: string, { account }: Surroundings): Topic {
  if (!/^arn:aws:sns:[\w-]+:\d{12}:[\w.-]{1,262}$/.test(arn)) invalid('TopicArn')
  const name = arn.split(':')[5] ?? ''
  const topic = topicArn(name, account.accountId) === arn ? account.topics.get(name) : undefined
  if (!topic) refuse('NotFound', 'Topic does not exist', 404)
  if (topic.setup.fifo === true || name.endsWith('.fifo')) notHere('FIFO topics')
  return topic
}

function published(topic: Topic, entry: JsonObject, around: Surroundings): JsonObject {
  const message = textIn(entry, 'Message')
  if (message === undefined || message === '') invalid('Empty message')
  const attributes = attributesOf(memberOf(entry, 'MessageAttributes'))
  if (Number(contentLength(message + JSON.stringify(attributes))) > MESSAGE_BYTES_AT_MOST) {
    invalid('Message too long')
  }
  const subject = textIn(entry, 'Subject')
  if (subject !== undefined && (subject.length === 0 || subject.length > 100)) invalid('Subject')
  const isStructured = memberOf(entry, 'MessageStructure') === 'json'
  const made = { message, attributes, ...(subject !== undefined && { subject }) }
  return spread(topic, made, around, isStructured ? structureOf(message) : undefined)
}

/** To every subscription whose filter policy the message fits. */
function spread(
  topic: Topic,
  made: Omit<Published, 'messageId' | 'at' | 'deliveredTo'>,
  around: Surroundings,
  structure?: Readonly<Record<string, string>>,
): JsonObject {
  const { at, ids, agenda } = around
  const one: Published = { ...made, messageId: ids.uuid(), at, deliveredTo: [] }
  if (topic.published.length < KEPT_AT_MOST) topic.published.push(one)
  for (const [place, subscription] of (topic.setup.subscriptions ?? []).entries()) {
    const protocol = subscription.queue === undefined ? 'lambda' : 'sqs'
    const message = structure?.[protocol] ?? structure?.default ?? one.message
    const sent = { ...one, message }
    if (!accepts(topic, subscription, sent)) continue
    const isRaw = subscription.raw === true && subscription.queue !== undefined
    const target = targetOf(subscription)
    one.deliveredTo.push(target)
    agenda.at(at, {
      kind: 'Delivered',
      target,
      body: isRaw ? message : shownTo(protocol, topic, place, sent, around),
      ...(isRaw && { attributes: one.attributes }),
    })
  }
  return { MessageId: one.messageId }
}

function targetOf({ queue, function: name }: SubscriptionSetup): DeliveryTarget {
  return { ...(queue !== undefined && { queue }), ...(name !== undefined && { function: name }) }
}

/** @throws when the filter policy of the exercise is not one. */
function accepts({ name }: Topic, { filter, filterScope }: SubscriptionSetup, sent: Published): boolean {
  if (!filter) return true
  const read = readPattern(filter, 'SNS')
  if (!read.ok) throw new Error(`A filter policy of the topic "${name}" is not valid: ${read.problem}`)
  if (filterScope !== 'MessageBody') return matches(read.pattern, attributeValues(sent.attributes))
  const body = parsedJson(sent.message)
  // A body that is no JSON object fits no filter policy.
  return isJsonObject(body) && matches(read.pattern, body)
}

/** As filter policies see attributes: numbers as numbers, `String.Array` as a list, binary ones not at all. */
function attributeValues(attributes: Published['attributes']): JsonObject {
  const values = Object.entries(attributes).flatMap(([name, { DataType, StringValue }]) => {
    if (typeof StringValue !== 'string') return []
    if (DataType === 'Number') return [[name, Number(StringValue)] as const]
    return [[name, DataType === 'String.Array' ? (parsedJson(StringValue) ?? '') : StringValue] as const]
  })
  return Object.fromEntries(values)
}

/** The envelope that a queue gets as JSON text, and a function as an event. */
function shownTo(
  protocol: 'sqs' | 'lambda',
  { name }: Topic,
  place: number,
  { messageId, message, subject, attributes }: Published,
  { account, at }: Surroundings,
): JsonValue {
  const arn = topicArn(name, account.accountId)
  const subscription = `${arn}:00000000-0000-4000-8000-${String(place).padStart(12, '0')}`
  const region = arn.split(':')[3] ?? ''
  const host = `https://sns.${region}.amazonaws.com/`
  const [certificate, unsubscribe] = protocol === 'lambda' ? ['Url', 'Url'] : ['URL', 'URL']
  const shown = Object.entries(attributes).map(([key, { DataType, StringValue, BinaryValue }]) => [
    key,
    { Type: DataType, Value: StringValue ?? BinaryValue ?? '' },
  ])
  const notification = {
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: arn,
    ...((subject !== undefined || protocol === 'lambda') && { Subject: subject ?? null }),
    Message: message,
    Timestamp: new Date(at).toISOString(),
    SignatureVersion: '1',
    Signature: 'EXAMPLE',
    [`SigningCert${certificate}`]: `${host}SimpleNotificationService.pem`,
    [`Unsubscribe${unsubscribe}`]: `${host}?Action=Unsubscribe&SubscriptionArn=${subscription}`,
    ...((shown.length > 0 || protocol === 'lambda') && { MessageAttributes: Object.fromEntries(shown) }),
  }
  if (protocol === 'sqs') return notification
  return {
    Records: [
      { EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: subscription, Sns: notification },
    ],
  }
}

function structureOf(message: string): Readonly<Record<string, string>> {
  const structure = parsedJson(message)
  if (!isJsonObject(structure)) invalid('Message Structure - JSON message body failed to parse')
  const texts = Object.entries(structure).filter((one): one is [string, string] => typeof one[1] === 'string')
  if (typeof structure.default !== 'string')
    invalid('Message Structure - No default entry in JSON message body')
  return Object.fromEntries(texts)
}

function attributesOf(value: JsonValue | undefined): Published['attributes'] {
  if (!isJsonObject(value)) return {}
  return Object.fromEntries(
    Object.entries(value).map(([name, attribute]) => {
      if (!isJsonObject(attribute) || typeof attribute.DataType !== 'string') {
        return refuse(
          'ParameterValueInvalid',
          `The message attribute '${name}' must contain message attribute type.`,
        )
      }
      if (attribute.StringValue === undefined && attribute.BinaryValue === undefined) {
        refuse(
          'ParameterValueInvalid',
          `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${attribute.DataType}'.`,
        )
      }
      return [name, attribute]
    }),
  )
}

function invalid(what: string): never {
  refuse('InvalidParameter', `Invalid parameter: ${what}`)
}
