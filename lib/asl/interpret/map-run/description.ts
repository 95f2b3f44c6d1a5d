import type { Instant } from '../signal'
import type { MapRun, StatusCounts } from './map-run'

/** What DescribeMapRun says of a map run, in its words. */
export interface MapRunDescription {
  mapRunArn: string
  /** Of the execution whose Map state started it. */
  executionArn: string
  status: MapRun['status']
  startDate: Instant
  stopDate?: Instant
  maxConcurrency: number
  toleratedFailureCount: number
  toleratedFailurePercentage: number
  itemCounts: DescribedCounts
  executionCounts: DescribedCounts
}

export interface DescribedCounts extends StatusCounts {
  pending: number
  total: number
  resultsWritten: number
}

export function describeMapRun(run: MapRun, executionArn: string): MapRunDescription {
  const { counts, tolerance } = run
  const itemsLeft = run.items.total - sum(counts.items)
  return {
    mapRunArn: run.arn,
    executionArn,
    status: run.status,
    startDate: run.startedAt,
    ...(run.stoppedAt !== undefined && { stopDate: run.stoppedAt }),
    maxConcurrency: run.maxConcurrency,
    toleratedFailureCount: tolerance.count ?? 0,
    toleratedFailurePercentage: tolerance.percentage ?? 0,
    itemCounts: described(counts.items, itemsLeft, counts.itemsWritten),
    executionCounts: described(counts.executions, childrenLeft(run, itemsLeft), counts.executionsWritten),
  }
}

function described(counts: StatusCounts, pending: number, resultsWritten: number): DescribedCounts {
  return { ...counts, pending, total: sum(counts) + pending, resultsWritten }
}

/** Of batches by size alone it is not known how many there will be: at least one while items are left. */
function childrenLeft({ batches }: MapRun, itemsLeft: number): number {
  return batches ? Math.ceil(itemsLeft / batches.maxItems) : itemsLeft
}

function sum(counts: StatusCounts): number {
  return counts.running + counts.succeeded + counts.failed + counts.timedOut + counts.aborted
}
