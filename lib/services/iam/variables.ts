import { literal, type Pattern, patternOf } from '../wildcard'
import type { RequestContext } from './context'

/** The three characters that stand for themselves when they are written as a variable. */
const SELF = new Set(['*', '?', '$'])

/**
 * A text of a policy with its variables filled in: `${aws:PrincipalAccount}`, `${key, 'default'}`, `${*}`. What a
 * variable stands for has no wildcards, whatever it holds. Undefined when the request has no such key: then the
 * part of the policy fits nothing.
 */
export function filledIn(
  text: string,
  context: RequestContext,
  { variables, wildcards }: { variables: boolean; wildcards: boolean },
): Pattern | undefined {
  const plain = wildcards ? patternOf : literal
  if (!variables) return plain(text)
  const pattern: number[] = []
  let at = 0
  while (at < text.length) {
    const opens = text.indexOf('${', at)
    const closes = opens < 0 ? -1 : text.indexOf('}', opens)
    if (closes < 0) break
    const value = standsFor(text.slice(opens + 2, closes), context)
    if (value === undefined) return undefined
    pattern.push(...plain(text.slice(at, opens)), ...literal(value))
    at = closes + 1
  }
  pattern.push(...plain(text.slice(at)))
  return pattern
}

function standsFor(variable: string, context: RequestContext): string | undefined {
  if (SELF.has(variable)) return variable
  const comma = variable.indexOf(',')
  const key = (comma < 0 ? variable : variable.slice(0, comma)).trim()
  const value = context.get(key.toLowerCase())
  // A key with several values has no one value to fill in (page on policy variables).
  if (typeof value === 'string') return value
  const preset = comma < 0 ? '' : variable.slice(comma + 1).trim()
  return preset.length >= 2 && preset.startsWith("'") && preset.endsWith("'")
    ? preset.slice(1, -1)
    : undefined
}
