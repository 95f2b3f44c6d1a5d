import type { EventId } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import type { Subject } from './finding'
import { eventOf, isEntered, lastId, stateOf } from './history'
import { placeOfState } from './places'
import { cut, sentence } from './words'

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
        text: sentence(`The execution failed${inState(state)}${cut(reason(run.failure), 340)}`),
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
  return cause === undefined ? name : `${name}: ${gist(cause)}`
}

/** A cause without what the sentence says already and without the data of the request; the event has it whole. */
function gist(cause: string): string {
  return cut(cause, 2000)
    .replace(/^An error occurred while executing the state '[^']*' \(entered at the event id #\d+\)\. /, '')
    .replace(/ \(Service: [^()]*\)$/, '')
}

function place(at: JsonPointer | undefined): { at?: JsonPointer } {
  return at === undefined ? {} : { at }
}
