import { isJsonObject, type JsonObject } from '@/lib/json'
import type { QueueSetup, SubscriptionSetup } from '@/lib/services'
import { badProperty } from '../problem'
import { documentOf, flagOf, numberOf, objectsOf, required, textOf } from '../properties'
import type { Blueprint, ResourceType, Step } from '../step'

export const queue: ResourceType = (properties, { accountId, region, madeUpName }) => {
  const isFifo = flagOf(properties, 'FifoQueue') === true
  const name = textOf(properties, 'QueueName') ?? `${madeUpName}${isFifo ? '.fifo' : ''}`
  const url = `https://sqs.${region}.amazonaws.com/${accountId}/${name}`
  const setup = queueSetup(properties, isFifo)
  return {
    ref: url,
    attributes: { Arn: `arn:aws:sqs:${region}:${accountId}:${name}`, QueueName: name, QueueUrl: url },
    make: [{ on: 'account', change: { act: 'Make', kind: 'queues', name, setup } }],
    unmake: [{ on: 'account', change: { act: 'Remove', kind: 'queues', name, setup } }],
  }
}

function queueSetup(properties: JsonObject, fifo: boolean): QueueSetup {
  const visibilityTimeoutSeconds = numberOf(properties, 'VisibilityTimeout')
  const delaySeconds = numberOf(properties, 'DelaySeconds')
  const redrive = documentOf(properties, 'RedrivePolicy')
  return {
    ...(fifo && {
      fifo,
      contentBasedDeduplication: flagOf(properties, 'ContentBasedDeduplication') === true,
    }),
    ...(visibilityTimeoutSeconds !== undefined && { visibilityTimeoutSeconds }),
    ...(delaySeconds !== undefined && { delaySeconds }),
    ...(redrive && {
      deadLetter: {
        queue: nameIn(required(textOf(redrive, 'deadLetterTargetArn'), 'deadLetterTargetArn')),
        maxReceiveCount: required(numberOf(redrive, 'maxReceiveCount'), 'maxReceiveCount'),
      },
    }),
  }
}

export const topic: ResourceType = (properties, { accountId, region, madeUpName }) => {
  if (flagOf(properties, 'FifoTopic') === true) badProperty('Stepwise does not simulate FIFO topics.')
  const name = textOf(properties, 'TopicName') ?? madeUpName
  const arn = `arn:aws:sns:${region}:${accountId}:${name}`
  const subscriptions = objectsOf(properties, 'Subscription').map(subscriptionOf)
  return {
    ref: arn,
    attributes: { TopicArn: arn, TopicName: name },
    make: [{ on: 'account', change: { act: 'Make', kind: 'topics', name, setup: { subscriptions } } }],
    unmake: [{ on: 'account', change: { act: 'Remove', kind: 'topics', name, setup: { subscriptions } } }],
  }
}

export const subscription: ResourceType = (properties, { digits }): Blueprint => {
  const topicArn = required(textOf(properties, 'TopicArn'), 'TopicArn')
  const arn = `${topicArn}:${uuidOf(digits)}`
  const setup = subscriptionOf(properties)
  const step = (act: 'Make' | 'Remove'): Step => ({
    on: 'account',
    change: { act, kind: 'subscriptions', name: nameIn(topicArn), setup },
  })
  return { ref: arn, attributes: { Arn: arn }, make: [step('Make')], unmake: [step('Remove')] }
}

/** Policies of queues and topics: nobody asks them here, so nothing is made. */
export const resourcePolicy: ResourceType = (_, { madeUpName }) => ({
  ref: madeUpName,
  attributes: { Id: madeUpName },
  make: [],
  unmake: [],
})

function subscriptionOf(properties: JsonObject): SubscriptionSetup {
  const protocol = required(textOf(properties, 'Protocol'), 'Protocol')
  const endpoint = required(textOf(properties, 'Endpoint'), 'Endpoint')
  if (protocol !== 'sqs' && protocol !== 'lambda')
    badProperty(`Stepwise delivers to queues and functions only, not by ${protocol}.`)
  const filter = documentOf(properties, 'FilterPolicy')
  const scope = textOf(properties, 'FilterPolicyScope')
  return {
    ...(protocol === 'sqs' ? { queue: nameIn(endpoint) } : { function: nameIn(endpoint) }),
    ...(isJsonObject(filter) && { filter }),
    ...(scope === 'MessageBody' && { filterScope: 'MessageBody' as const }),
    ...(flagOf(properties, 'RawMessageDelivery') === true && { raw: true }),
  }
}

/** The last part of an ARN: `arn:aws:sqs:…:orders`, `arn:aws:lambda:…:function:price`. */
export function nameIn(arn: string): string {
  const parts = arn.split(':')
  return parts[2] === 'lambda' ? (parts[6] ?? '') : (parts.at(-1) ?? '')
}

export function uuidOf(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
}
