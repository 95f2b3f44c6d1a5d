import { abortRunningChildren } from '../abort'
import type { RunningExecution } from '../execution'
import type { MapRunChanges } from '../signal'
import { toleranceExceeded } from './failures'
import { exceedsTolerance, type MapRun } from './map-run'
import { concurrencyOf } from './start'

/**
 * UpdateMapRun: more children start at once where there is room now; those that run too many go on. Where more
 * failed already than is tolerated now, the run fails. Of a run that is not under way, nothing changes.
 */
export function updateMapRun(execution: RunningExecution, mapRunArn: string, changes: MapRunChanges): void {
  const { offspring } = execution
  const run = [...(offspring?.runs ?? [])].find(({ arn }) => arn === mapRunArn)
  if (!offspring || run?.status !== 'RUNNING') return
  // A run without children waits for S3, or is about to move anyway.
  const [child] = run.running.values()
  change(execution, run, changes)
  offspring.changed.set(run, execution)
  if (!run.failed && exceedsTolerance(run)) {
    run.failed = toleranceExceeded()
    abortRunningChildren(execution, run)
  }
  if (!child?.childOf || run.isQueued) return
  run.isQueued = true
  execution.ready.add(child.childOf.frame)
}

function change(execution: RunningExecution, run: MapRun, changes: MapRunChanges): void {
  const { maxConcurrency, toleratedFailureCount: count, toleratedFailurePercentage: percentage } = changes
  if (maxConcurrency !== undefined) {
    run.maxConcurrency = maxConcurrency
    run.concurrency = concurrencyOf(execution, maxConcurrency)
  }
  run.tolerance = {
    ...run.tolerance,
    ...(count !== undefined && { count }),
    ...(percentage !== undefined && { percentage }),
  }
}
