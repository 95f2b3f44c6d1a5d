import type { JsonValue } from '@/lib/json'
import { Refused } from './request'

/** The value of a field of the API that holds JSON text. */
export function jsonText(text: string, field: string, code = 'ValidationException'): JsonValue {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused(code, `The field \`${field}\` is not JSON.`)
  }
}
