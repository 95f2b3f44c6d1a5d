import type { JsonArray, JsonObject, JsonValue } from '@/lib/json'
import type { State, StateMachine, StateName } from '../parse/state-machine'
import { type Awaitable, after, guard } from './awaitable'
import { begin } from './begin'
import { exitByCatcher } from './catch'
import { conclude, enter } from './enter'
import type { Entry } from './entry'
import { matches } from './error-names'
import type { ExecutionOptions, StoppedBy } from './execution'
import { Failed, tooLarge } from './failure'
import { ENTERED_ALONE } from './frame'
import { Halted } from './halt'
import type { Inspect } from './inspect'
import { itemInput } from './map'
import { previewMapRun } from './map-run/preview'
import type { Move } from './move'
import { nextRetry, retrierIndex } from './retry'
import type { Failure, Instant } from './signal'
import type { TaskRequest } from './task'
import { wakeFromWait } from './wait'

/** One state to be run alone, without the execution around it: no history, no effects, no children. */
export interface StateRun {
  /** Where the state is looked up. */
  machine: StateMachine
  stateName: StateName
  input: JsonValue
  options: ExecutionOptions
  now: Instant
  variables: JsonObject
  /** The context object; the execution's own when absent. */
  context?: JsonObject
  /** Retries made before, by the retrier that takes the failure. */
  retryCount: number
  /** What an ItemReader reads. */
  itemReaderData?: string
  /** What the work of a Task, Map or Parallel state comes to. */
  work: (work: StateWork) => Promise<WorkAnswer>
  inspect: Inspect
}

export type StateWork =
  | { of: 'Task'; task: TaskRequest }
  | { of: 'Branches' }
  /** Absent when nobody says what an ItemReader reads. */
  | { of: 'Iterations'; inputs?: JsonArray }

export type WorkAnswer = { result: JsonValue } | { failure: Failure }

/** What a state came to, and the variables as they are then. */
export type StateOutcome = { variables: JsonObject } & (
  | { status: 'SUCCEEDED'; output: JsonValue; next?: StateName }
  | {
      status: 'CAUGHT_ERROR'
      output: JsonValue
      next?: StateName
      failure: Failure
      catchIndex: number
      retryIndex?: number
    }
  | { status: 'RETRIABLE'; failure: Failure; retryIndex: number; backoffSeconds: number }
  | { status: 'FAILED'; failure: Failure; retryIndex?: number }
  | { status: 'STOPPED'; stoppedBy: StoppedBy }
)

/** A state alone may take this long (API reference of TestState). */
const LONGEST_SECONDS = 300

/**
 * Runs one state by the same functions that an execution runs it by, from its entry to its exit or its first
 * failure. A wait is over at once. Children of a Parallel or Map state never run: `work` gives their outputs.
 */
export async function runState(run: StateRun): Promise<StateOutcome> {
  const { state, entry } = entryOf(run)
  try {
    return await guard<StateOutcome>(
      async () => ({ status: 'SUCCEEDED', ...left(run, entry, await exitOf(run, state, entry)) }),
      (error) => failed(state, entry, failedOnly(error), run),
    )
  } catch (error) {
    if (!(error instanceof Halted)) throw error
    const { ended } = entry.execution
    if (ended?.status !== 'STOPPED') throw error
    return { status: 'STOPPED', stoppedBy: ended.stoppedBy, variables: run.variables }
  }
}

function entryOf({ machine, stateName, input, options, now, variables, context, inspect }: StateRun): {
  state: State
  entry: Entry
} {
  const state = machine.states.get(stateName)
  if (!state) throw new Error(`There is no state ${stateName}.`)
  const execution = begin(machine, options)
  execution.now = now
  execution.startedAt = now
  execution.input = input
  const frame = execution.root
  frame.variables = new Map(Object.entries(variables))
  const visit = {
    state,
    input,
    enteredAt: now,
    enteredEventId: ENTERED_ALONE,
    enteredAfter: 0 as const,
    retriesByRetrier: [],
    fork: undefined,
    mapRun: undefined,
  }
  frame.visit = visit
  return { state, entry: { execution, frame, visit, inspect, ...(context && { context }) } }
}

