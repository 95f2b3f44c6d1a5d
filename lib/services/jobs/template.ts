import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownMember } from '@/lib/json'

/** What the placeholders of a template stand for; undefined for nothing. */
export type Facts = (name: string) => JsonValue | undefined

const PLACEHOLDER = /\{([\w.]+)\}/g

/** The template with its placeholders filled; members that stand for nothing are left out. */
export function filled(template: JsonObject, facts: Facts): JsonObject {
  const members: [string, JsonValue][] = []
  for (const [name, value] of Object.entries(template)) {
    const made = filledValue(value, facts)
    if (made !== undefined) members.push([name, made])
  }
  return Object.fromEntries(members)
}

/** A text with its placeholders filled; what stands for nothing is empty. */
export function filledText(template: string, facts: Facts): string {
  return template.replace(PLACEHOLDER, (_, name: string) => {
    const value = facts(name)
    if (value === undefined) return ''
    return typeof value === 'string' ? value : JSON.stringify(value)
  })
}

function filledValue(value: JsonValue, facts: Facts): JsonValue | undefined {
  if (typeof value === 'string') {
    const [whole, name] = /^\{([\w.]+)\}$/.exec(value) ?? []
    return whole === undefined ? filledText(value, facts) : facts(name ?? '')
  }
  if (isJsonArray(value)) return value.flatMap((member) => filledValue(member, facts) ?? [])
  if (!isJsonObject(value)) return value
  const made = filled(value, facts)
  return Object.keys(made).length === 0 && Object.keys(value).length > 0 ? undefined : made
}

/** The value at `JobDriver.SparkSubmit` of a request. */
export function parameterAt(request: JsonValue, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = request
  for (const name of path.split('.')) {
    value = isJsonObject(value) ? ownMember(value, name) : undefined
  }
  return value
}
