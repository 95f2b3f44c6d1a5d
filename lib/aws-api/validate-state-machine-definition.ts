import type { JsonObject } from '@/lib/json'
import { type DefinitionProblem, definitionProblems } from './definition-problems'
import { type ApiError, checkRequest, type Parameter } from './request'

/** AWS's limit for a definition, in characters. */
export const definitionParameter: Parameter = {
  name: 'definition',
  isRequired: true,
  isSensitive: true,
  is: { kind: 'text', least: 1, most: 1_048_576 },
}
export const typeParameter: Parameter = { name: 'type', is: { kind: 'one', of: ['STANDARD', 'EXPRESS'] } }

const parameters: readonly Parameter[] = [
  definitionParameter,
  { name: 'maxResults', is: { kind: 'whole', least: 0, most: 100 } },
  { name: 'severity', is: { kind: 'one', of: ['ERROR', 'WARNING'] } },
  typeParameter,
]

export interface ValidateStateMachineDefinitionResponse {
  result: 'OK' | 'FAIL'
  diagnostics: readonly DefinitionProblem[]
  truncated: boolean
}

/**
 * ValidateStateMachineDefinition: all problems of a definition instead of a refusal. Warnings are only told when
 * `severity` is WARNING; 100 problems at most, or `maxResults` of them, where 0 asks for the default.
 */
export function validateStateMachineDefinition(
  request: JsonObject,
): ValidateStateMachineDefinitionResponse | ApiError {
  const refused = checkRequest(request, parameters)
  if (refused) return refused
  const { definition, type, severity, maxResults } = request
  const { problems, isCut } = definitionProblems(
    String(definition),
    type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
  )
  const told = severity === 'WARNING' ? problems : problems.filter((problem) => problem.severity === 'ERROR')
  const diagnostics = told.slice(0, Number(maxResults ?? 0) || 100)
  return {
    result: problems.some((problem) => problem.severity === 'ERROR') ? 'FAIL' : 'OK',
    diagnostics,
    truncated: isCut || diagnostics.length < told.length,
  }
}
