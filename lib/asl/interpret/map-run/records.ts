import { offspringOf } from '../child-executions'
import type { EndedExecution, RunningExecution } from '../execution'
import type { MapRun, StatusCounts } from './map-run'
import type { ResultRecord } from './result-records'

/** Counts a child that begins, or goes on in a redrive. */
export function childBegan(execution: RunningExecution, child: RunningExecution): void {
  const { childOf } = child
  if (!childOf) return
  const { run, index, items } = childOf
  run.running.set(index, child)
  count(run, 'running', { children: 1, items })
  execution.counts.framesAlive++
  offspringOf(execution).changed.set(run, execution)
}

/** Writes down how a child ended. Of one that cannot go on in a redrive, only its result is left from here on. */
export function childIsGone(execution: RunningExecution, child: RunningExecution): void {
  const { childOf, ended, identity } = child
  if (!childOf || !ended || ended.status === 'STOPPED') return
  const { run, index, items, number } = childOf
  run.running.delete(index)
  run.records[index] = {
    child: number,
    items,
    input: child.input,
    startedAt: child.startedAt,
    stoppedAt: ended.stopDate,
    redriveCount: child.redriveCount,
    lastEventId: child.lastEventId,
    ending: endingOf(ended),
  }
  count(run, 'running', { children: -1, items: -items })
  count(run, counted[ended.status], { children: 1, items })
  execution.counts.framesAlive--
  // Of the many failures that a run may tolerate, so many go on where they failed; the others would start anew.
  const isKept = run.unfinished.size < execution.limits.frames
  if (ended.status !== 'SUCCEEDED' && identity.type === 'STANDARD' && isKept) run.unfinished.set(index, child)
  offspringOf(execution).changed.set(run, execution)
}

/** A child that did not succeed waits to be taken up again. */
export function willBeRedriven(run: MapRun, index: number): void {
  const { items, ending } = recordOf(run, index)
  count(run, counted[ending.status], { children: -1, items: -items })
  count(run, 'pendingRedrive', { children: 1, items })
  run.toRedrive.push(index)
}

/** It is taken up now: what it came to before is forgotten, and answered. */
export function isBeingRedriven(run: MapRun, index: number): ResultRecord {
  const record = recordOf(run, index)
  count(run, 'pendingRedrive', { children: -1, items: -record.items })
  delete run.records[index]
  return record
}

function recordOf({ records }: MapRun, index: number): ResultRecord {
  const record = records[index]
  if (!record) throw new Error(`The child at place ${index} has not ended.`)
  return record
}

function count(
  { counts }: MapRun,
  status: keyof StatusCounts,
  { children, items }: { children: number; items: number },
): void {
  counts.executions[status] += children
  counts.items[status] += items
}

function endingOf(ended: Exclude<EndedExecution, { status: 'STOPPED' }>): ResultRecord['ending'] {
  return ended.status === 'SUCCEEDED'
    ? { status: ended.status, output: ended.output }
    : { status: ended.status, failure: ended.failure }
}

const counted: Readonly<Record<ResultRecord['ending']['status'], keyof StatusCounts>> = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timedOut',
  ABORTED: 'aborted',
}
