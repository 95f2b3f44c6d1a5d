import type { JsonValue } from '@/lib/json'
import type { EventId } from '../../history/history-event'
import type { RunningExecution } from '../execution'
import type { Failed } from '../failure'
import type { Instant } from '../signal'
import type { BatchLimits, ChildInput } from './batches'
import type { ItemCursor, ItemPart } from './item-cursor'
import type { ReaderSettings } from './reader-settings'
import type { ResultRecord, ResultTarget } from './result-records'
import type { StorageAnswer, StorageRequest } from './storage'

/**
 * A map run: what a distributed Map state starts, once per try, and goes on with in a redrive. Its children are
 * executions of their own, with their own histories; only those that run or failed exist, the others are a place in
 * the items.
 */
export interface MapRun {
  readonly arn: string
  /** The name behind the machine's in the ARNs of the run and of its children. */
  readonly label: string
  readonly startedAt: Instant
  /** `MapRunStarted`, or the latest `MapRunRedriven`. */
  startedEventId: EventId
  readonly executionType: 'STANDARD' | 'EXPRESS'
  /** What `$` means in ItemSelector and BatchInput: the state's effective input. */
  readonly input: JsonValue
  /** As the learner has it, 0 for no limit; `concurrency` is what we do. */
  maxConcurrency: number
  concurrency: number
  tolerance: Tolerance
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED'
  stoppedAt: Instant | undefined
  redriveCount: number
  /** Of the latest redrive. */
  redrivenAt: Instant | undefined
  phase: Phase
  batches: BatchLimits | undefined
  writer: ResultTarget | undefined
  items: ItemCursor
  /** Items taken from the cursor that the last batch had no room for. */
  readonly spare: SelectedItem[]
  /** What a failed run wrote down as the inputs of children that it did not start; the last comes first. */
  pending: ChildInput[]
  /** Places in the results of children that a redrive has still to take up; the last comes first. */
  readonly toRedrive: number[]
  /** Children made so far: the next one's place in the results. */
  childrenMade: number
  /** By place in the results. */
  readonly running: Map<number, RunningExecution>
  /** By place in the results: Standard children that did not succeed. With them a redrive goes on. */
  readonly unfinished: Map<number, RunningExecution>
  /** By place in the results; holes where children have not ended. */
  readonly records: ResultRecord[]
  readonly counts: MapRunCounts
  /** Why no more children start and the run will fail. */
  failed: Failed | undefined
  /** Whether its frame is queued to move in the next round. */
  isQueued: boolean
}

/** What the run waits for or is about to do. */
export type Phase =
  /** About to find out where its items are. */
  | { doing: 'Opening' }
  | { doing: 'Reading'; reading: Reading }
  | { doing: 'Processing' }
  /** The results are on their way to S3; the last object to be written is the manifest. */
  | { doing: 'Writing'; writing: Writing }

/** Objects that still have to be read, and the items of those that have been. */
export interface Reading {
  settings: ReaderSettings
  /** What S3 was asked and has not been heard to answer. */
  asked: StorageRequest
  requestId: string
  answer: StorageAnswer | undefined
  left: ObjectPlace[]
  parts: ItemPart[]
  /** Of a manifest: what is read now are the files that it names. */
  manifestIsRead: boolean
}

export interface Writing {
  /** What S3 was asked and has not been heard to answer. */
  asked: StorageRequest
  requestId: string
  answer: StorageAnswer | undefined
  left: ObjectToWrite[]
  /** What the state's result will be. */
  result: JsonValue
}

export interface ObjectPlace {
  bucket: string
  key: string
  versionId?: string
}

export interface ObjectToWrite extends ObjectPlace {
  body: string
}

/** How many items may fail. Without either, none. */
export interface Tolerance {
  count?: number
  /** From 0 to 100. */
  percentage?: number
}

/** An item as ItemSelector left it. */
export interface SelectedItem {
  value: JsonValue
  bytes: number
}

/** Of whatever was handed to children; what was not is pending. */
export type StatusCounts = Record<
  'running' | 'succeeded' | 'failed' | 'timedOut' | 'aborted' | 'pendingRedrive',
  number
>

export interface MapRunCounts {
  readonly items: StatusCounts
  readonly executions: StatusCounts
  /** Written by the ResultWriter. */
  itemsWritten: number
  executionsWritten: number
  /** Of what did not succeed, what no redrive takes up again. */
  itemsNotRedrivable: number
  executionsNotRedrivable: number
}

export function noCounts(): MapRunCounts {
  return {
    items: nothing(),
    executions: nothing(),
    itemsWritten: 0,
    executionsWritten: 0,
    itemsNotRedrivable: 0,
    executionsNotRedrivable: 0,
  }
}

function nothing(): StatusCounts {
  return { running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0, pendingRedrive: 0 }
}

/** How many items or children: in whatever way they ended, or have not yet. */
export function sumOf(counts: StatusCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/**
 * Whether more items failed than the state tolerates; a failed batch counts with all its items. Each of the two
 * limits ends the run by itself, and an absent one does not count.
 */
export function exceedsTolerance({ tolerance, counts, items }: MapRun): boolean {
  const failed = counts.items.failed + counts.items.timedOut + counts.items.aborted
  const { count, percentage } = tolerance
  if (count === undefined && percentage === undefined) return failed > 0
  if (count !== undefined && failed > count) return true
  return percentage !== undefined && failed * 100 > percentage * items.total
}
