import { childPointer } from '@/lib/json'
import { allStates, type Rule } from './rule'

/** What AWS runs and Stepwise does not yet: refused, so that nobody takes silence for an answer. */
export const notSupportedYet: Rule = function* (machine) {
  for (const state of allStates(machine)) {
  }
}
