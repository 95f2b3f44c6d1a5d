import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'

/** The answer of an operation that was refused. */
export interface ApiError {
  error: { code: string; message: string }
}

export function refuse(code: string, message: string): ApiError {
  return { error: { code, message } }
}

/** What the API model says of one parameter. */
export interface Parameter {
  name: string
  isRequired?: true
  /** Its value is never repeated in an answer. */
  isSensitive?: true
  is:
    | { kind: 'text'; least: number; most: number }
    | { kind: 'whole'; least: number; most: number }
    | { kind: 'one'; of: readonly string[] }
}

/**
 * Checks a request against the API model as every AWS service of its protocol does: first the JSON types, then
 * all constraints at once in one ValidationException.
 */
export function checkRequest(request: JsonValue, parameters: readonly Parameter[]): ApiError | undefined {
  if (!isJsonObject(request)) return refuse('SerializationException', 'The request has to be a JSON object.')
  const wrongType = parameters.find((parameter) => !hasType(parameter, given(request, parameter)))
  if (wrongType)
    return refuse('SerializationException', `The parameter ${wrongType.name} has the wrong JSON type.`)
  const broken = parameters.flatMap((parameter) => brokenConstraints(parameter, given(request, parameter)))
  if (broken.length === 0) return undefined
  const count = `${broken.length} validation error${broken.length === 1 ? '' : 's'} detected`
  return refuse('ValidationException', `${count}: ${broken.join('; ')}`)
}

/** `null` is as good as absent. */
function given(request: JsonObject, { name }: Parameter): JsonValue {
  return Object.hasOwn(request, name) ? (request[name] ?? null) : null
}

function hasType({ is }: Parameter, value: JsonValue): boolean {
  if (value === null) return true
  return is.kind === 'whole'
    ? typeof value === 'number' && Number.isInteger(value)
    : typeof value === 'string'
}

function brokenConstraints({ name, is, isRequired, isSensitive }: Parameter, value: JsonValue): string[] {
  if (value === null)
    return isRequired ? [`Value null at '${name}' failed to satisfy constraint: Member must not be null`] : []
  const failed = `Value${isSensitive ? '' : ` '${value}'`} at '${name}' failed to satisfy constraint: Member must`
  switch (is.kind) {
    case 'one':
      return is.of.includes(String(value)) ? [] : [`${failed} satisfy enum value set: [${is.of.join(', ')}]`]
    case 'text':
      return outside(String(value).length, is).map((bound) => `${failed} have length ${bound}`)
    case 'whole':
      return outside(Number(value), is).map((bound) => `${failed} have value ${bound}`)
  }
}

function outside(value: number, { least, most }: { least: number; most: number }): string[] {
  if (value < least) return [`greater than or equal to ${least}`]
  return value > most ? [`less than or equal to ${most}`] : []
}