/** The move that leaves the state. A mocked Parallel does not even look at its input (recorded). */
async function exitOf(run: StateRun, state: State, entry: Entry): Promise<Move> {
  if (state.type === 'Parallel') return conclude(state, entry, await resultOf(run, { of: 'Branches' }))
  const move = await enter(state, entry)
  switch (move.do) {
    case 'Exit':
      return move
    case 'Sleep':
      if (state.type !== 'Wait') throw new Error(`A ${state.type} state does not sleep.`)
      if (move.until - entry.execution.now > LONGEST_SECONDS * 1000) {
        throw new Failed({ error: 'States.Timeout' })
      }
      return wakeFromWait(state, entry)
    case 'Schedule':
      checkSize(entry, move.task.payload)
      return conclude(state, entry, await resultOf(run, { of: 'Task', task: move.task }))
    case 'Fork':
      return conclude(
        state,
        entry,
        await resultOf(run, { of: 'Iterations', ...(await iterationsOf(entry, move)) }),
      )
    case 'RunMap': {
      const inputs = await previewMapRun(entry, move, run.itemReaderData)
      return conclude(state, entry, await resultOf(run, { of: 'Iterations', ...(inputs && { inputs }) }))
    }
  }
}

/** What the iterations of an inline Map would get. */
async function iterationsOf(
  entry: Entry,
  { work }: Extract<Move, { do: 'Fork' }>,
): Promise<{ inputs?: JsonArray }> {
  const { state } = entry.visit
  if (work.of !== 'Iterations' || state.type !== 'Map') return {}
  if (!state.itemSelector) return { inputs: work.items }
  const inputs: JsonValue[] = []
  for (const index of work.items.keys()) inputs.push(await itemInput(state, entry, work, index))
  entry.inspect?.('afterItemSelector', inputs)
  return { inputs }
}

async function resultOf(run: StateRun, work: StateWork): Promise<JsonValue> {
  const answer = await run.work(work)
  if ('failure' in answer) throw givenFailure(answer.failure)
  return answer.result
}

/** A failure that was made up may bear a reserved name; who can handle it is the same as if it had come by itself. */
function givenFailure(failure: Failure): Failed {
  if (failure.error === 'States.Runtime') return new Failed(failure, 'nobody')
  if (failure.error === 'States.DataLimitExceeded') return new Failed(failure, 'named')
  return new Failed(
    failure,
    'anyone',
    failure.error === 'States.HeartbeatTimeout' ? 'States.Timeout' : undefined,
  )
}

function left(
  { variables }: StateRun,
  entry: Entry,
  move: Move,
): { output: JsonValue; next?: StateName; variables: JsonObject } {
  if (move.do !== 'Exit') throw new Error(`A state that is done does not ${move.do}.`)
  checkSize(entry, move.output)
  return {
    output: move.output,
    ...(move.next.to === 'State' && { next: move.next.name }),
    variables: { ...variables, ...move.assigned },
  }
}

/** Retry first, then Catch. A retrier that has no try left is told of all the same (recorded). */
function failed(state: State, entry: Entry, failed: Failed, run: StateRun): Awaitable<StateOutcome> {
  const { failure } = failed
  const { variables } = run
  if (!('retriers' in state)) return { status: 'FAILED', failure, variables }
  const { visit, execution } = entry
  const retryIndex = retrierIndex(state.retriers, failed)
  if (retryIndex !== -1) visit.retriesByRetrier[retryIndex] = run.retryCount
  const retry = nextRetry(visit, state.retriers, failed, execution.random)
  if (retry)
    return { status: 'RETRIABLE', failure, retryIndex, backoffSeconds: retry.afterSeconds, variables }

  const tried = retryIndex === -1 ? {} : { retryIndex }
  const catchIndex = state.catchers.findIndex(({ errorEquals }) => matches(errorEquals, failed))
  const catcher = state.catchers[catchIndex]
  if (!catcher) return { status: 'FAILED', failure, ...tried, variables }
  return guard<StateOutcome>(
    () =>
      after(exitByCatcher(entry, catcher, failed), (move) => ({
        ...left(run, entry, move),
        status: 'CAUGHT_ERROR',
        failure,
        catchIndex,
        ...tried,
      })),
    (error) => ({ status: 'FAILED', failure: failedOnly(error).failure, variables }),
  )
}

function failedOnly(error: unknown): Failed {
  if (error instanceof Failed) return error
  throw error
}

function checkSize({ execution, visit }: Entry, value: JsonValue): void {
  if (execution.sizes.measure(execution, value) <= execution.limits.payloadBytes) return
  throw tooLarge(visit.state.name, 'named')
}
