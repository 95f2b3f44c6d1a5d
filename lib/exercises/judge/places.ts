import type { State, StateMachine, StateName } from '@/lib/asl'
import { childPointer, type JsonPointer } from '@/lib/json'

/** Where in a definition a verdict sends the learner. */

/** Every state, those of branches and of a Map's processor too, in the order of the text. */
export function states(machine: StateMachine): State[] {
  return [...machine.states.values()].flatMap((state) => {
    if (state.type === 'Parallel') return [state, ...state.branches.flatMap(states)]
    return state.type === 'Map' ? [state, ...states(state.processor)] : [state]
  })
}

export function stateNamed(machine: StateMachine, name: StateName | undefined): State | undefined {
  if (name === undefined) return undefined
  return machine.states.get(name) ?? states(machine).find((state) => state.name === name)
}

/** Of the state's object, or of one of its fields. */
export function placeOfState(
  machine: StateMachine,
  name: StateName | undefined,
  field?: string,
): JsonPointer | undefined {
  const state = stateNamed(machine, name)
  return state && (field === undefined ? state.at : childPointer(state.at, field))
}
