import type { JsonValue } from '@/lib/json'
import type { HandlerOutcome } from './handler'
import { asNodeReports, MESSAGE_CHARACTERS } from './node-wording'

/** Of an answer, as AWS bounds it: 6 MiB and a little. */
const ANSWER_BYTES_AT_MOST = 6_291_556

/** How an invocation ended, before logs and bill are added. */
export type Ending = WithoutFacts<HandlerOutcome>
type WithoutFacts<Outcome> = Outcome extends unknown ? Omit<Outcome, 'logs' | 'billedMs'> : never

/** The last words of the code inside: how it ended, and up to three texts about it. */
export type LastWords = readonly [kind: string, ...texts: string[]]

export function endingOf([kind, first = '', second = '', third = '']: LastWords): Ending {
  switch (kind) {
    case 'Threw':
      return { kind, ...asNodeReports({ name: first, message: second, stack: third }) }
    case 'ThrewValue':
      return { kind: 'Threw', errorType: first, errorMessage: second.slice(0, MESSAGE_CHARACTERS), trace: [] }
    default:
      return answered(first)
  }
}

function answered(text: string): Ending {
  if (new TextEncoder().encode(text).byteLength > ANSWER_BYTES_AT_MOST) {
    return {
      kind: 'Exited',
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size exceeded maximum allowed payload size (${ANSWER_BYTES_AT_MOST} bytes).`,
    }
  }
  return { kind: 'Returned', payload: JSON.parse(text) as JsonValue }
}

/** From Node.js 24 on, a handler whose promise nobody can settle any more fails; before, it answered null. */
export function neverSettled(awsRequestId: string): Ending {
  return {
    kind: 'Exited',
    errorType: 'Runtime.NodeJsExit',
    errorMessage: `RequestId: ${awsRequestId} Error: The handler returned a promise that was never settled`,
  }
}
