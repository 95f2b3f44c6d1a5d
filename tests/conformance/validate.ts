import { definitionProblems, invalidDefinition, validateStateMachineDefinition } from '@/lib/aws-api'
import type { JsonObject, JsonValue } from '@/lib/json'
import type { Answer, DefinitionCase } from './case'

/** What ValidateStateMachineDefinition answers. */
export function validate({ id, definition, workflowType = 'STANDARD' }: DefinitionCase): Answer {
  return { id, response: asJson(validateStateMachineDefinition({ definition, type: workflowType })) }
}

/** What CreateStateMachine answers: the definition is taken, or refused with all that is wrong in one message. */
export function create({ id, definition, workflowType }: DefinitionCase): Answer {
  const refused = invalidDefinition(definitionProblems(definition, workflowType).problems)
  return { id, response: refused ? asJson(refused) : { ok: true } }
}

function asJson(response: object): JsonObject {
  return Object.fromEntries(Object.entries(response) as [string, JsonValue][])
}
