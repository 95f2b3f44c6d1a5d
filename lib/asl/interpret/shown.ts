import type { JsonValue } from '@/lib/json'
import type { Expression } from '../parse/state-machine'

/** The path as it was written, for a cause that quotes it. */
export function pathText(expression: Expression): string {
  return expression.kind === 'JSONPath' ? expression.path.text : ''
}

/** A value as AWS's causes quote it: a string without quotes, anything else as JSON. */
export function valueText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
