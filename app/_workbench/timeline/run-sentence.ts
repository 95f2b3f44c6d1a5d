import { transitions } from '@/lib/asl'
import type { Run } from '@/lib/sandbox'
import { spokenDuration } from './spoken-duration'

/** How a run ended, in one sentence. */
export function runSentence(run: Run): string {
  if (run.stoppedBy) return run.stoppedBy.message
  const took = `after ${spokenDuration(run.stopDate - run.startDate)} of virtual time, ${countOfStates(run)}`
  switch (run.status) {
    case 'SUCCEEDED':
      return `Succeeded ${took}.`
    case 'FAILED':
      return `Failed with ${run.failure?.error ?? 'no error name'} ${took}.`
    case 'TIMED_OUT':
      return `Timed out ${took}.`
    case 'ABORTED':
      return `Aborted ${took}.`
    case 'RUNNING':
      return `Still waiting for an answer from outside, ${took}.`
  }
}

/** Without the start and retries, which are billed as transitions too: the playhead's bar counts those. */
function countOfStates(run: Run): string {
  const count = transitions(run.history).length
  return `${count} ${count === 1 ? 'state' : 'states'} entered`
}
