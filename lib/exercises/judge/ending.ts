import type { EventId } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import type { Subject } from './finding'
import { eventOf, isEntered, lastId, stateOf } from './history'
import { placeOfState } from './places'
import { cut } from './words'

/** How an execution ended, as a sentence, with what shows it and where to look. */
export interface Ending {
  text: string
  evidence: readonly EventId[]
  at?: JsonPointer
}

export function ending({ run, machine }: Subject): Ending {
  const last = run.history.at(-1)
  if (run.stoppedBy)
    return { text: `It was stopped: ${run.stoppedBy.message}`, evidence: lastId(run.history) }
  if (!last) return { text: 'Nothing happened.', evidence: [] }
  switch (run.status) {
    case 'SUCCEEDED':
      return { text: 'The execution succeeded.', evidence: [last.id] }
    case 'TIMED_OUT':
      return {
        text: 'The execution ran longer than the TimeoutSeconds of the whole machine and ended as TIMED_OUT.',
        evidence: [last.id],
        at: '/TimeoutSeconds',
      }
    case 'ABORTED':
      return { text: 'The execution was stopped from outside.', evidence: [last.id] }
    case 'RUNNING': {
      const state = stateOf(run.history, last)
      return {
        text: `The execution is still waiting${inState(state)}, and nothing in this account will ever answer it.`,
        evidence: [last.id],
        ...place(placeOfState(machine, state)),
      }
    }
    case 'FAILED': {
      // The event that made it fail stands before ExecutionFailed: LambdaFunctionFailed, TaskFailed, …
      const cause = eventOf(run.history, last.previousEventId) ?? last
      const state = stateOf(run.history, cause)
      return {
        text: `The execution failed${inState(state)}${reason(run.failure)}.`,
        evidence: cause === last || isEntered(cause) ? [last.id] : [cause.id, last.id],
        ...place(placeOfState(machine, state)),
      }
    }
  }
}

function inState(state: string | undefined): string {
  return state === undefined ? '' : ` in "${state}"`
}

function reason(failure: Subject['run']['failure']): string {
  const { error, cause } = failure ?? {}
  const name = error === undefined ? '' : ` with ${error}`
  return cause === undefined ? name : `${name}: ${cut(cause).replace(/\.$/, '')}`
}

function place(at: JsonPointer | undefined): { at?: JsonPointer } {
  return at === undefined ? {} : { at }
}
