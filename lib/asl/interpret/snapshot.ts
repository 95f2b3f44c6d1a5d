import type { JsonValue } from '@/lib/json'
import type { EventId } from '../history/history-event'
import type { StateMachine, StateName } from '../parse/state-machine'
import { newExecution } from './begin'
import type { Counts, ExecutionLimits, Identity, RefuseTask, RunningExecution } from './execution'
import { type Evaluation, Failed } from './failure'
import { machineOf } from './fork'
import { type Activity, type Fork, type Frame, rootFrame } from './frame'
import type { Failure, Instant, TimerId } from './signal'
import type { TimerPurpose } from './timers'
import { INTERPRETER_VERSION } from './version'

/**
 * An execution as JSON, to be kept between two steps: `restore` makes one that goes on to the same history,
 * byte for byte. Names of states stand for states, and ids for frames; the definition is not in it.
 */
export function snapshot(execution: RunningExecution): JsonValue {
  const { identity, limits, now, startedAt, input, randomState, counts } = execution
  const saved: Snapshot = {
    version: INTERPRETER_VERSION,
    identity,
    limits,
    now,
    startedAt,
    input,
    randomState,
    counts: { ...counts },
    frames: [...framesFrom(execution.root)].map(saveFrame),
    // A frame that was aborted after it became ready is still queued; it would only be skipped.
    ready: [...execution.ready].filter(({ activity }) => activity.doing !== 'Ended').map(({ id }) => id),
    timers: [...execution.timers].map(({ id, due, purpose, frame }) => ({
      id,
      due,
      purpose,
      frame: frame.id,
    })),
  }
  // Through text, so that nothing in it is shared with the execution that goes on.
  return JSON.parse(JSON.stringify(saved))
}

/**
 * The execution that `snapshot` saved, of the same machine. Snapshots come from our own store, so only their
 * version is checked; another one throws.
 */
export function restore(
  machine: StateMachine,
  saved: JsonValue,
  given: { refuse?: RefuseTask | undefined } = {},
): RunningExecution {
  const snapshot = readSnapshot(saved)
  const { identity, limits } = snapshot
  const execution = newExecution(machine, { identity, limits, refuse: given.refuse })
  const frames = new Map<number, Frame>()
  for (const frame of snapshot.frames) frames.set(frame.id, restoreFrame(machine, frame, frames))
  const frameOf = (id: number) => known(frames.get(id), `frame ${id}`)
  execution.root = frameOf(0)
  execution.now = snapshot.now
  execution.startedAt = snapshot.startedAt
  execution.input = snapshot.input
  execution.randomState = snapshot.randomState
  for (const id of snapshot.ready) execution.ready.add(frameOf(id))
  for (const { frame, ...timer } of snapshot.timers) execution.timers.add({ ...timer, frame: frameOf(frame) })
  for (const frame of frames.values()) {
    if (frame.activity.doing === 'Working') execution.tasks.set(frame.activity.task.taskToken, frame)
  }
  // Values that are alive have been counted already: see them once, then set the counts as they were.
  execution.sizes.remember(execution, snapshot.input)
  for (const frame of frames.values())
    for (const value of valuesOf(frame)) execution.sizes.remember(execution, value)
  Object.assign(execution.counts, snapshot.counts)
  return execution
}

interface Snapshot {
  version: string
  identity: Identity
  limits: ExecutionLimits
  now: Instant
  startedAt: Instant
  input: JsonValue
  randomState: number
  counts: Counts
  /** Parents before their children. */
  frames: readonly SavedFrame[]
  ready: readonly number[]
  timers: readonly { id: TimerId; due: Instant; purpose: TimerPurpose; frame: number }[]
}

interface SavedFrame {
  id: number
  parent?: number
  index: number
  cursor: EventId | 0
  /** Missing where the frame still shares its parent's. */
  variables?: readonly (readonly [string, JsonValue])[]
  visit?: {
    state: StateName
    input: JsonValue
    enteredAt: Instant
    enteredEventId: EventId
    enteredAfter: EventId | 0
    retryCount: number
    retriesByRetrier: number[]
  }
  activity: SavedActivity
}

