import { looseValue, type State, type StateMachine } from '@/lib/asl'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { checkProblems, runnable } from '../create-state-machine'
import { definitionProblems } from '../definition-problems'
import { invalid, type TestStateRequest } from './request'

export interface TestedState {
  /** Where the state's name is looked up: the machine, a branch, or a Map's processor. */
  machine: StateMachine
  state: State
}

/** The name that AWS gives to a state that was sent without a machine around it (recorded). */
export const LONE_STATE = 'StateName'

/** Reads the definition and finds the state that is meant in it. */
export function testedState({ definition, stateName }: TestStateRequest): TestedState {
  const whole = stateName === undefined ? withMachineAround(definition) : definition
  const { problems, machine } = definitionProblems(whole)
  checkProblems(problems)
  const found = find(runnable(machine), stateName ?? LONE_STATE)
  if (!found) throw invalid('State not found in definition')
  return found
}

/**
 * A machine with the state as its only one. The states that it leads to do not exist, which is no mistake here:
 * others stand in for them.
 */
function withMachineAround(definition: string): string {
  const state = looseValue(definition)
  if (!isJsonObject(state)) return definition
  const others = targets(state).filter((name) => name !== LONE_STATE)
  const members = others.map((name) => `,${JSON.stringify(name)}:{"Type":"Succeed"}`)
  return `{"StartAt":"${LONE_STATE}","States":{"${LONE_STATE}":${definition}${members.join('')}}}`
}

function targets(state: JsonObject): string[] {
  const leads = [state, ...objects(state.Choices), ...objects(state.Catch)]
  const names = [state.Default, ...leads.map(({ Next }) => Next)]
  return [...new Set(names.filter((name) => typeof name === 'string' && name !== ''))] as string[]
}

function objects(value: JsonValue | undefined): JsonObject[] {
  return isJsonArray(value) ? value.filter(isJsonObject) : []
}

/** States in branches and processors can be tested, too. */
function find(machine: StateMachine, name: string): TestedState | undefined {
  const state = machine.states.get(name)
  if (state) return { machine, state }
  for (const inner of [...machine.states.values()].flatMap(innerMachines)) {
    const found = find(inner, name)
    if (found) return found
  }
  return undefined
}

function innerMachines(state: State): readonly StateMachine[] {
  if (state.type === 'Parallel') return state.branches
  return state.type === 'Map' ? [state.processor] : []
}
