import type { Instant } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import { REGION, type TopicSetup } from '../account'
import type { DeliveryTarget } from '../deliver'

export interface Topic {
  readonly name: string
  readonly setup: TopicSetup
  /** What was published, for checks and for the workbench. */
  readonly published: Published[]
}

export interface Published {
  messageId: string
  message: string
  subject?: string
  attributes: Readonly<Record<string, JsonObject>>
  at: Instant
  /** In the order of the subscriptions whose filter policy it fits. */
  readonly deliveredTo: DeliveryTarget[]
}

export function newTopic(name: string, setup: TopicSetup): Topic {
  return { name, setup, published: [] }
}

export function topicArn(name: string, account: string): string {
  return `arn:aws:sns:${REGION}:${account}:${name}`
}
