import { ACCOUNT_ID, type QueueSetup, REGION } from '../account'

export interface Queue {
  readonly name: string
  readonly isFifo: boolean
  readonly messages: Message[]
  /** FIFO: messages by deduplication id; the interval of five minutes is kept. */
  readonly recent: Map<string, { message: Message; sentAt: number }>
  /** FIFO: the number of the latest message. */
  sequence: number
}

export interface Message {
  messageId: string
  body: string
  sequenceNumber?: string
}

/** A queue whose name ends in `.fifo` is a FIFO queue, as on AWS, whatever its setup says. */
export function newQueue(name: string, { fifo = false }: QueueSetup): Queue {
  return { name, isFifo: fifo || name.endsWith('.fifo'), messages: [], recent: new Map(), sequence: 0 }
}

export type QueueUrl =
  | { kind: 'Queue'; name: string }
  | { kind: 'Elsewhere'; host: string }
  | { kind: 'NoUrl' }

const urlPattern = /^https?:\/\/([^/:?#]+)(?::\d+)?(?:\/(\d{12})\/([\w.-]+))?\/?$/

/** Reads a queue URL; only those of this account and region can name a queue here. */
export function parseQueueUrl(text: string): QueueUrl {
  const [, host = '', account, name = ''] = urlPattern.exec(text) ?? []
  if (host === '') return { kind: 'NoUrl' }
  const isOurs = host === `sqs.${REGION}.amazonaws.com` || host === `${REGION}.queue.amazonaws.com`
  if (!isOurs) return { kind: 'Elsewhere', host }
  return { kind: 'Queue', name: account === ACCOUNT_ID ? name : '' }
}
