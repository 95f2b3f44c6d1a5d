import type { JsonValue } from '@/lib/json'
import { jsonata } from '../query/jsonata'
import { aws } from './aws-messages'
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

/**
 * Reports a string that begins like an expression and does not end like one. True when it did.
 */
export function reportUnclosed(value: JsonValue, site: Site): boolean {
  if (typeof value !== 'string' || !value.startsWith('{%') || value.endsWith('%}')) return false
  site.report({
    ...aws('jsonataNotClosed'),
    path: site.at,
    hint: 'Close the expression with `%}`, as the last characters of the string.',
  })
  return true
}

/** The expression; when its syntax is wrong that is reported, for AWS refuses such a definition. */
export function jsonataExpression(
  source: string,
  site: Site,
  location = fieldLocation(site.at),
): JsonataExpression | undefined {
  const expression: JsonataExpression = { kind: 'JSONata', source, at: site.at, location }
  const problem = jsonata().jsonataProblem(expression)
  if (problem === undefined) return expression
  const { message, position } = problem
  if (position === undefined) {
    site.report({
      code: 'LIMIT_EXCEEDED',
      path: site.at,
      message: `The expression cannot be read: ${message}`,
    })
  } else {
    site.report({
      ...aws('jsonataSyntax', { problem: message }),
      path: site.at,
      // The engine has read what it stumbles over by then.
      mark: { kind: 'Expression', at: site.at, from: Math.max(0, position - 1) },
      hint:
        source === ''
          ? 'There is nothing between `{%` and `%}`.'
          : `Look at the end of \`${source.slice(Math.max(0, position - 40), position)}\`.`,
    })
  }
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
    if (language === 'JSONata' && reportUnclosed(value, site)) return undefined
    const literal = decode(value, site)
    return literal === undefined ? undefined : { kind: 'Literal', value: literal }
  }
}
