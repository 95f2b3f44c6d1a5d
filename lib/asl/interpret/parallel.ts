import type { JsonArray } from '@/lib/json'
import type { ParallelState } from '../parse/state-machine'
import { type Awaitable, after } from './awaitable'
import { exitWithResult, workInput } from './data-flow'
import type { Entry } from './entry'
import type { Move } from './move'

/** All branches start at once, each with the same input. */
export function enterParallel(state: ParallelState, entry: Entry): Awaitable<Move> {
  return after(workInput(entry, state.flow), (input) => ({
    do: 'Fork',
    work: { of: 'Branches', input },
    total: state.branches.length,
    concurrency: state.branches.length,
  }))
}

/** The result is the branches' outputs in the order of `Branches`, whoever came first. */
export function joinParallel(state: ParallelState, entry: Entry, outputs: JsonArray): Awaitable<Move> {
  return exitWithResult(entry, state.flow, outputs, state.then)
}
