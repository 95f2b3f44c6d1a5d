import { childPointer } from '@/lib/json'
import { allStates, type Rule } from './rule'

/** What AWS runs and Stepwise does not yet: refused, so that nobody takes silence for an answer. */
export const notSupportedYet: Rule = function* (machine) {
  if (machine.queryLanguage === 'JSONata') {
    yield jsonata('')
    return
  }
  for (const state of allStates(machine)) {
    if (state.queryLanguage === 'JSONata') yield jsonata(state.at)
    if (state.type === 'Map' && state.mode === 'DISTRIBUTED') {
      yield {
        code: 'NOT_SUPPORTED_YET',
        path: childPointer(childPointer(childPointer(state.at, 'ItemProcessor'), 'ProcessorConfig'), 'Mode'),
        message: 'Stepwise cannot run a distributed Map yet.',
        hint: 'Set `Mode` to `INLINE`, or leave `ProcessorConfig` away.',
      }
    }
  }
}

function jsonata(at: string) {
  return {
    code: 'NOT_SUPPORTED_YET',
    path: childPointer(at, 'QueryLanguage'),
    message: 'Stepwise cannot run JSONata yet.',
    hint: 'Leave `QueryLanguage` away and use JSONPath: `$.order.total`.',
  } as const
}
