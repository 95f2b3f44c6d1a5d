import type { EndedExecution, RunningExecution, StoppedBy } from './execution'

/**
 * Thrown when a limit ended the execution in the middle of a step. Whatever was under way is dropped; `step`
 * catches it and hands out what had happened until then.
 */
export class Halted {}

export function endWith(execution: RunningExecution, ended: EndedExecution): void {
  execution.ended = ended
}

/** A limit of ours ended a child of a map run, and so everything around it. */
export function stopAs(execution: RunningExecution, ended: EndedExecution): void {
  endWith(execution, { ...ended, stopDate: execution.now })
}

/** A limit of ours was reached: the execution ends without an event, since AWS did not end it. */
export function stop(execution: RunningExecution, limit: StoppedBy['limit'], message: string): never {
  endWith(execution, { status: 'STOPPED', stopDate: execution.now, stoppedBy: { limit, message } })
  throw new Halted()
}
