import type { JsonValue } from '@/lib/json'
import { afterSeconds, setTimer } from './clock'
import { writeAside } from './events'
import type { RunningExecution } from './execution'

/** The first event, and the first state is about to be entered. */
export function start(execution: RunningExecution, input: JsonValue): void {
  const { root, machine, limits, identity } = execution
  if (execution.lastEventId > 0) throw new Error('This execution has started already.')
  execution.startedAt = execution.now
  execution.input = input
  execution.sizes.measure(execution, input)
  writeAside(execution, 0, { type: 'ExecutionStarted', details: { input, roleArn: identity.roleArn } })
  // A Standard child never outlives the execution that it belongs to, which started earlier.
  if (!execution.childOf || identity.type === 'EXPRESS') {
    const seconds = Math.min(machine.timeoutSeconds ?? limits.executionSeconds, limits.executionSeconds)
    setTimer(execution, root, 'ExecutionTimeout', afterSeconds(execution, seconds))
  }
  root.activity = { doing: 'Entering', state: machine.startAt, input }
  execution.ready.add(root)
}
