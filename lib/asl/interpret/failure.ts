import type { StateName } from '../parse/state-machine'
import { ENTERED_ALONE, type Visit } from './frame'
import type { Failure } from './signal'

/**
 * A failure on its way, and who may handle it:
 * - `anyone`: Retry and Catch, `States.ALL` included;
 * - `named`: only an entry that names the error. So the guide says of States.DataLimitExceeded; but one that a
 *   task's own result caused was recorded to be caught by States.ALL, and travels as `anyone`;
 * - `nobody`: States.Runtime. It ends the execution at once, even inside a Map whose Catch names it (recorded).
 */
export class Failed {
  constructor(
    readonly failure: Failure,
    readonly reach: 'anyone' | 'named' | 'nobody' = 'anyone',
    /** A second name that Retry and Catch may use: a lost heartbeat is a States.Timeout to the history. */
    readonly alias?: string,
    /** Where JSONata failed, as long as no `EvaluationFailed` has told of it. */
    readonly evaluation?: Evaluation,
  ) {}

  get error(): string {
    return this.failure.error ?? ''
  }
}

/** What `EvaluationFailed` says beside error and cause. */
export interface Evaluation {
  state: StateName
  /** The expression's place in the state; absent where no expression stands. */
  location?: string
  /** Set when the state had begun its work: then the event follows `…StateEntered` (recorded for Wait). */
  isLate?: true
}

/**
 * A failure that the interpreter itself finds while a state runs, worded as AWS words it. A state that is tested
 * alone was entered at no event, and its cause names no place (recorded).
 */
export function failedWhileExecuting(visit: Visit, { error, cause }: Failure): Failed {
  const { state, enteredEventId } = visit
  const place = `An error occurred while executing the state '${state.name}' (entered at the event id #${enteredEventId}).`
  const shown = enteredEventId === ENTERED_ALONE ? cause : cause === undefined ? place : `${place} ${cause}`
  const failure: Failure = {
    ...(error !== undefined && { error }),
    ...(shown !== undefined && { cause: shown }),
  }
  return new Failed(failure, error === 'States.Runtime' ? 'nobody' : 'anyone')
}

/** `States.Runtime`: nobody can retry or catch it. */
export function runtimeFailure(visit: Visit, cause: string): Failed {
  return failedWhileExecuting(visit, { error: 'States.Runtime', cause })
}

/** `who` is a state's name, or for a task's result its resource as AWS recorded it. */
export function tooLarge(who: string, reach: 'anyone' | 'named'): Failed {
  const cause = `The state/task '${who}' returned a result with a size exceeding the maximum number of bytes service limit.`
  return new Failed({ error: 'States.DataLimitExceeded', cause }, reach)
}
