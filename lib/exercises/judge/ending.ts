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
        ...timedOut(run, machine),
        evidence: [last.id],
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

const YEAR_SECONDS = 31_536_000

/** By the machine's own TimeoutSeconds, or because nobody answered for as long as AWS lets an execution wait. */
function timedOut(run: Subject['run'], machine: Subject['machine']): Pick<Ending, 'text' | 'at'> {
  const isYear = run.stopDate - run.startDate >= YEAR_SECONDS * 1000
  const entered = run.history.findLast(isEntered)
  if (!isYear || !entered) {
    return {
      text: 'The execution ran longer than the TimeoutSeconds of the whole machine and ended as TIMED_OUT.',
      at: '/TimeoutSeconds',
    }
  }
  const { name } = entered.details
  return {
    text: `The execution waited in "${name}" for a year, the longest that AWS lets it, and nobody answered; so it ended as TIMED_OUT.`,
    ...place(placeOfState(machine, name)),
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
