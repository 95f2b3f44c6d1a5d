import type { JsonValue } from '@/lib/json'
import type { Decoder, Site } from './decode'
import type { Expression, QueryLanguage } from './state-machine'

/** What stands between `{%` and `%}`, or undefined when the string is no expression. */
export function jsonataSource(value: string): string | undefined {
  return /^\{%(.*)%\}$/s.exec(value)?.[1]?.trim()
}

/** A field that JSONata states may also give as an expression; in JSONPath states only the value itself. */
export function literalOr<T extends JsonValue>(
  language: QueryLanguage,
  decode: Decoder<T>,
): Decoder<Expression<T>> {
  return (value: JsonValue, site: Site) => {
    const source = language === 'JSONata' && typeof value === 'string' ? jsonataSource(value) : undefined
    if (source !== undefined) return { kind: 'JSONata', source, at: site.at }
    const literal = decode(value, site)
    return literal === undefined ? undefined : { kind: 'Literal', value: literal }
  }
}
