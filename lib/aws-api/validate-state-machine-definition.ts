import * as z from 'zod/mini'
import type { JsonObject } from '@/lib/json'
import { type DefinitionProblem, definitionProblems } from './definition-problems'
import { definition, machineType, optional, whole } from './members'
import { parseRequest } from './parse-request'
import { type ApiError, answered } from './refused'

export const validateInput = z.object({
  definition,
  maxResults: z._default(whole(0, 100), 0),
  severity: optional(z.enum(['ERROR', 'WARNING'])),
  type: z._default(machineType, 'STANDARD'),
})

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
  return answered(() => validated(parseRequest(validateInput, request)))
}

export function validated({
  definition,
  type,
  severity,
  maxResults,
}: z.output<typeof validateInput>): ValidateStateMachineDefinitionResponse {
  const { problems, isCut } = definitionProblems(definition, type)
  const told = severity === 'WARNING' ? problems : problems.filter((problem) => problem.severity === 'ERROR')
  const diagnostics = told.slice(0, maxResults || 100)
  return {
    result: problems.some((problem) => problem.severity === 'ERROR') ? 'FAIL' : 'OK',
    diagnostics,
    truncated: isCut || diagnostics.length < told.length,
  }
}
