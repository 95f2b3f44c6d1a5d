import { isJsonArray, isJsonObject, type JsonObject } from '@/lib/json'
import type { Surroundings } from '../answer'
import { memberOf, refuse, refusedEntry } from '../operation'
import { contentLength } from '../sdk-metadata'
import { queueOf } from './find-queue'
import { changeVisibility, removeByHandle } from './manage-messages'
import type { Queue } from './queue'
import { MESSAGE_BYTES_AT_MOST, sent } from './send-message'

type OneEntry = (queue: Queue, entry: JsonObject, around: Surroundings) => JsonObject

const ENTRIES_AT_MOST = 10

export const sendMessageBatch = batchOf('SendMessageBatchRequestEntry', (queue, entry, around) =>
  sent(queue, entry, around),
)

export const deleteMessageBatch = batchOf('DeleteMessageBatchRequestEntry', (queue, entry, around) => {
  removeByHandle(queue, entry, around)
  return {}
})

export const changeMessageVisibilityBatch = batchOf(
  'ChangeMessageVisibilityBatchRequestEntry',
  (queue, entry, around) => {
    changeVisibility(queue, entry, around)
    return {}
  },
)

/** A batch succeeds also where entries of it fail: whoever sends has to read `Failed`. */
function batchOf(name: string, one: OneEntry) {
  return (request: JsonObject, around: Surroundings): JsonObject => {
    const queue = queueOf(request, around)
    const entries = entriesOf(request, name)
    const successful: JsonObject[] = []
    const failed: JsonObject[] = []
    for (const entry of entries) {
      const Id = String(entry.Id)
      try {
        successful.push({ Id, ...one(queue, entry, around) })
      } catch (thrown) {
        const { code, message } = refusedEntry(thrown)
        failed.push({ Code: code, Id, Message: message, SenderFault: true })
      }
    }
    return { Failed: failed, Successful: successful }
  }
}

function entriesOf(request: JsonObject, name: string): JsonObject[] {
  const value = memberOf(request, 'Entries')
  const entries = isJsonArray(value) ? value.filter(isJsonObject) : []
  const code = (short: string) => `AWS.SimpleQueueService.${short}`
  if (entries.length === 0) {
    refuse(code('EmptyBatchRequest'), `There should be at least one ${name} in the request.`)
  }
  if (entries.length > ENTRIES_AT_MOST) {
    refuse(
      code('TooManyEntriesInBatchRequest'),
      `Maximum number of entries per request are ${ENTRIES_AT_MOST}. You have sent ${entries.length}.`,
    )
  }
  const ids = entries.map(({ Id }) => Id)
  const invalid = ids.find((id) => typeof id !== 'string' || !/^[\w-]{1,80}$/.test(id))
  if (invalid !== undefined || ids.includes(undefined)) {
    refuse(
      code('InvalidBatchEntryId'),
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    )
  }
  const twice = ids.find((id, place) => ids.indexOf(id) !== place)
  if (twice !== undefined) refuse(code('BatchEntryIdsNotDistinct'), `Id ${String(twice)} repeated.`)
  const bytes = entries.reduce(
    (sum, { MessageBody }) => sum + Number(contentLength(String(MessageBody ?? ''))),
    0,
  )
  if (bytes > MESSAGE_BYTES_AT_MOST) {
    refuse(
      code('BatchRequestTooLong'),
      `Batch requests cannot be longer than ${MESSAGE_BYTES_AT_MOST} bytes. You have sent ${bytes} bytes.`,
    )
  }
  return entries
}
