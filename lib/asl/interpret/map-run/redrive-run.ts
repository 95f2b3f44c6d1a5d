import { write } from '../events'
import type { RunningExecution } from '../execution'
import type { Frame } from '../frame'
import type { MapRun } from './map-run'
import { willBeRedriven } from './records'
import { setToWork } from './start'

/** AWS redrives one map run no more often (guide, "Redriving Map Runs"). */
export const MOST_REDRIVES = 1_000

/**
 * Whether a redrive goes on with the map run. A run that failed for what it was given to work on (States.Runtime,
 * States.DataLimitExceeded, an expression) is not taken up again: the Map state starts another (guide).
 */
export function goesOn({ status, failed }: MapRun): boolean {
  if (status === 'SUCCEEDED') return false
  return failed === undefined || redrivableErrors.includes(failed.error)
}

const redrivableErrors = [
  'States.ExceedToleratedFailureThreshold',
  'States.ItemReaderFailed',
  'States.ResultWriterFailed',
]

/**
 * Goes on with a map run: first its children that did not succeed, as many at once as may be, then those that were
 * never started. `isRedrivable` tells it of a child that was kept; one that is not failed for good.
 */
export function redriveRun(
  execution: RunningExecution,
  frame: Frame,
  run: MapRun,
  isRedrivable: (child: RunningExecution) => boolean,
): void {
  const { counts, failed } = run
  const mustReadAgain =
    run.childrenMade === 0 ||
    failed?.error === 'States.ItemReaderFailed' ||
    failed?.error === 'States.ResultWriterFailed'
  run.status = 'RUNNING'
  run.stoppedAt = undefined
  run.redriveCount++
  run.redrivenAt = execution.now
  run.failed = undefined
  run.phase = mustReadAgain ? { doing: 'Opening' } : { doing: 'Processing' }
  counts.itemsWritten = counts.executionsWritten = 0
  counts.itemsNotRedrivable = counts.executionsNotRedrivable = 0
  run.toRedrive.length = 0
  for (let index = run.childrenMade - 1; index >= 0; index--) {
    const record = run.records[index]
    if (!record || record.ending.status === 'SUCCEEDED') continue
    const child = run.unfinished.get(index)
    if (!child || isRedrivable(child)) willBeRedriven(run, index)
    else {
      counts.itemsNotRedrivable += record.items
      counts.executionsNotRedrivable++
    }
  }
  run.startedEventId = write(execution, frame, {
    type: 'MapRunRedriven',
    details: { mapRunArn: run.arn, redriveCount: run.redriveCount },
  })
  setToWork(execution, frame, run)
}
