import { createHash } from 'node:crypto'
import type { Answer } from '@/lib/exercises'
import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'

/** SHA-256 in hex. The same for the same answer, in whatever order the browser wrote its members. */
export function answerHash(answer: Answer): string {
  return contentHash({ ...answer })
}

/** SHA-256 in hex of a value's canonical JSON. */
export function contentHash(value: JsonValue): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}

/** JSON text with the members of every object in the order of their names' UTF-16 code units (RFC 8785). */
export function canonicalJson(value: JsonValue): string {
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isJsonObject(value)) return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
}
