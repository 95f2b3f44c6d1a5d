import type { Execution, Instant } from '@/lib/asl'
import type { Run } from './run'

/** How far an execution got. */
export type Ending = Pick<Run, 'status' | 'stopDate' | 'output' | 'failure' | 'stoppedBy'>

/** `stoppedBy` is a limit of the world around the execution; the execution's own limits are in `ended`. */
export function endingOf(ended: Execution, now: Instant, stoppedBy?: Run['stoppedBy']): Ending {
  if (stoppedBy) return { status: 'FAILED', stopDate: now, stoppedBy }
  switch (ended.status) {
    case 'RUNNING':
      return { status: 'RUNNING', stopDate: now }
    case 'SUCCEEDED':
      return { status: 'SUCCEEDED', stopDate: ended.stopDate, output: ended.output }
    case 'STOPPED':
      return { status: 'FAILED', stopDate: ended.stopDate, stoppedBy: ended.stoppedBy }
    default:
      return { status: ended.status, stopDate: ended.stopDate, failure: ended.failure }
  }
}
