import { aws } from '../parse/aws-messages'
import type { Problem } from '../parse/problem'
import type { Assignment, State, StateMachine } from '../parse/state-machine'
import { machinesOf, type Rule } from './rule'

/**
 * A branch of a Parallel and the processor of a Map cannot assign a variable that the states around them have. AWS
 * counts the states that are written before: one that is written later, and the Parallel or Map itself, may assign
 * what a branch assigned (the first tried for tiny-asl-machine, the second recorded). The children of a distributed
 * Map are executions of their own and see no variables from outside.
 */
export const shadowedVariables: Rule = (machine) => shadowed(machine, undefined)

/** The variables of a machine, and those of the machine around it. */
interface Variables {
  own: Set<string>
  outer: Variables | undefined
}

function* shadowed(machine: StateMachine, outer: Variables | undefined): Generator<Problem> {
  const variables: Variables = { own: new Set(), outer }
  for (const state of machine.states.values()) {
    const assigned = assignmentsOf(state)
    for (const { name, at } of assigned) {
      if (!isAssigned(name, outer)) continue
      yield {
        ...aws('variableShadows', { name }),
        path: at,
        mark: { kind: 'Key', at },
        hint: 'States in here can read the variable, but not change it. Choose another name, or pass the value on as output and assign it outside.',
      }
    }
    const isDistributed = state.type === 'Map' && state.mode === 'DISTRIBUTED'
    for (const inner of machinesOf(state)) yield* shadowed(inner, isDistributed ? undefined : variables)
    for (const { name } of assigned) variables.own.add(name)
  }
}

function isAssigned(name: string, variables: Variables | undefined): boolean {
  for (let scope = variables; scope; scope = scope.outer) if (scope.own.has(name)) return true
  return false
}

/** `Assign` of the state itself, of its rules, of its catchers. */
function assignmentsOf(state: State): readonly Assignment[] {
  return [
    ...('flow' in state ? state.flow.assign : []),
    ...(state.type === 'Choice' ? state.rules.flatMap(({ assign }) => assign) : []),
    ...('catchers' in state ? state.catchers.flatMap(({ assign }) => assign) : []),
  ]
}
