import { offspringOf } from '../child-executions'
import type { RunningExecution } from '../execution'
import type { Frame } from '../frame'

/** How a map run reads and writes S3: an effect asks, a signal answers. */

/** What a map run asks of S3. */
export type StorageRequest =
  | { action: 'getObject'; bucket: string; key: string; versionId?: string }
  | { action: 'listObjectsV2'; bucket: string; prefix?: string }
  | { action: 'putObject'; bucket: string; key: string; body: string }

/** One object of a bucket as ListObjectsV2 tells of it. */
export interface ListedObject {
  key: string
  size: number
  /** In seconds since 1970, as AWS hands it to an item. */
  lastModified: number
  etag: string
  storageClass: string
}

export type StorageAnswer =
  | { kind: 'Object'; body: string }
  /** All objects under the prefix, in the order of their keys. */
  | { kind: 'Listing'; objects: readonly ListedObject[] }
  | { kind: 'Written' }
  /** `message` becomes the cause of States.ItemReaderFailed or States.ResultWriterFailed. */
  | { kind: 'Refused'; message: string }

/** Asks S3; the answer is waited for by the frame's map run. */
export function askStorage(execution: RunningExecution, frame: Frame, request: StorageRequest): string {
  const requestId = `storage-${++execution.counts.storageRequests}`
  offspringOf(execution).asking.set(requestId, frame)
  execution.effects.push({ type: 'AskStorage', requestId, request })
  return requestId
}

/** Takes the answer in; one that nobody waits for any more is dropped. */
export function storageAnswered(execution: RunningExecution, requestId: string, answer: StorageAnswer): void {
  const frame = execution.offspring?.asking.get(requestId)
  if (frame?.activity.doing !== 'RunningMap') return
  execution.offspring?.asking.delete(requestId)
  const { phase } = frame.activity.run
  if (phase.doing === 'Reading') phase.reading.answer = answer
  else if (phase.doing === 'Writing') phase.writing.answer = answer
  execution.ready.add(frame)
}
