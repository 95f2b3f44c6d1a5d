import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'

/**
 * A JSONPath template or path in JSONata; undefined where it is more than plain paths, which have no single way to be
 * written.
 */
export function toJsonata(value: JsonValue): JsonValue | undefined {
  if (typeof value === 'string' && value.startsWith('$')) return pathToJsonata(value)
  if (isJsonArray(value)) return all(value.map(toJsonata))
  if (!isJsonObject(value)) return value
  const members = Object.entries(value).map(([key, member]) => {
    const isRead = key.endsWith('.$')
    const made = isRead ? (typeof member === 'string' ? pathToJsonata(member) : undefined) : toJsonata(member)
    return made === undefined ? undefined : ([isRead ? key.slice(0, -2) : key, made] as const)
  })
  const known = all(members)
  return known && Object.fromEntries(known)
}

/** `$.a.b`, `$$.State.Name`, `$total.net`: names and indexes only. */
function pathToJsonata(path: string): string | undefined {
  const read = /^\$(\$?)([A-Za-z_]\w*)?((?:\.[A-Za-z_]\w*|\[\d+\])*)$/.exec(path)
  if (!read) return undefined
  const [, context, variable, rest = ''] = read
  const root = context ? '$states.context' : variable === undefined ? '$states.input' : `$${variable}`
  return `{% ${root}${rest} %}`
}

function all<T>(values: readonly (T | undefined)[]): T[] | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === values.length ? known : undefined
}
