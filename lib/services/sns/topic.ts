import type { Instant } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import { REGION, type TopicSetup } from '../account'

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
}

export function newTopic(name: string, setup: TopicSetup): Topic {
  return { name, setup, published: [] }
}

export function topicArn(name: string, account: string): string {
  return `arn:aws:sns:${REGION}:${account}:${name}`
}
