import type { JsonValue } from '@/lib/json'
import { limitsOfType, newExecution } from '../begin'
import { offspringOf } from '../child-executions'
import type { RunningExecution } from '../execution'
import { type Frame, visitOf } from '../frame'
import type { SavedExecution } from '../saved-execution'
import { known, restoreFailed, type SavedFailure, saveFailed } from '../saved-frame'
import { childIdentity } from './child-identity'
import type { ItemPart } from './item-cursor'
import type { MapRun } from './map-run'
import type { ResultRecord } from './result-records'

/**
 * What a snapshot keeps of a map run: its items with the place in them, its children, each an execution, and the
 * results so far. Saving and restoring executions is handed in, for executions hold map runs and these executions.
 */
export interface SavedMapRun {
  frame: number
  run: Omit<MapRun, 'running' | 'records' | 'failed'>
  failed?: SavedFailure
  /** With their places, for some may be missing. */
  records: readonly (readonly [number, ResultRecord])[]
  running: readonly SavedChild[]
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
  for (const { id, activity } of frames) {
    if (activity.doing !== 'RunningMap') continue
    const { running, records, failed, ...run } = activity.run
    saved.push({
      frame: id,
      run,
      ...(failed && { failed: saveFailed(failed) }),
      records: [...records.entries()].filter(([index]) => index in records),
      running: [...running.values()].flatMap((child) => {
        if (!child.childOf) return []
        const { number, index, items, isReady } = child.childOf
        return [{ number, index, items, isReady, execution: saveExecution(child) }]
      }),
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
    frame.activity = { doing: 'RunningMap', run }
    offspring.runs.add(run)
    const awaited = awaitedRequest(run)
    if (awaited !== undefined) offspring.asking.set(awaited, frame)
    for (const value of valuesOfRun(run)) parent.sizes.remember(parent, value)
    for (const one of mapRun.running) {
      const child = restoreChild(parent, frame, run, one)
      restoreExecution(child, one.execution)
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
    records: [],
    failed: failed && restoreFailed(failed),
  }
  for (const [index, record] of records) restored.records[index] = record
  return restored
}

function structuredCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

function restoreChild(
  parent: RunningExecution,
  frame: Frame,
  run: MapRun,
  { number, index, items, isReady }: SavedChild,
): RunningExecution {
  const { state } = visitOf(frame)
  if (state.type !== 'Map')
    throw new Error(`The snapshot does not fit this machine: ${state.name} is no Map.`)
  const given = {
    identity: childIdentity(parent.identity, run, number),
    limits: limitsOfType(run.executionType, parent.limits),
    refuse: parent.refuse,
  }
  return newExecution(state.processor, given, { parent, frame, run, number, index, items, isReady })
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
export function* valuesOfRun({ input, items, spare, records, batches }: MapRun): Generator<JsonValue> {
  yield input
  if (batches?.input !== undefined) yield batches.input
  for (const part of items.parts) yield* valuesIn(part)
  for (const { value } of spare) yield value
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
