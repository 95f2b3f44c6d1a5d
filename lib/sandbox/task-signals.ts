import type { Instant, Signal, TaskToken } from '@/lib/asl'
import { assertNever } from '@/lib/assert-never'
import type { Answer, ToExecution } from '@/lib/services'

/** What happens to a task, as the interpreter hears of it. */
export function signalOf(happening: Extract<ToExecution, { taskToken: TaskToken }>, at: Instant): Signal {
  const { taskToken } = happening
  switch (happening.kind) {
    case 'TaskStarted': {
      const { workerName } = happening
      return { type: 'TaskStarted', at, taskToken, ...(workerName !== undefined && { workerName }) }
    }
    case 'TaskHeartbeat':
      return { type: 'TaskHeartbeat', at, taskToken }
    case 'TaskSettled': {
      const { outcome } = happening
      return outcome.ok
        ? { type: 'TaskSucceeded', at, taskToken, output: outcome.output }
        : { type: 'TaskFailed', at, taskToken, failure: outcome.failure }
    }
    default:
      return assertNever(happening)
  }
}

/** What a service answered to the call of a task; nothing while a task waits in an activity. */
export function answerSignal(answer: Answer, taskToken: TaskToken, at: Instant): Signal | undefined {
  switch (answer.kind) {
    case 'Succeeded':
      return { type: 'TaskSucceeded', at, taskToken, output: answer.output }
    case 'Submitted':
      return { type: 'TaskSubmitted', at, taskToken, output: answer.output }
    case 'Failed':
      return { type: 'TaskFailed', at, taskToken, failure: answer.failure }
    case 'Queued':
      return undefined
  }
}

/** Under which the clock keeps a service's answer; no timer of the interpreter is called so. */
export function answerTo(taskToken: TaskToken): string {
  return `answer to ${taskToken}`
}
