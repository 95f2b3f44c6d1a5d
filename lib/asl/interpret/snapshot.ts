import type { JsonValue } from '@/lib/json'
import type { StateMachine } from '../parse/state-machine'
import { newExecution } from './begin'
import type { Counts, ExecutionLimits, Identity, RefuseTask, RunningExecution } from './execution'
import { restoreExecution, type SavedExecution, saveExecution } from './saved-execution'
import { INTERPRETER_VERSION, isReadable } from './version'

/**
 * An execution as JSON, to be kept between two steps: `restore` makes one that goes on to the same history,
 * byte for byte. Names of states stand for states, and ids for frames; the definition is not in it.
 */
export function snapshot(execution: RunningExecution): JsonValue {
  const { identity, limits, counts } = execution
  const saved: Snapshot = {
    version: INTERPRETER_VERSION,
    identity,
    limits,
    counts,
    execution: saveExecution(execution),
  }
  // Through text, so that nothing in it is shared with the execution that goes on.
  return JSON.parse(JSON.stringify(saved))
}

/**
 * The execution that `snapshot` saved, of the same machine. Snapshots come from our own store, so only their
 * version is checked; one of another shape throws.
 */
export function restore(
  machine: StateMachine,
  saved: JsonValue,
  given: { refuse?: RefuseTask | undefined } = {},
): RunningExecution {
  const { identity, limits, counts, execution: inside } = readSnapshot(saved)
  const execution = newExecution(machine, { identity, limits, refuse: given.refuse })
  restoreExecution(execution, inside)
  // Values that are alive have been counted already: they were seen once, and the counts are as they were.
  Object.assign(execution.counts, counts)
  return execution
}

interface Snapshot {
  version: string
  identity: Identity
  limits: ExecutionLimits
  counts: Counts
  execution: SavedExecution
}

/** Our own data, written by `snapshot`: what its version says of its shape is taken on trust. */
function readSnapshot(saved: JsonValue): Snapshot {
  const snapshot = saved as unknown as Snapshot
  if (isReadable(snapshot?.version)) return snapshot
  throw new Error(
    `This snapshot was made by version ${snapshot?.version} of the interpreter; this is ${INTERPRETER_VERSION}.`,
  )
}