type SavedActivity =
  | Exclude<Activity, { doing: 'Forked' } | { doing: 'Settling' }>
  | { doing: 'Forked'; fork: Omit<Fork, 'running'> }
  | { doing: 'Settling'; result: JsonValue }
  | {
      doing: 'Settling'
      failed: { failure: Failure; reach: Failed['reach']; alias?: string; evaluation?: Evaluation }
    }

function* framesFrom(frame: Frame): Generator<Frame> {
  yield frame
  if (frame.activity.doing !== 'Forked') return
  for (const child of frame.activity.fork.running.values()) yield* framesFrom(child)
}

function saveFrame(frame: Frame): SavedFrame {
  const { id, parent, index, cursor, visit } = frame
  return {
    id,
    ...(parent && { parent: parent.id }),
    index,
    cursor,
    ...(frame.ownsVariables && { variables: [...frame.variables] }),
    ...(visit && { visit: { ...visit, state: visit.state.name } }),
    activity: saveActivity(frame.activity),
  }
}

function saveActivity(activity: Activity): SavedActivity {
  if (activity.doing === 'Forked') {
    const { running: _, ...fork } = activity.fork
    return { doing: 'Forked', fork }
  }
  if (activity.doing !== 'Settling') return activity
  if (activity.outcome.ok) return { doing: 'Settling', result: activity.outcome.result }
  const { failure, reach, alias, evaluation } = activity.outcome.failed
  return {
    doing: 'Settling',
    failed: { failure, reach, ...(alias !== undefined && { alias }), ...(evaluation && { evaluation }) },
  }
}

function restoreFrame(machine: StateMachine, saved: SavedFrame, frames: ReadonlyMap<number, Frame>): Frame {
  const parent = saved.parent === undefined ? undefined : known(frames.get(saved.parent), 'parent')
  const { id, index, cursor, visit } = saved
  const frame: Frame = {
    ...rootFrame(parent ? machineOf(parent, index) : machine),
    id,
    parent,
    index,
    cursor,
    variables: saved.variables ? new Map(saved.variables) : (parent?.variables ?? new Map()),
    ownsVariables: saved.variables !== undefined,
    activity: restoreActivity(saved.activity),
  }
  if (visit) {
    const state = known(frame.machine.states.get(visit.state), visit.state)
    frame.visit = { ...visit, state, retriesByRetrier: [...visit.retriesByRetrier] }
  }
  if (parent?.activity.doing === 'Forked') parent.activity.fork.running.set(index, frame)
  return frame
}

/** What an execution changes in place is copied, so that one snapshot can be restored again and again. */
function restoreActivity(saved: SavedActivity): Activity {
  if (saved.doing === 'Forked') {
    const { results, ...fork } = saved.fork
    return { doing: 'Forked', fork: { ...fork, results: [...results], running: new Map() } }
  }
  if (saved.doing !== 'Settling') return { ...saved }
  if ('result' in saved) return { doing: 'Settling', outcome: { ok: true, result: saved.result } }
  const { failure, reach, alias, evaluation } = saved.failed
  return { doing: 'Settling', outcome: { ok: false, failed: new Failed(failure, reach, alias, evaluation) } }
}

function* valuesOf(frame: Frame): Generator<JsonValue> {
  const { activity } = frame
  if (frame.ownsVariables) yield* frame.variables.values()
  if (frame.visit) yield frame.visit.input
  if (activity.doing === 'Entering') yield activity.input
  if (activity.doing === 'Starting' || activity.doing === 'Working') yield activity.task.payload
  if (activity.doing === 'Settling' && activity.outcome.ok) yield activity.outcome.result
  if (activity.doing === 'Forked') {
    const { results, work } = activity.fork
    yield* results
    yield work.input
    if (work.of === 'Iterations') yield* work.items
  }
}

/** Our own data, written by `snapshot` of the same version: its shape is taken on trust. */
function readSnapshot(saved: JsonValue): Snapshot {
  const snapshot = saved as unknown as Snapshot
  if (snapshot?.version === INTERPRETER_VERSION) return snapshot
  throw new Error(
    `This snapshot was made by version ${snapshot?.version} of the interpreter; this is ${INTERPRETER_VERSION}.`,
  )
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The snapshot does not fit this machine: ${what} is missing.`)
  return value
}
