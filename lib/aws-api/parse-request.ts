import * as z from 'zod/mini'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { Refused, refuse } from './refused'

/**
 * A request as its operation wants it. Like every AWS service of its protocol: first the JSON types, then all
 * constraints of the API's model at once. `null` is as good as absent, and members that the model does not have are
 * passed over. @throws Refused
 */
export function parseRequest<Schema extends z.core.$ZodType>(
  schema: Schema,
  body: JsonValue,
): z.output<Schema> {
  if (!isJsonObject(body)) refuse('SerializationException', 'The request has to be a JSON object.')
  const request = withoutNulls(body, DEEPEST)
  const parsed = z.safeParse(schema, request)
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  const mistyped = issues.find((issue) => isMistyped(issue, valueAt(request, issue)))
  if (mistyped) {
    refuse('SerializationException', `The parameter ${memberName(mistyped)} has the wrong JSON type.`)
  }
  const count = `${issues.length} validation error${issues.length === 1 ? '' : 's'} detected`
  const told = issues.slice(0, MOST_TOLD).map((issue) => violation(issue, request))
  throw new ModelViolation(`${count}: ${told.join('; ')}`)
}

/** Told apart from other ValidationExceptions by its namespace on the wire alone. */
export class ModelViolation extends Refused {
  constructor(message: string) {
    super('ValidationException', message)
  }
}

/** A hostile request may break as many constraints as it has members. */
const MOST_TOLD = 50
/** Of one value in a refusal; AWS repeats a token of 3,097 characters (recorded). */
const LONGEST_SHOWN = 10_000

/** No request has members further in than these. */
const DEEPEST = 6

function withoutNulls(object: JsonObject, depth: number): JsonObject {
  const given = Object.entries(object).filter(([, value]) => value !== null)
  return Object.fromEntries(given.map(([name, value]) => [name, membersWithoutNulls(value, depth - 1)]))
}

function membersWithoutNulls(value: JsonValue, depth: number): JsonValue {
  if (depth === 0) return value
  if (isJsonArray(value)) return value.map((item) => membersWithoutNulls(item, depth - 1))
  return isJsonObject(value) ? withoutNulls(value, depth) : value
}

type Issue = z.core.$ZodIssue

function isMistyped({ code }: Issue, value: JsonValue | undefined): boolean {
  if (value === undefined) return false
  return code === 'invalid_type' || (code === 'invalid_value' && typeof value !== 'string')
}

function violation(issue: Issue, request: JsonObject): string {
  const value = valueAt(request, issue)
  const at = `at '${memberName(issue)}' failed to satisfy constraint: Member must`
  if (value === undefined) return `Value null ${at} not be null`
  const shown = isSensitive(issue) ? '' : ` '${asJavaWrites(value, issue, DEEPEST).slice(0, LONGEST_SHOWN)}'`
  return `Value${shown} ${at} ${constraint(issue)}`
}

function constraint(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      return `have ${measure(issue.origin)} greater than or equal to ${issue.minimum}`
    case 'too_big':
      return `have ${measure(issue.origin)} less than or equal to ${issue.maximum}`
    case 'invalid_value':
      return `satisfy enum value set: [${issue.values.join(', ')}]`
    case 'invalid_format':
      return `satisfy regular expression pattern: ${patternText(issue)}`
    default:
      return issue.message
  }
}

function measure(origin: string): string {
  return origin === 'number' || origin === 'int' ? 'value' : 'length'
}

/** Without the slashes and flags of JavaScript. */
function patternText(issue: z.core.$ZodIssueInvalidStringFormat): string {
  return (issue.pattern ?? '').replace(/^\/|\/[a-z]*$/g, '')
}

/** `routingConfiguration.1.member.weight`: items are counted from 1 (recorded). */
function memberName({ path }: Issue): string {
  return path.map((step) => (typeof step === 'number' ? `${step + 1}.member` : String(step))).join('.')
}

function valueAt(request: JsonObject, { path }: Issue): JsonValue | undefined {
  let value: JsonValue | undefined = request
  for (const step of path) {
    if (isJsonArray(value)) value = value[Number(step)]
    else value = isJsonObject(value) && Object.hasOwn(value, step) ? value[String(step)] : undefined
  }
  return value
}

/** What the API's model calls sensitive is never repeated in an answer; these names mean nothing else anywhere. */
const SENSITIVE = new Set<PropertyKey>([
  'cause',
  'context',
  'definition',
  'description',
  'error',
  'errorCausedByState',
  'input',
  'mapItemReaderData',
  'output',
  'result',
  'stateName',
  'variables',
  'versionDescription',
])

function isSensitive({ path }: Issue): boolean {
  return SENSITIVE.has(path.at(-1) ?? '')
}

/** Lists as AWS repeats them, with the names of their structures (recorded for routing configurations). */
function asJavaWrites(value: JsonValue, issue: Issue, depth: number): string {
  if (depth === 0) return '...'
  const written = (part: JsonValue) => asJavaWrites(part, issue, depth - 1)
  if (isJsonArray(value)) return `[${value.map(written).join(', ')}]`
  if (!isJsonObject(value)) return String(value)
  const members = Object.entries(value).map(([name, member]) => `${name}=${written(member)}`)
  const structure = STRUCTURES.get(issue.path.at(-1) ?? '') ?? ''
  return `${structure}(${members.join(', ')})`
}

const STRUCTURES = new Map<PropertyKey, string>([['routingConfiguration', 'RoutingConfigurationListItem']])
