import type { JSONPath, Node } from 'jsonc-parser'
import { machinesOf } from './context'
import { membersOf, nodeAt, textAt } from './tree'

/** A variable where `Assign` sets it. */
export interface Assigned {
  /** Without the `.$` that its key may have. */
  name: string
  key: Node
  /** The machine and the state that it is set in. */
  machine: JSONPath
  state: string
}

/** Every place of a definition that sets a variable: in states, in rules of a Choice, in catchers. */
export function assignments(root: Node | undefined): Assigned[] {
  return [...machinesOf(root)].flatMap((machine) =>
    membersOf(nodeAt(root, [...machine, 'States'])).flatMap(({ name: state, value }) =>
      assignsOf(value).flatMap((assign) =>
        membersOf(assign).map(({ name, key }) => ({ name: bare(name), key, machine, state })),
      ),
    ),
  )
}

function assignsOf(state: Node | undefined): Node[] {
  const entries = ['Choices', 'Catch'].flatMap((field) => nodeAt(state, [field])?.children ?? [])
  return [state, ...entries].flatMap((holder) => nodeAt(holder, ['Assign']) ?? [])
}

/** The key of an assignment without the `.$` that says its value is worked out. */
function bare(key: string): string {
  return key.endsWith('.$') ? key.slice(0, -2) : key
}

/** What can be read in a machine: its own variables and those of the machines around it, up to a distributed Map. */
export function variablesIn(root: Node | undefined, machine: JSONPath): Assigned[] {
  const scopes = scopesAround(root, machine).map((one) => one.join('/'))
  return assignments(root).filter((one) => scopes.includes(one.machine.join('/')))
}

/** The machine itself and those around it whose variables it sees. */
export function scopesAround(root: Node | undefined, machine: JSONPath): JSONPath[] {
  if (machine.length === 0) return [machine]
  if (textAt(root, [...machine, 'ProcessorConfig', 'Mode']) === 'DISTRIBUTED') return [machine]
  return [machine, ...scopesAround(root, machineAround(machine))]
}

/** The machine around a branch or processor: what stands before the innermost `States` and the name of a state. */
function machineAround(machine: JSONPath): JSONPath {
  const length = machine.at(-2) === 'Branches' ? machine.length - 4 : machine.length - 3
  return machine.slice(0, Math.max(0, length))
}
