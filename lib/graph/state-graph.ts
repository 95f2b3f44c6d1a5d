import type { StateName, StateType } from '@/lib/asl'
import { childPointer, isJsonArray, isJsonObject, type JsonPointer, type JsonValue } from '@/lib/json'
import { memberOf, transitionsOf } from './transitions'

export type TransitionKind = 'next' | 'rule' | 'default' | 'catch'

/** One arrow: written at `at`, from a state to a name that may or may not exist beside it. */
export interface GraphTransition {
  from: StateName
  to: StateName
  kind: TransitionKind
  /** The condition of a Choice rule, or the errors of a catcher, shortened. */
  label?: string
  at: JsonPointer
}

export interface GraphState {
  name: StateName
  at: JsonPointer
  /** `Unknown` while `Type` is absent or misspelt: a definition is drawn while it is being typed. */
  type: StateType | 'Unknown'
  isStart: boolean
  isTerminal: boolean
  containers: readonly GraphContainer[]
}

/** A branch of a Parallel or the processor of a Map: a graph of its own inside a state. */
export interface GraphContainer {
  label: string
  graph: StateGraph
}

/** The states of one machine, branch or processor. Transitions never leave it, as in the language itself. */
export interface StateGraph {
  at: JsonPointer
  startAt?: StateName
  states: readonly GraphState[]
  transitions: readonly GraphTransition[]
  /** Names that a transition or `StartAt` asks for and that are not here; drawn as ghosts. */
  missing: readonly StateName[]
  /** States beyond `LARGEST_GRAPH` that were left out, here and inside. */
  omitted: number
}

/** A picture of more states helps nobody, and painting one would make the page wait. */
export const LARGEST_GRAPH = { states: 800, transitions: 3_000, nesting: 12 } as const

const STATE_TYPES: ReadonlySet<string> = new Set<StateType>([
  'Pass',
  'Task',
  'Choice',
  'Wait',
  'Succeed',
  'Fail',
  'Parallel',
  'Map',
])

/**
 * The graph of a definition, read leniently: whatever can be drawn is, valid or not. Takes any JSON value, looks at
 * own properties only, and stops at the bounds of `LARGEST_GRAPH`.
 */
export function stateGraph(definition: JsonValue | undefined): StateGraph {
  return readMachine(definition, '', 0, {
    states: LARGEST_GRAPH.states,
    transitions: LARGEST_GRAPH.transitions,
  })
}

/** What may still be drawn; counted down while reading. */
interface Allowance {
  states: number
  transitions: number
}

function readMachine(
  machine: JsonValue | undefined,
  at: JsonPointer,
  depth: number,
  allowance: Allowance,
): StateGraph {
  const startAt = ownString(machine, 'StartAt')
  const written = memberOf(machine, 'States')
  const states: GraphState[] = []
  const transitions: GraphTransition[] = []
  let omitted = 0

  for (const name of isJsonObject(written) ? Object.keys(written) : []) {
    if (allowance.states <= 0) {
      omitted += 1
      continue
    }
    allowance.states -= 1
    const state = memberOf(written, name)
    const statePointer = childPointer(childPointer(at, 'States'), name)
    const outgoing = transitionsOf(name, state, statePointer).slice(0, Math.max(0, allowance.transitions))
    allowance.transitions -= outgoing.length
    transitions.push(...outgoing)
    const containers = readContainers(state, statePointer, depth + 1, allowance)
    omitted += containers.reduce((sum, { graph }) => sum + graph.omitted, 0)
    states.push({
      name,
      at: statePointer,
      type: typeOf(state),
      isStart: name === startAt,
      isTerminal: isTerminal(state),
      containers,
    })
  }

  return {
    at,
    ...(startAt !== undefined && { startAt }),
    states,
    transitions,
    missing: omitted > 0 ? [] : missingNames(startAt, states, transitions),
    omitted,
  }
}

function readContainers(
  state: JsonValue | undefined,
  at: JsonPointer,
  depth: number,
  allowance: Allowance,
): GraphContainer[] {
  if (depth > LARGEST_GRAPH.nesting) return []
  const branches = memberOf(state, 'Branches')
  const inParallel = (isJsonArray(branches) ? branches : [])
    .slice(0, allowance.states)
    .map((branch, index) => ({
      label: `Branch ${index + 1}`,
      graph: readMachine(branch, childPointer(childPointer(at, 'Branches'), index), depth, allowance),
    }))
  const perItem = ['ItemProcessor', 'Iterator']
    .filter((field) => isJsonObject(memberOf(state, field)))
    .map((field) => ({
      label: 'For each item',
      graph: readMachine(memberOf(state, field), childPointer(at, field), depth, allowance),
    }))
  return [...inParallel, ...perItem]
}

function missingNames(
  startAt: StateName | undefined,
  states: readonly GraphState[],
  transitions: readonly GraphTransition[],
): StateName[] {
  const here = new Set(states.map((state) => state.name))
  const asked = [
    // A machine that is still empty may name no state to start at.
    ...(startAt === undefined || (startAt === '' && states.length === 0) ? [] : [startAt]),
    ...transitions.map((transition) => transition.to),
  ]
  return [...new Set(asked.filter((name) => !here.has(name)))]
}

function typeOf(state: JsonValue | undefined): GraphState['type'] {
  const type = ownString(state, 'Type')
  return isStateType(type) ? type : 'Unknown'
}

function isStateType(type: string | undefined): type is StateType {
  return type !== undefined && STATE_TYPES.has(type)
}

function isTerminal(state: JsonValue | undefined): boolean {
  const type = ownString(state, 'Type')
  return type === 'Succeed' || type === 'Fail' || memberOf(state, 'End') === true
}

function ownString(value: JsonValue | undefined, key: string): string | undefined {
  const found = memberOf(value, key)
  return typeof found === 'string' ? found : undefined
}
