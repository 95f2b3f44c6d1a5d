import type { JsonValue } from '@/lib/json'
import { offspringOf } from '../child-executions'
import type { RunningExecution } from '../execution'
import { type Frame, visitOf } from '../frame'
import type { SavedExecution } from '../saved-execution'
import { known, restoreFailed, type SavedFailure, saveFailed } from '../saved-frame'
import { newChild } from './child'
import type { ItemPart } from './item-cursor'
import type { MapRun } from './map-run'
import type { ResultRecord } from './result-records'

/**
 * What a snapshot keeps of a map run, be it under way or there for a redrive: its items with the place in them, its
 * children, each an execution, and the results so far. Saving and restoring executions is handed in, for executions
 * hold map runs and these executions.
 */
export interface SavedMapRun {
  frame: number
  run: Omit<MapRun, 'running' | 'unfinished' | 'records' | 'failed'>
  failed?: SavedFailure
  /** With their places, for some may be missing. */
  records: readonly (readonly [number, ResultRecord])[]
  running: readonly SavedChild[]
  unfinished: readonly SavedChild[]
}

interface SavedChild {
  number: number
  index: number
  items: number
  isReady: boolean
  execution: SavedExecution
}

export function saveMapRuns(
  frames: Iterable<Frame>,
  saveExecution: (execution: RunningExecution) => SavedExecution,
): SavedMapRun[] {
  const saved: SavedMapRun[] = []
  const saveChild = (child: RunningExecution): SavedChild[] => {
    if (!child.childOf) return []
    const { number, index, items, isReady } = child.childOf
    return [{ number, index, items, isReady, execution: saveExecution(child) }]
  }
  for (const { id, visit } of frames) {
    if (!visit?.mapRun) continue
    const { running, unfinished, records, failed, ...run } = visit.mapRun
    saved.push({
      frame: id,
      run,
      ...(failed && { failed: saveFailed(failed) }),
      records: [...records.entries()].filter(([index]) => index in records),
      running: [...running.values()].flatMap(saveChild),
      unfinished: [...unfinished.values()].flatMap(saveChild),
    })
  }
  return saved
}

/** Puts the saved map runs back into their frames, and their children to where the parent looks for them. */
export function restoreOffspring(
  parent: RunningExecution,
  frameOf: (id: number) => Frame,
  saved: { mapRuns: readonly SavedMapRun[]; readyChildren: readonly number[] },
  restoreExecution: (execution: RunningExecution, saved: SavedExecution) => void,
): void {
  const offspring = offspringOf(parent)
  const children = new Map<number, RunningExecution>()
  for (const mapRun of saved.mapRuns) {
    const frame = frameOf(mapRun.frame)
    const run = restoreRun(mapRun)
    visitOf(frame).mapRun = run
    for (const value of valuesOfRun(run)) parent.sizes.remember(parent, value)
    const restoreChild = (one: SavedChild): RunningExecution => {
      const child = newChild(parent, frame, run, one)
      restoreExecution(child, one.execution)
      return child
    }
    for (const one of mapRun.unfinished) run.unfinished.set(one.index, restoreChild(one))
    if (run.status !== 'RUNNING') continue
    frame.activity = { doing: 'RunningMap', run }
    offspring.runs.add(run)
    const awaited = awaitedRequest(run)
    if (awaited !== undefined) offspring.asking.set(awaited, frame)
    for (const one of mapRun.running) {
      const child = restoreChild(one)
      for (const id of awaitedBy(child)) offspring.routes.set(id, child)
      run.running.set(one.index, child)
      children.set(one.number, child)
    }
  }
  for (const number of saved.readyChildren) {
    offspring.ready.add(known(children.get(number), `child ${number}`))
  }
}

/** What a run changes in place is copied, so that one snapshot can be restored again and again. */
function restoreRun({ run, failed, records }: SavedMapRun): MapRun {
  const restored: MapRun = {
    ...structuredCopy(run),
    running: new Map(),
    unfinished: new Map(),
    records: [],
    failed: failed && restoreFailed(failed),
  }
  for (const [index, record] of records) restored.records[index] = record
  return restored
}

function structuredCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

/** The request that S3 has not answered yet. */
function awaitedRequest({ phase }: MapRun): string | undefined {
  if (phase.doing === 'Reading' && !phase.reading.answer) return phase.reading.requestId
  if (phase.doing === 'Writing' && !phase.writing.answer) return phase.writing.requestId
  return undefined
}

function* awaitedBy({ timers, tasks, offspring }: RunningExecution): Generator<string> {
  for (const { id } of timers) yield id
  yield* tasks.keys()
  if (!offspring) return
  yield* offspring.asking.keys()
  yield* offspring.routes.keys()
}

/** The values that the run keeps alive. */
export function* valuesOfRun({
  input,
  items,
  spare,
  pending,
  records,
  batches,
}: MapRun): Generator<JsonValue> {
  yield input
  if (batches?.input !== undefined) yield batches.input
  for (const part of items.parts) yield* valuesIn(part)
  for (const { value } of spare) yield value
  for (const child of pending) yield child.input
  for (const record of records) {
    if (!record) continue
    yield record.input
    if (record.ending.status === 'SUCCEEDED') yield record.ending.output
  }
}

function* valuesIn(part: ItemPart): Generator<JsonValue> {
  if (part.kind === 'Array') yield* part.values
  if (part.kind === 'Members') for (const [, value] of part.entries) yield value
}
