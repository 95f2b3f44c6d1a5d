import type { JsonValue } from '@/lib/json'
import type { EventId } from '../history/history-event'
import type { StateMachine, StateName } from '../parse/state-machine'
import { type Evaluation, Failed } from './failure'
import { machineOf } from './fork'
import { type Activity, type Fork, type Frame, rootFrame, type Visit } from './frame'
import type { Failure, Instant } from './signal'

/** What a snapshot keeps of a frame. */
export interface SavedFrame {
  id: number
  parent?: number
  index: number
  cursor: EventId | 0
  /** Missing where the frame still shares its parent's. */
  variables?: readonly (readonly [string, JsonValue])[]
  variableBytes?: number
  visit?: {
    state: StateName
    input: JsonValue
    enteredAt: Instant
    enteredEventId: EventId
    enteredAfter: EventId | 0
    retriesByRetrier: number[]
    /** Its children are frames of their own. A map run is saved beside the frames. */
    fork?: Omit<Fork, 'running' | 'unfinished'>
  }
  /** Of a child that failed or was aborted. */
  isUnfinished?: true
  activity: SavedActivity
}

type SavedActivity =
  | Exclude<Activity, { doing: 'Forked' } | { doing: 'Settling' } | { doing: 'RunningMap' }>
  | { doing: 'RunningMap' }
  | { doing: 'Forked' }
  | { doing: 'Settling'; result: JsonValue }
  | { doing: 'Settling'; failed: SavedFailure }

export interface SavedFailure {
  failure: Failure
  reach: Failed['reach']
  alias?: string
  evaluation?: Evaluation
}

export function saveFrame(frame: Frame): SavedFrame {
  const { id, parent, index, cursor, visit } = frame
  return {
    id,
    ...(parent && { parent: parent.id }),
    index,
    cursor,
    ...(frame.ownsVariables && { variables: [...frame.variables], variableBytes: frame.variableBytes }),
    ...(visit && { visit: saveVisit(visit) }),
    ...(parent?.visit?.fork?.unfinished.includes(frame) && { isUnfinished: true }),
    activity: saveActivity(frame.activity),
  }
}

function saveVisit({ fork, mapRun, ...visit }: Visit): NonNullable<SavedFrame['visit']> {
  const saved = { ...visit, state: visit.state.name }
  if (!fork) return saved
  const { running, unfinished, ...plan } = fork
  return { ...saved, fork: plan }
}

function saveActivity(activity: Activity): SavedActivity {
  if (activity.doing === 'Forked' || activity.doing === 'RunningMap') return { doing: activity.doing }
  if (activity.doing !== 'Settling') return activity
  if (activity.outcome.ok) return { doing: 'Settling', result: activity.outcome.result }
  return { doing: 'Settling', failed: saveFailed(activity.outcome.failed) }
}

export function saveFailed({ failure, reach, alias, evaluation }: Failed): SavedFailure {
  return { failure, reach, ...(alias !== undefined && { alias }), ...(evaluation && { evaluation }) }
}

export function restoreFailed({ failure, reach, alias, evaluation }: SavedFailure): Failed {
  return new Failed(failure, reach, alias, evaluation)
}

export function restoreFrame(
  machine: StateMachine,
  saved: SavedFrame,
  frames: ReadonlyMap<number, Frame>,
): Frame {
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
    variableBytes: saved.variableBytes ?? 0,
  }
  if (visit) {
    const state = known(frame.machine.states.get(visit.state), visit.state)
    const { retriesByRetrier, fork } = visit
    frame.visit = {
      ...visit,
      state,
      retriesByRetrier: [...retriesByRetrier],
      fork: fork && restoreFork(fork),
      mapRun: undefined,
    }
  }
  frame.activity = restoreActivity(saved.activity, frame)
  if (saved.isUnfinished) parent?.visit?.fork?.unfinished.push(frame)
  else parent?.visit?.fork?.running.set(index, frame)
  return frame
}

/** What an execution changes in place is copied, so that one snapshot can be restored again and again. */
function restoreFork({ results, ...plan }: Omit<Fork, 'running' | 'unfinished'>): Fork {
  return { ...plan, results: [...results], running: new Map(), unfinished: [] }
}

function restoreActivity(saved: SavedActivity, frame: Frame): Activity {
  if (saved.doing === 'Forked') return { doing: 'Forked', fork: known(frame.visit?.fork, 'fork') }
  // Until `restoreOffspring` puts a run that is under way there.
  if (saved.doing === 'RunningMap') return { doing: 'Ended' }
  if (saved.doing === 'Working') return { ...saved, heard: { ...saved.heard } }
  if (saved.doing !== 'Settling') return { ...saved }
  if ('result' in saved) return { doing: 'Settling', outcome: { ok: true, result: saved.result } }
  return { doing: 'Settling', outcome: { ok: false, failed: restoreFailed(saved.failed) } }
}

/** The values that the frame keeps alive. */
export function* valuesOf(frame: Frame): Generator<JsonValue> {
  const { activity, visit } = frame
  if (frame.ownsVariables) yield* frame.variables.values()
  if (visit) yield visit.input
  if (activity.doing === 'Entering') yield activity.input
  if (activity.doing === 'Starting' || activity.doing === 'Working') yield activity.task.payload
  if (activity.doing === 'Settling' && activity.outcome.ok) yield activity.outcome.result
  if (visit?.fork) {
    const { results, work } = visit.fork
    yield* results
    yield work.input
    if (work.of === 'Iterations') yield* work.items
  }
}

export function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The snapshot does not fit this machine: ${what} is missing.`)
  return value
}
