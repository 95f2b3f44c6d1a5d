import type { Execution } from '@/lib/asl'
import type { StoredExecution } from '@/lib/services'

/** Writes down how an execution of the account ended, as DescribeExecution tells it. */
export function keepEnding(stored: StoredExecution, ended: Exclude<Execution, { status: 'RUNNING' }>): void {
  stored.stopDate = ended.stopDate
  switch (ended.status) {
    case 'SUCCEEDED':
      stored.status = 'SUCCEEDED'
      stored.output = JSON.stringify(ended.output)
      return
    case 'STOPPED':
      stored.status = 'FAILED'
      stored.failure = { cause: ended.stoppedBy.message }
      return
    default:
      stored.status = ended.status
      stored.failure = ended.failure
  }
}
