import type { Problem } from '../parse/problem'
import type { State, StateMachine } from '../parse/state-machine'

/** A check that needs more than one field at a time. It yields every problem it finds. */
export type Rule = (machine: StateMachine, about: RuleContext) => Iterable<Problem>

export interface RuleContext {
  /** False when the readers reported errors: then what leads where is not known for certain. */
  isWellFormed: boolean
  type: 'STANDARD' | 'EXPRESS'
}

/** The machine itself and every machine inside its Parallel and Map states, outer ones first. */
export function* scopes(machine: StateMachine): Generator<StateMachine> {
  yield machine
  for (const state of machine.states.values()) {
    for (const inner of machinesOf(state)) yield* scopes(inner)
  }
}

/** Every state at any depth. */
export function* allStates(machine: StateMachine): Generator<State> {
  for (const scope of scopes(machine)) yield* scope.states.values()
}

/** The branches of a Parallel, the processor of a Map. */
export function machinesOf(state: State): readonly StateMachine[] {
  return state.type === 'Parallel' ? state.branches : state.type === 'Map' ? [state.processor] : []
}
