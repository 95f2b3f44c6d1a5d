import type { PassState } from '../parse/state-machine'
import { type Awaitable, after } from './awaitable'
import { exitWithInput, exitWithResult, workInput } from './data-flow'
import type { Entry } from './entry'
import type { Move } from './move'

/** `Result` is emitted as it stands; without it the input is, after InputPath and Parameters. */
export function enterPass(state: PassState, entry: Entry): Awaitable<Move> {
  if (state.flow.language === 'JSONata') return exitWithInput(entry, state.flow, state.then)
  const { result, flow, then } = state
  if (result === undefined) {
    return after(workInput(entry, flow), (input) => exitWithResult(entry, flow, input, then))
  }
  entry.inspect?.('result', result)
  return exitWithResult(entry, flow, result, then)
}
