import type { JsonValue } from '@/lib/json'
import type { MapState } from '../../parse/state-machine'
import { type Awaitable, after } from '../awaitable'
import { offspringOf } from '../child-executions'
import { write } from '../events'
import type { RunningExecution } from '../execution'
import { type Frame, visitOf } from '../frame'
import { madeUpLabel, mapRunArn } from './child-identity'
import type { ItemCursor } from './item-cursor'
import { type MapRun, noCounts, type Tolerance } from './map-run'
import { toleranceOf } from './settings'

/** AWS runs this many children of one map run at once. */
const MOST_CHILDREN = 10_000

/**
 * We run fewer: a tenth of the branches and iterations that an execution may have, for each child may have
 * some of its own.
 */
const SHARE_OF_FRAMES = 10

/**
 * Starts the map run of a distributed Map. What `MapStateStarted` says is the number of items in the state's
 * input; with an ItemReader it says 0 (recorded).
 */
export function startMapRun(
  execution: RunningExecution,
  frame: Frame,
  plan: { state: MapState; items: ItemCursor; input: JsonValue; maxConcurrency: number },
): Awaitable<void> {
  const { state, items, input, maxConcurrency } = plan
  const visit = visitOf(frame)
  visit.mapRun = undefined
  write(execution, frame, { type: 'MapStateStarted', details: { length: items.total } })
  return after(toleranceOf(state, { execution, frame, visit }, input), (tolerance) => {
    const { identity, counts } = execution
    const label = state.label ?? madeUpLabel(identity, state.name)
    const arn = mapRunArn(identity, label, ++counts.mapRuns)
    const startedEventId = write(execution, frame, { type: 'MapRunStarted', details: { mapRunArn: arn } })
    const run = newMapRun({
      arn,
      label,
      startedAt: execution.now,
      startedEventId,
      executionType: state.executionType,
      input,
      maxConcurrency,
      concurrency: concurrencyOf(execution, maxConcurrency),
      tolerance,
      items,
    })
    visit.mapRun = run
    setToWork(execution, frame, run)
  })
}

/** Queues a run that begins, or begins again in a redrive. */
export function setToWork(execution: RunningExecution, frame: Frame, run: MapRun): void {
  const offspring = offspringOf(execution)
  offspring.runs.add(run)
  offspring.changed.set(run, execution)
  run.isQueued = true
  frame.activity = { doing: 'RunningMap', run }
  execution.ready.add(frame)
}

/** How many children we run at once, where the learner wants `maxConcurrency` of them; 0 for no limit. */
export function concurrencyOf({ limits }: RunningExecution, maxConcurrency: number): number {
  const mostAtOnce = Math.max(1, Math.min(MOST_CHILDREN, Math.floor(limits.frames / SHARE_OF_FRAMES)))
  return maxConcurrency === 0 ? mostAtOnce : Math.min(maxConcurrency, mostAtOnce)
}

function newMapRun(given: {
  arn: string
  label: string
  startedAt: number
  startedEventId: number
  executionType: MapRun['executionType']
  input: JsonValue
  maxConcurrency: number
  concurrency: number
  tolerance: Tolerance
  items: ItemCursor
}): MapRun {
  return {
    ...given,
    status: 'RUNNING',
    stoppedAt: undefined,
    redriveCount: 0,
    redrivenAt: undefined,
    phase: { doing: 'Opening' },
    batches: undefined,
    writer: undefined,
    spare: [],
    pending: [],
    toRedrive: [],
    childrenMade: 0,
    running: new Map(),
    unfinished: new Map(),
    records: [],
    counts: noCounts(),
    failed: undefined,
    isQueued: false,
  }
}
