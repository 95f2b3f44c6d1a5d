import type { JsonValue } from '@/lib/json'
import type { EventId } from '../history/history-event'
import type { EndedExecution, RunningExecution } from './execution'
import type { Frame } from './frame'
import { framesFrom } from './living-values'
import { restoreOffspring, type SavedMapRun, saveMapRuns } from './map-run/saved-map-run'
import { known, restoreFrame, type SavedFrame, saveFrame, valuesOf } from './saved-frame'
import type { Instant, TimerId } from './signal'
import type { TimerPurpose } from './timers'

/** What a snapshot keeps of an execution, and in the same shape of every child of its map runs. */
export interface SavedExecution {
  now: Instant
  startedAt: Instant
  input: JsonValue
  randomState: number
  lastEventId: EventId | 0
  variableBytes: number
  redriveCount: number
  redrivenAt?: Instant
  overrides?: readonly (readonly [EventId, JsonValue])[]
  ended?: EndedExecution
  /** Parents before their children. */
  frames: readonly SavedFrame[]
  ready: readonly number[]
  timers: readonly { id: TimerId; due: Instant; purpose: TimerPurpose; frame: number }[]
  mapRuns?: readonly SavedMapRun[]
  /** Numbers of the children that can move, in their order. */
  readyChildren?: readonly number[]
}

export function saveExecution(execution: RunningExecution): SavedExecution {
  const { now, startedAt, input, randomState, lastEventId, offspring, redriveCount, redrivenAt } = execution
  const frames = [...framesFrom(execution.root)]
  const mapRuns = saveMapRuns(frames, saveExecution)
  return {
    now,
    startedAt,
    input,
    randomState,
    lastEventId,
    variableBytes: execution.variableBytes,
    redriveCount,
    ...(redrivenAt !== undefined && { redrivenAt }),
    ...(execution.overrides && { overrides: [...execution.overrides] }),
    ...(execution.ended && { ended: execution.ended }),
    frames: frames.map(saveFrame),
    // A frame that was aborted after it became ready is still queued; it would only be skipped.
    ready: [...execution.ready].filter(({ activity }) => activity.doing !== 'Ended').map(({ id }) => id),
    timers: [...execution.timers].map(({ id, due, purpose, frame }) => ({
      id,
      due,
      purpose,
      frame: frame.id,
    })),
    ...(mapRuns.length > 0 && { mapRuns }),
    ...(offspring && {
      readyChildren: [...offspring.ready].flatMap(({ ended, childOf }) =>
        childOf && !ended ? [childOf.number] : [],
      ),
    }),
  }
}

/** Puts what was saved into an execution that was just made. */
export function restoreExecution(execution: RunningExecution, saved: SavedExecution): void {
  const frames = new Map<number, Frame>()
  for (const frame of saved.frames) frames.set(frame.id, restoreFrame(execution.machine, frame, frames))
  const frameOf = (id: number) => known(frames.get(id), `frame ${id}`)
  execution.root = frameOf(0)
  execution.now = saved.now
  execution.startedAt = saved.startedAt
  execution.input = saved.input
  execution.randomState = saved.randomState
  execution.lastEventId = saved.lastEventId
  execution.variableBytes = saved.variableBytes
  execution.redriveCount = saved.redriveCount
  execution.redrivenAt = saved.redrivenAt
  if (saved.overrides) execution.overrides = new Map(saved.overrides)
  execution.ended = saved.ended
  if (saved.mapRuns) {
    const { mapRuns, readyChildren = [] } = saved
    restoreOffspring(execution, frameOf, { mapRuns, readyChildren }, restoreExecution)
  }
  for (const id of saved.ready) execution.ready.add(frameOf(id))
  for (const { frame, ...timer } of saved.timers) execution.timers.add({ ...timer, frame: frameOf(frame) })
  for (const frame of frames.values()) {
    if (frame.activity.doing === 'Working' && !saved.ended)
      execution.tasks.set(frame.activity.task.taskToken, frame)
  }
  execution.sizes.remember(execution, saved.input)
  for (const frame of frames.values()) {
    for (const value of valuesOf(frame)) execution.sizes.remember(execution, value)
  }
}
