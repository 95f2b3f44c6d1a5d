import { offspringOf } from '../child-executions'
import type { EndedExecution, RunningExecution } from '../execution'
import type { StatusCounts } from './map-run'
import type { ResultRecord } from './result-records'

/** Counts a child that begins. */
export function childBegan(execution: RunningExecution, child: RunningExecution): void {
  const { childOf } = child
  if (!childOf) return
  const { run, index, items } = childOf
  run.running.set(index, child)
  run.counts.executions.running++
  run.counts.items.running += items
  execution.counts.framesAlive++
  offspringOf(execution).changed.set(run, execution)
}

/** Writes down how a child ended; from here on only its result is left of it. */
export function childIsGone(execution: RunningExecution, child: RunningExecution): void {
  const { childOf, ended } = child
  if (!childOf || !ended || ended.status === 'STOPPED') return
  const { run, index, items, number } = childOf
  run.running.delete(index)
  run.records[index] = {
    child: number,
    items,
    input: child.input,
    startedAt: child.startedAt,
    stoppedAt: ended.stopDate,
    ending: endingOf(ended),
  }
  const status = counted[ended.status]
  run.counts.executions.running--
  run.counts.executions[status]++
  run.counts.items.running -= items
  run.counts.items[status] += items
  execution.counts.framesAlive--
  offspringOf(execution).changed.set(run, execution)
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
