import { childPointer } from '@/lib/json'
import { allStates, type Rule } from './rule'

/** An Express workflow cannot wait for a job, a task token or an activity. */
export const express: Rule = function* (machine, { type }) {
  if (type !== 'EXPRESS') return
  for (const state of allStates(machine)) {
    if (state.type !== 'Task') continue
    const path = childPointer(state.at, 'Resource')
    const hint = 'Use a Standard workflow, or an integration that answers at once.'
    if (state.resource.kind === 'Activity') {
      yield {
        code: 'SCHEMA_VALIDATION_FAILED',
        path,
        message: 'An Express workflow cannot use activities.',
        hint,
      }
    } else if (state.resource.kind === 'Integration' && state.resource.pattern !== 'requestResponse') {
      yield {
        code: 'SCHEMA_VALIDATION_FAILED',
        path,
        message: refusal(state.resource.pattern),
        wording: 'aws',
        hint,
      }
    }
  }
}

/** As recorded, the blank at the end of the first included. */
function refusal(pattern: 'sync' | 'sync:2' | 'waitForTaskToken'): string {
  return pattern === 'waitForTaskToken'
    ? "Express state machine does not support '.waitForTaskToken' service integration "
    : `Express state machine does not support '.${pattern}' service integration`
}
