import type { Instant } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import { ACCOUNT_ID, type QueueSetup, REGION } from '../account'

export interface Queue {
  readonly name: string
  readonly isFifo: boolean
  readonly setup: QueueSetup
  /** In the order in which they were sent. */
  messages: Message[]
  /** FIFO: messages by deduplication id; the interval of five minutes is kept. */
  readonly recent: Map<string, { message: Message; sentAt: Instant }>
  /** FIFO: the number of the latest message. */
  sequence: number
  purgedAt?: Instant
  /** When its function looks next; absent while nothing is appointed. */
  polledAt?: Instant
}

export interface Message {
  messageId: string
  body: string
  attributes: Readonly<Record<string, JsonObject>>
  md5OfBody: string
  md5OfAttributes?: string
  sentAt: Instant
  /** Before, nobody receives it: it is delayed, or somebody works on it. */
  visibleAt: Instant
  receiveCount: number
  firstReceivedAt?: Instant
  /** Of the latest receive. */
  receiptHandle?: string
  groupId?: string
  deduplicationId?: string
  sequenceNumber?: string
  /** ARN of the queue that it was moved from. */
  deadLetterSource?: string
}

/** A queue whose name ends in `.fifo` is a FIFO queue, as on AWS, whatever its setup says. */
export function newQueue(name: string, setup: QueueSetup): Queue {
  const isFifo = setup.fifo === true || name.endsWith('.fifo')
  return { name, isFifo, setup, messages: [], recent: new Map(), sequence: 0 }
}

export function queueArn(name: string, account: string): string {
  return `arn:aws:sqs:${REGION}:${account}:${name}`
}

export function queueUrl(name: string, account: string): string {
  return `https://sqs.${REGION}.amazonaws.com/${account}/${name}`
}

export type QueueUrl =
  | { kind: 'Queue'; name: string }
  | { kind: 'Elsewhere'; host: string }
  | { kind: 'NoUrl' }

const urlPattern = /^https?:\/\/([^/:?#]+)(?::\d+)?(?:\/(\d{12})\/([\w.-]+))?\/?$/

/** Reads a queue URL; only those of this account and region can name a queue here. */
export function parseQueueUrl(text: string, ours = ACCOUNT_ID): QueueUrl {
  const [, host = '', account, name = ''] = urlPattern.exec(text) ?? []
  if (host === '') return { kind: 'NoUrl' }
  const isOurs = host === `sqs.${REGION}.amazonaws.com` || host === `${REGION}.queue.amazonaws.com`
  if (!isOurs) return { kind: 'Elsewhere', host }
  return { kind: 'Queue', name: account === ours ? name : '' }
}
