import {
  type AwsDiagnosticCode,
  type Diagnostic,
  isAwsCode,
  looseValue,
  parse,
  type StateMachine,
} from '@/lib/asl'
import { isJsonArray, isJsonObject, type JsonPointer, type JsonValue, ownMember } from '@/lib/json'

/** One problem of a definition as the Step Functions API tells it. */
export interface DefinitionProblem {
  severity: 'ERROR' | 'WARNING'
  code: AwsDiagnosticCode
  message: string
  /** `/States/Pay/Next`, `/States/Which/Choices[0]/Next`; absent where AWS names no place. */
  location?: string
}

export interface DefinitionProblems {
  problems: readonly DefinitionProblem[]
  /** There are more than are listed. */
  isCut: boolean
  /** The machine, when no problem is an error and Stepwise can run it. */
  machine?: StateMachine
}

/** What AWS would find wrong with a definition, in AWS's order. What only Stepwise minds is left out. */
export function definitionProblems(
  definition: string,
  type: 'STANDARD' | 'EXPRESS' = 'STANDARD',
): DefinitionProblems {
  const parsed = parse(definition, { type })
  const found = parsed.ok ? parsed.warnings : parsed.diagnostics
  const value = found.length === 0 ? undefined : looseValue(definition)
  const problems = found
    .map((diagnostic) => inApiForm(diagnostic, value))
    .filter((problem) => problem !== undefined)
    .sort((one, other) => phaseOf(one) - phaseOf(other))
  return {
    problems,
    isCut: found.some(({ code }) => code === 'LIMIT_EXCEEDED'),
    ...(parsed.ok && { machine: parsed.machine }),
  }
}

function inApiForm(diagnostic: Diagnostic, definition: JsonValue | undefined): DefinitionProblem | undefined {
  const { severity, code, message, path, hasNoLocation } = diagnostic
  if (!isAwsCode(code)) return undefined
  const isPlaced = !hasNoLocation && code !== 'INVALID_JSON_DESCRIPTION' && isJsonObject(definition)
  return { severity, code, message, ...(isPlaced && { location: awsLocation(path, definition) }) }
}

/**
 * AWS reads the fields of all states first, then follows the transitions, then looks for states that nothing
 * leads to. Quoted answers have a missing `Next` before MISSING_END_STATE, and a missing `StartAt` before the
 * states that cannot be reached for it.
 */
function phaseOf({ code, message }: DefinitionProblem): number {
  switch (code) {
    case 'MISSING_TRANSITION_TARGET':
      return message.startsWith('Missing') ? 1 : 3
    case 'MISSING_END_STATE':
      return 2
    case 'DUPLICATE_STATE_NAME':
    case 'DUPLICATE_LABEL_NAME':
      return 4
    default:
      return 0
  }
}

/**
 * A pointer as AWS writes it: elements of arrays in brackets, and names as they are, so that a state named `a/b`
 * is at `/States/a/b`.
 */
export function awsLocation(pointer: JsonPointer, definition: JsonValue): string {
  if (pointer === '') return '/'
  let at: JsonValue | undefined = definition
  let location = ''
  for (const segment of pointer.slice(1).split('/')) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~')
    location += isJsonArray(at) ? `[${key}]` : `/${key}`
    at = isJsonArray(at) ? at[Number(key)] : isJsonObject(at) ? ownMember(at, key) : undefined
  }
  return location
}
