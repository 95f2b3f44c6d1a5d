import type { Instant } from '../signal'
import { type MapRun, type StatusCounts, sumOf } from './map-run'

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
  redriveCount: number
  /** Of the latest redrive. */
  redriveDate?: Instant
}

export interface DescribedCounts extends StatusCounts {
  pending: number
  total: number
  resultsWritten: number
  failuresNotRedrivable: number
}

export function describeMapRun(run: MapRun, executionArn: string): MapRunDescription {
  const { counts, tolerance } = run
  const itemsLeft = run.items.total - sumOf(counts.items)
  return {
    mapRunArn: run.arn,
    executionArn,
    status: run.status,
    startDate: run.startedAt,
    ...(run.stoppedAt !== undefined && { stopDate: run.stoppedAt }),
    maxConcurrency: run.maxConcurrency,
    toleratedFailureCount: tolerance.count ?? 0,
    toleratedFailurePercentage: tolerance.percentage ?? 0,
    itemCounts: {
      ...withTotal(counts.items, itemsLeft),
      resultsWritten: counts.itemsWritten,
      failuresNotRedrivable: counts.itemsNotRedrivable,
    },
    executionCounts: {
      ...withTotal(counts.executions, childrenLeft(run, itemsLeft)),
      resultsWritten: counts.executionsWritten,
      failuresNotRedrivable: counts.executionsNotRedrivable,
    },
    redriveCount: run.redriveCount,
    ...(run.redrivenAt !== undefined && { redriveDate: run.redrivenAt }),
  }
}

function withTotal(counts: StatusCounts, pending: number): StatusCounts & { pending: number; total: number } {
  return { ...counts, pending, total: sumOf(counts) + pending }
}

/** Of batches by size alone it is not known how many there will be: at least one while items are left. */
function childrenLeft({ batches }: MapRun, itemsLeft: number): number {
  return batches ? Math.ceil(itemsLeft / batches.maxItems) : itemsLeft
}
