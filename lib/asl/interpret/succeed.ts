import type { SucceedState } from '../parse/state-machine'
import type { Awaitable } from './awaitable'
import { exitWithInput } from './data-flow'
import type { Entry } from './entry'
import { END, type Move } from './move'

/** Ends its execution, branch or iteration with the input, after the data-flow fields. */
export function enterSucceed(state: SucceedState, entry: Entry): Awaitable<Move> {
  return exitWithInput(entry, state.flow, END)
}
