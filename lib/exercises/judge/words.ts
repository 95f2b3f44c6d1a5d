import { isJsonArray, isJsonObject, type JsonValue, ownMember } from '@/lib/json'

/** Words and numbers as verdicts print them. */

const MAX_CHARACTERS = 240
const MAX_DEPTH = 6

/**
 * JSON on one line, cut where it gets long or deep. Values come from hostile runs, so nothing here takes longer
 * for a larger one: it stops as soon as the line is full.
 */
export function preview(value: JsonValue, maxCharacters = MAX_CHARACTERS): string {
  const parts: string[] = []
  let left = maxCharacters
  const write = (text: string): boolean => {
    if (left <= 0) return false
    parts.push(text.length > left ? `${text.slice(0, left)}…` : text)
    left -= text.length
    return left > 0
  }
  print(value, 0, write)
  return parts.join('')
}

/** Writes until `write` says that the line is full; false when it was. */
function print(value: JsonValue, depth: number, write: (text: string) => boolean): boolean {
  const isNested = isJsonArray(value) || isJsonObject(value)
  if (!isNested) return write(typeof value === 'string' ? quoted(value) : String(value))
  if (depth === MAX_DEPTH) return write(isJsonArray(value) ? '[…]' : '{…}')
  let isFirst = true
  const separate = () => {
    if (isFirst) {
      isFirst = false
      return true
    }
    return write(', ')
  }
  if (isJsonArray(value)) {
    if (!write('[')) return false
    for (const item of value) if (!separate() || !print(item, depth + 1, write)) return false
    return write(']')
  }
  if (!write('{')) return false
  for (const key in value) {
    const member = ownMember(value, key)
    if (member === undefined) continue
    if (!separate() || !write(`${quoted(key)}: `) || !print(member, depth + 1, write)) return false
  }
  return write('}')
}

function quoted(text: string): string {
  return JSON.stringify(text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text)
}

export function cut(text: string, maxCharacters = 300): string {
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…` : text
}

/** With a full stop, unless it ends in one or was cut. */
export function sentence(text: string): string {
  return /[.…]$/.test(text) ? text : `${text}.`
}

/** `never`, `once`, `twice`, `3 times`. */
export function times(count: number): string {
  return ['never', 'once', 'twice'][count] ?? `${count} times`
}

export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

export function seconds(count: number): string {
  return count === 1 ? '1 second' : `${Math.round(count * 1000) / 1000} seconds`
}

export function listed(items: readonly string[], limit = 6): string {
  const shown = items.slice(0, limit)
  return items.length > limit ? `${shown.join(', ')} and ${items.length - limit} more` : shown.join(', ')
}
