import type { StateName } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import type { GraphState, GraphTransition, StateGraph } from './state-graph'

/** One line of the outline: a state, how deep it lies, and where it leads. */
export interface OutlineEntry {
  name: StateName
  at: JsonPointer
  type: GraphState['type']
  /** 0 for states of the machine itself, 1 inside a branch or processor, and so on. */
  depth: number
  /** "Branch 2" for the first state of a container; tells a listener where they are. */
  container?: string
  isStart: boolean
  isTerminal: boolean
  /** No path from `StartAt` comes here. */
  isUnreachable: boolean
  leadsTo: readonly GraphTransition[]
}

/**
 * The states in the order a reader would take them: from `StartAt` along the transitions, each container's states
 * right after the state that holds them, unreachable ones last. The keyboard walks the graph in this order.
 */
export function outlineOf(graph: StateGraph): readonly OutlineEntry[] {
  const entries: OutlineEntry[] = []
  addMachine(graph, 0, undefined, entries)
  return entries
}

function addMachine(
  graph: StateGraph,
  depth: number,
  container: string | undefined,
  entries: OutlineEntry[],
) {
  const { reached, rest } = readingOrder(graph)
  const leaving = grouped(graph.transitions)
  let label = container
  for (const [states, isUnreachable] of [
    [reached, false],
    [rest, true],
  ] as const) {
    for (const state of states) {
      entries.push({
        name: state.name,
        at: state.at,
        type: state.type,
        depth,
        ...(label !== undefined && { container: label }),
        isStart: state.isStart,
        isTerminal: state.isTerminal,
        isUnreachable,
        leadsTo: leaving.get(state.name) ?? [],
      })
      label = undefined
      for (const inner of state.containers) addMachine(inner.graph, depth + 1, inner.label, entries)
    }
  }
}

function grouped(transitions: readonly GraphTransition[]): Map<StateName, GraphTransition[]> {
  const groups = new Map<StateName, GraphTransition[]>()
  for (const transition of transitions) {
    const group = groups.get(transition.from)
    if (group) group.push(transition)
    else groups.set(transition.from, [transition])
  }
  return groups
}

function readingOrder(graph: StateGraph): { reached: GraphState[]; rest: GraphState[] } {
  const byName = new Map(graph.states.map((state) => [state.name, state]))
  const leaving = grouped(graph.transitions)
  const seen = new Set<StateName>()
  const reached: GraphState[] = []
  const pending: StateName[] = graph.startAt === undefined ? [] : [graph.startAt]
  while (pending.length > 0) {
    const name = pending.pop() ?? ''
    const state = byName.get(name)
    if (!state || seen.has(name)) continue
    seen.add(name)
    reached.push(state)
    // A stack: pushed in reverse so that the first transition written is the first one followed.
    for (const { to } of [...(leaving.get(name) ?? [])].reverse()) pending.push(to)
  }
  return { reached, rest: graph.states.filter((state) => !seen.has(state.name)) }
}
