import type { StateMachine } from '@/lib/asl'

/** Of the machine and of the branches and processors within, in the order of the text. */
export function stateNames(machine: StateMachine): string[] {
  return [...machine.states.values()].flatMap((state) => {
    if (state.type === 'Parallel') return [state.name, ...state.branches.flatMap(stateNames)]
    return state.type === 'Map' ? [state.name, ...stateNames(state.processor)] : [state.name]
  })
}
