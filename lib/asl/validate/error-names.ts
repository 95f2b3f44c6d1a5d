import { childPointer, type JsonPointer } from '@/lib/json'
import { aws } from '../parse/aws-messages'
import type { Problem } from '../parse/problem'
import { suggestion } from '../parse/suggestion'
import { allStates, type Rule } from './rule'

/** `States.ALL` stands alone in its entry, and that entry is the last; other names with `States.` are AWS's own. */
export const errorNames: Rule = function* (machine) {
  for (const state of allStates(machine)) {
    if (!('retriers' in state)) continue
    yield* entries(childPointer(state.at, 'Retry'), state.retriers)
    yield* entries(childPointer(state.at, 'Catch'), state.catchers)
  }
}

type Entries = readonly { errorEquals: readonly string[] }[]

function* entries(list: JsonPointer, all: Entries): Generator<Problem> {
  for (const [index, { errorEquals }] of all.entries()) {
    const at = childPointer(childPointer(list, index), 'ErrorEquals')
    const hint = catchAllHint(errorEquals, index === all.length - 1)
    if (hint !== undefined) {
      const mark = { kind: 'Value', at: childPointer(at, errorEquals.indexOf('States.ALL')) } as const
      yield { ...aws('catchAllNotLast'), path: at, mark, hint }
    }
    for (const [position, name] of errorEquals.entries()) {
      if (isUnknown(name)) yield unknownName(name, childPointer(at, position))
    }
  }
}

function catchAllHint(errorEquals: readonly string[], isLast: boolean): string | undefined {
  if (!errorEquals.includes('States.ALL')) return undefined
  if (errorEquals.length > 1)
    return '`States.ALL` stands for every error already; put the other names into an entry of their own before it.'
  return isLast ? undefined : 'The entries behind it would never be used. Move it to the end.'
}

/** The names that the developer guide lists, those of HTTP tasks, and one that only runs show. */
const reserved = [
  'States.ALL',
  'States.BranchFailed',
  'States.DataLimitExceeded',
  'States.ExceedToleratedFailureThreshold',
  'States.HeartbeatTimeout',
  'States.Http.Socket',
  'States.IntrinsicFailure',
  'States.ItemReaderFailed',
  'States.NoChoiceMatched',
  'States.ParameterPathFailure',
  'States.Permissions',
  'States.QueryEvaluationError',
  'States.ReferencePathConflict',
  'States.ResultPathMatchFailure',
  'States.ResultWriterFailed',
  'States.Runtime',
  'States.TaskFailed',
  'States.Timeout',
]

function isUnknown(name: string): boolean {
  const isReserved = reserved.includes(name) || /^States\.Http\.StatusCode\.\d{3}$/.test(name)
  return !isReserved && /^states\./i.test(name)
}

/** AWS takes any text here, so that the misspelling only shows when nothing is caught. */
function unknownName(name: string, at: JsonPointer): Problem {
  return {
    code: 'UNKNOWN_ERROR_NAME',
    severity: 'WARNING',
    path: at,
    message: `Nothing ever fails with the error \`${name.length > 60 ? `${name.slice(0, 60)}…` : name}\`.`,
    hint: () => {
      const near = suggestion(name, reserved)
      return near === undefined
        ? 'Names that begin with `States.` belong to Step Functions, and this is none of them.'
        : `Did you mean \`${near}\`?`
    },
  }
}
