import type { JsonObject } from '@/lib/json'
import type { Catcher } from '../parse/state-machine'
import { type Awaitable, after } from './awaitable'
import { assignments, exitWithOutput, placed } from './data-flow'
import type { Entry } from './entry'
import { matches } from './error-names'
import type { Failed } from './failure'
import { type Move, toState } from './move'

/** The first catcher that takes the failure. */
export function catcherFor(catchers: readonly Catcher[], failed: Failed): Catcher | undefined {
  return catchers.find(({ errorEquals }) => matches(errorEquals, failed))
}

/**
 * Leaves the state by the catcher. In JSONata its Output is passed on, or the error output. In JSONPath the error output goes to its ResultPath in the state's raw input, only its
 * own Assign runs, and OutputPath does not apply (recorded).
 */
export function exitByCatcher(entry: Entry, catcher: Catcher, failed: Failed): Awaitable<Move> {
  const errorOutput = errorOutputOf(failed)
  if (entry.visit.state.queryLanguage === 'JSONata') {
    return exitWithOutput(entry, catcher, errorOutput, { errorOutput }, toState(catcher.next))
  }
  return after(assignments(entry, catcher.assign, errorOutput), (assigned) => ({
    do: 'Exit',
    output: placed(entry, catcher.resultPath, errorOutput),
    assigned,
    next: toState(catcher.next),
  }))
}

/** Both members are always there; what the failure does not say is an empty string (recorded). */
function errorOutputOf({ failure }: Failed): JsonObject {
  return { Error: failure.error ?? '', Cause: failure.cause ?? '' }
}
