import { createStateMachine, validateStateMachineDefinition } from '@/lib/aws-api'
import type { JsonObject, JsonValue } from '@/lib/json'
import type { Answer, DefinitionCase } from './case'

/** What ValidateStateMachineDefinition answers. */
export function validate({ id, definition, workflowType = 'STANDARD' }: DefinitionCase): Answer {
  return { id, response: asJson(validateStateMachineDefinition({ definition, type: workflowType })) }
}

/** What CreateStateMachine answers: the definition is taken, or refused with all that is wrong in one message. */
export function create({ id, definition, workflowType = 'STANDARD' }: DefinitionCase): Answer {
  const roleArn = 'arn:aws:iam::111111111111:role/any'
  const answer = createStateMachine({ name: 'any', roleArn, definition, type: workflowType })
  return { id, response: 'error' in answer ? asJson(answer) : { ok: true } }
}

function asJson(response: object): JsonObject {
  return Object.fromEntries(Object.entries(response) as [string, JsonValue][])
}
