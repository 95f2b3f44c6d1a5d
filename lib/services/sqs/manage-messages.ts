import type { JsonObject } from '@/lib/json'
import type { Surroundings } from '../answer'
import { memberOf, refuse } from '../operation'
import { missing, queueOf, within } from './find-queue'
import type { Message, Queue } from './queue'
import { appointPoll } from './trigger-poll'

export function deleteMessage(request: JsonObject, around: Surroundings): JsonObject {
  removeByHandle(queueOf(request, around), request, around)
  return {}
}

export function changeMessageVisibility(request: JsonObject, around: Surroundings): JsonObject {
  changeVisibility(queueOf(request, around), request, around)
  return {}
}

/** Deleting twice is no mistake, and an old handle deletes a standard queue's message as long as it is there. */
export function removeByHandle(queue: Queue, entry: JsonObject, { at }: Surroundings): void {
  const message = messageOf(queue, entry)
  if (!message) return
  if (queue.isFifo && message.visibleAt <= at) {
    refuse(
      'InvalidParameterValue',
      `Value ${String(entry.ReceiptHandle)} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
    )
  }
  queue.messages = queue.messages.filter((one) => one !== message)
}

export function changeVisibility(queue: Queue, entry: JsonObject, around: Surroundings): void {
  if (memberOf(entry, 'VisibilityTimeout') === undefined) missing('VisibilityTimeout')
  const seconds = within(entry, 'VisibilityTimeout', { least: 0, most: 43_200, preset: 0 })
  const message = messageOf(queue, entry)
  if (!message || message.visibleAt <= around.at) {
    refuse(
      'AWS.SimpleQueueService.MessageNotInflight',
      `Value ${String(entry.ReceiptHandle)} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
    )
  }
  message.visibleAt = around.at + seconds * 1000
  appointPoll(queue, message.visibleAt, around)
}

function messageOf(queue: Queue, entry: JsonObject): Message | undefined {
  const handle = memberOf(entry, 'ReceiptHandle')
  if (handle === undefined) missing('ReceiptHandle')
  const isHandle = typeof handle === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(handle)
  if (!isHandle)
    refuse(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${String(handle)}" is not a valid receipt handle.`,
    )
  return queue.messages.find(({ receiptHandle }) => receiptHandle === handle)
}
