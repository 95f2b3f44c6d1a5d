import { childPointer, type JsonPointer } from '@/lib/json'
import type { Problem } from '../parse/problem'
import { allStates, type Rule } from './rule'

/** `States.ALL` stands alone in its entry, and that entry is the last. */
export const errorNames: Rule = function* (machine) {
  for (const state of allStates(machine)) {
    if (!('retriers' in state)) continue
    yield* wildcardAloneAndLast(childPointer(state.at, 'Retry'), state.retriers)
    yield* wildcardAloneAndLast(childPointer(state.at, 'Catch'), state.catchers)
  }
}

function* wildcardAloneAndLast(
  list: JsonPointer,
  entries: readonly { errorEquals: readonly string[] }[],
): Generator<Problem> {
  for (const [index, { errorEquals }] of entries.entries()) {
    const position = errorEquals.indexOf('States.ALL')
    if (position === -1) continue
    const names = childPointer(childPointer(list, index), 'ErrorEquals')
    const path = childPointer(names, position)
    if (errorEquals.length > 1) {
      yield {
        code: 'SCHEMA_VALIDATION_FAILED',
        path,
        message: '`States.ALL` has to stand alone in `ErrorEquals`.',
        hint: 'It stands for every error already; put the other names into an entry of their own before it.',
      }
    }
    if (index < entries.length - 1) {
      yield {
        code: 'SCHEMA_VALIDATION_FAILED',
        path,
        message: 'An entry with `States.ALL` has to be the last.',
        hint: 'The entries behind it would never be used. Move it to the end.',
      }
    }
  }
}
