import { isJsonObject, type JsonValue } from '@/lib/json'
import type { Item } from './attribute-value'

/** Whether the item that is there, if any, meets a condition. */
export type Condition = (item: Item | undefined) => boolean

/** DynamoDB's own limit for an expression; splitting takes time in the square of its length. */
const LENGTH_AT_MOST = 4096

const existence = /^\s*(attribute_exists|attribute_not_exists)\s*\(\s*(#?[A-Za-z_][\w]*)\s*\)\s*$/

/**
 * The condition that nearly every conditional write uses: an attribute, at the top level, exists or does not.
 * Several may be joined by AND. Undefined for any other expression, which the sandbox does not know yet.
 */
export function parseCondition(expression: JsonValue, names: JsonValue | undefined): Condition | undefined {
  if (typeof expression !== 'string' || expression.length > LENGTH_AT_MOST) return undefined
  const tests: Condition[] = []
  for (const part of expression.split(/\s+AND\s+/i)) {
    const [, name, written = ''] = existence.exec(part) ?? []
    const attribute = written.startsWith('#') ? namedBy(names, written) : written
    if (name === undefined || attribute === undefined) return undefined
    const exists = name === 'attribute_exists'
    tests.push((item) => (item !== undefined && Object.hasOwn(item, attribute)) === exists)
  }
  return (item) => tests.every((test) => test(item))
}

function namedBy(names: JsonValue | undefined, placeholder: string): string | undefined {
  const name = isJsonObject(names) && Object.hasOwn(names, placeholder) ? names[placeholder] : undefined
  return typeof name === 'string' ? name : undefined
}
