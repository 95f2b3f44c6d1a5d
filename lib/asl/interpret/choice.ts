import type { ChoiceState } from '../parse/state-machine'
import type { Awaitable } from './awaitable'
import { isTrue } from './condition'
import { effectiveInput, exitWithInput } from './data-flow'
import { type Entry, scopeOf } from './entry'
import { failedWhileExecuting } from './failure'
import { type Move, toState } from './move'

/** The first rule that is true wins; only its own Assign runs. Default comes with the state's Assign. */
export function enterChoice(state: ChoiceState, entry: Entry): Awaitable<Move> {
  const scope = scopeOf(entry, effectiveInput(entry, state.flow))
  const rule = state.rules.find(({ condition }) => isTrue(condition, entry, scope))
  if (rule) return exitWithInput(entry, state.flow, toState(rule.next), rule.assign)
  if (state.otherwise !== undefined) return exitWithInput(entry, state.flow, toState(state.otherwise))
  throw failedWhileExecuting(entry.visit, {
    error: 'States.NoChoiceMatched',
    cause: 'Failed to transition out of the state. The state does not point to a next state.',
  })
}
