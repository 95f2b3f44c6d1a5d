import { isJsonArray, isJsonObject, type JsonValue, jsonEquals } from '@/lib/json'

/**
 * Whether every member of `wanted` is in `value`, at any depth: objects there may have more members, arrays not.
 * Scripts of exercises say by it which calls they are for.
 */
export function includes(wanted: JsonValue, value: JsonValue | undefined): boolean {
  if (value === undefined) return false
  if (isJsonObject(wanted)) {
    return (
      isJsonObject(value) &&
      Object.entries(wanted).every(
        ([name, member]) => Object.hasOwn(value, name) && includes(member, value[name]),
      )
    )
  }
  if (isJsonArray(wanted)) {
    return (
      isJsonArray(value) &&
      wanted.length === value.length &&
      wanted.every((member, index) => includes(member, value[index]))
    )
  }
  return jsonEquals(wanted, value)
}
