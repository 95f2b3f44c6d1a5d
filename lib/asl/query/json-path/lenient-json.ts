import { type JsonValue, parsedJson } from '@/lib/json'

/**
 * A JSON literal in a filter, where strings may stand in single quotes: `['a', "b", 1]`. Undefined when it
 * cannot be read. Arrays hold scalars only; that is what filters compare with.
 */
export function readLenientJson(text: string): JsonValue | undefined {
  const strict = text.replace(
    /'((?:[^'\\]|\\.)*)'|"(?:[^"\\]|\\.)*"/gs,
    (whole, inner: string | undefined) =>
      inner === undefined ? whole : JSON.stringify(inner.replace(/\\(.)/gs, '$1')),
  )
  return parsedJson(strict)
}
