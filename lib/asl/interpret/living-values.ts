import type { JsonValue } from '@/lib/json'
import type { RunningExecution } from './execution'
import type { Frame } from './frame'
import { valuesOfRun } from './map-run/saved-map-run'
import { valuesOf } from './saved-frame'

/** The values that an execution, its branches, its iterations and the children of its map runs hold. */
export function* livingValues(execution: RunningExecution): Generator<JsonValue> {
  yield execution.input
  for (const frame of framesFrom(execution.root)) {
    yield* valuesOf(frame)
    const run = frame.visit?.mapRun
    if (!run) continue
    yield* valuesOfRun(run)
    for (const child of run.running.values()) yield* livingValues(child)
    for (const child of run.unfinished.values()) yield* livingValues(child)
  }
}

/** The frame and all below it, parents before their children. */
export function* framesFrom(frame: Frame): Generator<Frame> {
  yield frame
  const { fork } = frame.visit ?? {}
  if (!fork) return
  for (const child of fork.running.values()) yield* framesFrom(child)
  for (const child of fork.unfinished) yield* framesFrom(child)
}

/** The execution at the top, where this one is the child of a map run. */
export function outermost(execution: RunningExecution): RunningExecution {
  return execution.childOf ? outermost(execution.childOf.parent) : execution
}
