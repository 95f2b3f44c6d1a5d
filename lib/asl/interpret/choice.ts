import type { ChoiceRule, ChoiceState } from '../parse/state-machine'
import { type Awaitable, after } from './awaitable'
import { isTrue } from './condition'
import { effectiveInput, exitWithInput, exitWithOutput } from './data-flow'
import { type Entry, evaluate, scopeOf } from './entry'
import { runtimeFailure } from './failure'
import { unexpectedType } from './jsonata'
import { type Move, toState } from './move'

/** The first rule that is true wins; only its own Assign and Output run. Default comes with the state's. */
export function enterChoice(state: ChoiceState, entry: Entry): Awaitable<Move> {
  if (state.queryLanguage === 'JSONata')
    return after(firstThatHolds(state, entry, 0), (rule) => leave(state, entry, rule))
  const scope = scopeOf(entry, effectiveInput(entry, state.flow))
  return leave(
    state,
    entry,
    state.rules.find(({ condition }) => isTrue(condition, entry, scope)),
  )
}

function leave(state: ChoiceState, entry: Entry, rule: ChoiceRule | undefined): Awaitable<Move> {
  if (rule && state.flow.language === 'JSONata')
    return exitWithOutput(entry, rule, entry.visit.input, {}, toState(rule.next))
  if (rule) return exitWithInput(entry, state.flow, toState(rule.next), rule.assign)
  if (state.otherwise !== undefined) return exitWithInput(entry, state.flow, toState(state.otherwise))
  // The guide lists States.NoChoiceMatched; AWS fails with this (measured in public, on executions of 2026).
  throw runtimeFailure(
    entry.visit,
    'Failed to transition out of the state. The state does not point to a next state.',
  )
}

/** JSONata's rules, from `index` on; each is evaluated only when those before it did not hold. */
function firstThatHolds(state: ChoiceState, entry: Entry, index: number): Awaitable<ChoiceRule | undefined> {
  const rule = state.rules[index]
  if (rule?.condition.kind !== 'JSONata') return undefined
  const { expression } = rule.condition
  return after(evaluate(entry, expression, entry.visit.input), (holds) => {
    if (typeof holds !== 'boolean' && expression.kind === 'JSONata') {
      throw unexpectedType(entry, expression, 'boolean', holds)
    }
    return holds === true ? rule : firstThatHolds(state, entry, index + 1)
  })
}
