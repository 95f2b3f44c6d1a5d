import type { JsonValue } from '@/lib/json'
import { setExecutionTimeout } from './clock'
import { writeAside } from './events'
import type { RunningExecution } from './execution'
import { qualifiersOf } from './identity'
import { overridden } from './override'

/** The first event, and the first state is about to be entered. */
export function start(execution: RunningExecution, given: JsonValue): void {
  const { root, machine, identity } = execution
  if (root.visit || root.activity.doing !== 'Ended') throw new Error('This execution has started already.')
  const input = overridden(execution, given)
  execution.startedAt = execution.now
  execution.input = input
  execution.sizes.measure(execution, input)
  writeAside(execution, 0, {
    type: 'ExecutionStarted',
    details: { input, roleArn: identity.roleArn, ...qualifiersOf(identity) },
  })
  // A Standard child never outlives the execution that it belongs to, which started earlier.
  if (!execution.childOf || identity.type === 'EXPRESS') setExecutionTimeout(execution)
  root.activity = { doing: 'Entering', state: machine.startAt, input }
  execution.ready.add(root)
}
