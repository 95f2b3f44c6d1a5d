import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { valueOfText } from './json-documents'

/** What to take out. */
export interface Redaction {
  /** Account ids: numbers of twelve digits, wherever they stand. */
  accounts: boolean
  /** What an ARN names after region and account; the name of a worker. */
  arns: boolean
  /** The values in inputs, outputs, parameters, variables and causes. Names of members, states and errors stay. */
  payloads: boolean
}

const ACCOUNT = /(?<!\d)\d{12}(?!\d)/g
const ARN = /(arn:aws[a-z-]*:(?!states:::)[a-z0-9-]+:[a-z0-9-]*:\d*:)([^\s"'`,;()[\]{}<>\\]+)/g
const DATA: ReadonlySet<string> = new Set(['input', 'output', 'parameters', 'cause', 'assignedVariables'])

/**
 * A history that can be given away: the answer of GetExecutionHistory with its structure, its types, ids, times, and
 * whatever the redaction leaves. The same account or resource becomes the same stand-in everywhere, so that it can
 * still be told where one comes again.
 *
 * @param events as they came from AWS
 */
export function redact(events: readonly JsonObject[], redaction: Redaction): { events: JsonObject[] } {
  const accounts = standIns((index) => String(100_000_000_000 + index))
  const resources = standIns((index) => `redacted-${index}`)

  const text = (value: string): string => {
    const named = redaction.arns
      ? value.replace(ARN, (_, start: string, resource: string) => start + standInFor(resource, resources))
      : value
    return redaction.accounts ? named.replace(ACCOUNT, accounts) : named
  }
  const member = (name: string, value: JsonValue): JsonValue => {
    if (redaction.payloads && DATA.has(name)) return withoutValues(name, value)
    if (redaction.arns && name === 'workerName') return 'redacted'
    return plain(value)
  }
  const plain = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return text(value)
    if (isJsonArray(value)) return value.map(plain)
    if (!isJsonObject(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [text(name), member(name, item)]))
  }
  return {
    events: events.map((event) => Object.fromEntries(Object.entries(event).map(([k, v]) => [k, plain(v)]))),
  }
}

/** Resource types stay: `function:charge` becomes `function:redacted-1`. */
function standInFor(resource: string, resources: (name: string) => string): string {
  const type = /^[A-Za-z-]+[/:]/.exec(resource)?.[0] ?? ''
  return type + resources(resource.slice(type.length))
}

function standIns(make: (index: number) => string): (name: string) => string {
  const known = new Map<string, string>()
  return (name) => {
    const standIn = known.get(name) ?? make(known.size + 1)
    known.set(name, standIn)
    return standIn
  }
}

/** JSON text stays JSON text of the same shape; any other text is only said to have been there. */
function withoutValues(name: string, value: JsonValue): JsonValue {
  if (typeof value === 'string') {
    const data = valueOfText(value)
    return isJsonArray(data) || isJsonObject(data) || name !== 'cause'
      ? JSON.stringify(blank(data))
      : 'redacted'
  }
  if (!isJsonObject(value)) return blank(value)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutValues(key, item)]))
}

function blank(value: JsonValue): JsonValue {
  if (typeof value === 'string') return 'redacted'
  if (typeof value === 'number') return 0
  if (isJsonArray(value)) return value.map(blank)
  if (isJsonObject(value)) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, blank(v)]))
  return value
}
