import type { JsonValue } from '@/lib/json'
import { jsonataProblem } from '../query/jsonata'
import type { Decoder, Site } from './decode'
import { fieldLocation } from './location'
import type { Expression, JsonataExpression, QueryLanguage } from './state-machine'

/**
 * What stands between `{%` and `%}`, or undefined when the string is no expression. Only a whole string is one:
 * with a blank in front it is text, and so is `Hello {% $name %}`.
 */
export function jsonataSource(value: JsonValue): string | undefined {
  return typeof value === 'string' ? /^\{%(.*)%\}$/s.exec(value)?.[1]?.trim() : undefined
}

/** The expression; when its syntax is wrong that is reported, for AWS refuses such a definition. */
export function jsonataExpression(
  source: string,
  site: Site,
  location = fieldLocation(site.at),
): JsonataExpression | undefined {
  const expression: JsonataExpression = { kind: 'JSONata', source, at: site.at, location }
  const problem = jsonataProblem(expression)
  if (problem === undefined) return expression
  site.report({
    code: 'SCHEMA_VALIDATION_FAILED',
    path: site.at,
    message: `The JSONata expression cannot be read: ${problem}`,
  })
  return undefined
}

/** A field that JSONata states may also give as an expression; in JSONPath states only the value itself. */
export function literalOr<T extends JsonValue>(
  language: QueryLanguage,
  decode: Decoder<T>,
): Decoder<Expression<T>> {
  return (value: JsonValue, site: Site) => {
    const source = language === 'JSONata' ? jsonataSource(value) : undefined
    if (source !== undefined) return jsonataExpression(source, site)
    const literal = decode(value, site)
    return literal === undefined ? undefined : { kind: 'Literal', value: literal }
  }
}
