import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import type { Call } from './answer'
import { apiProblem, httpProblem } from './http/parameter-problem'

/**
 * What Step Functions finds wrong with a task's parameters before it calls the service; the state then fails
 * with `States.Runtime`. The sentence that the cause ends with, or nothing when the call may go ahead. The
 * wording is recorded for headers; that of strings was reported with aws-cdk issue 9181 and others.
 */
export function refusal({ resource, payload }: Call): string | undefined {
  if (resource.kind !== 'Integration' || !isJsonObject(payload)) return undefined
  const problem = problemOf(resource.service, payload)
  if (problem === undefined) return undefined
  return `The Parameters '${JSON.stringify(payload)}' could not be used to start the Task: [${problem}]`
}

function problemOf(service: string, parameters: JsonObject): string | undefined {
  if (service === 'http') return httpProblem(parameters)
  if (service === 'apigateway') return apiProblem(parameters)
  const field = fieldThatIsNoString(service, parameters)
  return field && `The value for the field '${field}' must be a STRING`
}

function fieldThatIsNoString(service: string, parameters: JsonObject): string | undefined {
  switch (service) {
    case 'lambda':
      return isScalar(parameters.Payload) ? 'Payload' : undefined
    case 'dynamodb':
      return [parameters.Item, parameters.Key, parameters.ExpressionAttributeValues]
        .map(attributeThatIsNoString)
        .find((field) => field !== undefined)
    default:
      return undefined
  }
}

/** A function takes any JSON, but Step Functions passes on no bare number or boolean. */
function isScalar(value: JsonValue | undefined): boolean {
  return typeof value === 'number' || typeof value === 'boolean'
}

/** The first `S` or `N` of an item with another value than a string: `{ "N": 5 }` where `{ "N": "5" }` is meant. */
function attributeThatIsNoString(item: JsonValue | undefined): string | undefined {
  if (!isJsonObject(item)) return undefined
  for (const attribute of Object.values(item)) {
    const field = fieldOfAttribute(attribute)
    if (field !== undefined) return field
  }
  return undefined
}

function fieldOfAttribute(attribute: JsonValue): string | undefined {
  if (!isJsonObject(attribute)) return undefined
  for (const type of ['S', 'N']) {
    if (Object.hasOwn(attribute, type) && typeof attribute[type] !== 'string' && attribute[type] !== null)
      return type
  }
  if (isJsonArray(attribute.L)) {
    for (const member of attribute.L) {
      const field = fieldOfAttribute(member)
      if (field !== undefined) return field
    }
  }
  return attributeThatIsNoString(attribute.M)
}
