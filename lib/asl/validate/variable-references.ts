import type { JsonataExpression, Path, StateMachine, StateName } from '../parse/state-machine'
import { jsonata } from '../query/jsonata'
import { allStates } from './rule'

/**
 * The variables that each state reads, by the alphabet; states that read none are left out. A Map or Parallel state
 * is said to read what its own fields do, and the states inside it stand for themselves (recorded by LocalStack's
 * tests of DescribeStateMachine).
 */
export function variableReferences(machine: StateMachine): ReadonlyMap<StateName, readonly string[]> {
  const assigned = new Set([...allStates(machine)].flatMap((state) => [...assignedIn(state)]))
  const references = new Map<StateName, readonly string[]>()
  for (const state of allStates(machine)) {
    const names = new Set<string>()
    for (const part of partsOf(state)) {
      if (isVariablePath(part)) names.add(part.root.name)
      // What an expression binds itself, and functions, look like variables, too.
      else if (isJsonata(part))
        for (const name of jsonata().variablesIn(part)) if (assigned.has(name)) names.add(name)
    }
    if (names.size > 0) references.set(state.name, [...names].sort())
  }
  return references
}

function* assignedIn(state: object): Generator<string> {
  for (const part of partsOf(state)) {
    if (!('assign' in part) || !Array.isArray(part.assign)) continue
    for (const { name } of part.assign) yield String(name)
  }
}

/** A state and everything in it, but not the states inside it. */
function* partsOf(part: object): Generator<object> {
  yield part
  for (const member of Object.values(part)) {
    if (typeof member === 'object' && member !== null && !('startAt' in member)) yield* partsOf(member)
  }
}

function isVariablePath(part: object): part is Path & { root: { kind: 'Variable' } } {
  if (!('root' in part) || !('compiled' in part)) return false
  const { root } = part
  return typeof root === 'object' && root !== null && 'kind' in root && root.kind === 'Variable'
}

function isJsonata(part: object): part is JsonataExpression {
  return 'kind' in part && part.kind === 'JSONata' && 'source' in part
}
