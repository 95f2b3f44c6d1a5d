/** JSON as values: what inputs, outputs and definitions are made of. */
export type JsonValue = null | boolean | number | string | JsonArray | JsonObject
export type JsonArray = readonly JsonValue[]
export type JsonObject = { readonly [key: string]: JsonValue }

/** A place in a JSON document by RFC 6901, such as `/States/Charge/Next`; the empty string is the whole. */
export type JsonPointer = string

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isJsonArray(value: JsonValue | undefined): value is JsonArray {
  return Array.isArray(value)
}

/** The member of that name, which anybody may have chosen: `constructor` is a name like any other. */
export function ownMember<Value>(
  record: Readonly<Record<string, Value>> | undefined,
  name: string,
): Value | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined
}

/** The pointer one step below `parent`, with `~` and `/` escaped as RFC 6901 asks. */
export function childPointer(parent: JsonPointer, key: string | number): JsonPointer {
  return `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** The keys along a pointer, unescaped. */
export function pointerKeys(pointer: JsonPointer): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Same JSON value: object keys in any order, arrays in order, numbers by value. */
export function jsonEquals(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true
  if (isJsonArray(a)) {
    return isJsonArray(b) && a.length === b.length && a.every((item, index) => jsonEquals(item, b[index]))
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && jsonEquals(a[key], b[key]))
  )
}

/** The value of a JSON text; undefined where the text is not JSON. */
export function parsedJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

/** The value of a JSON text, or the text itself where it is not JSON. */
export function jsonOrText(text: string): JsonValue {
  const value = parsedJson(text)
  return value === undefined ? text : value
}

export function isJsonText(text: string): boolean {
  return parsedJson(text) !== undefined
}
