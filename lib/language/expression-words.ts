/** What a JSONata expression is written of, as far as an editor has to know. */
export interface Word {
  kind: 'Variable' | 'Function' | 'Name' | 'Text' | 'Number' | 'Keyword' | 'Comment' | 'Operator'
  from: number
  to: number
}

const KEYWORDS = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function'])

/** In this order: the first that fits at a place is what stands there. `\\"` is a quote inside a JSON string. */
const WORD =
  /\/\*.*?(?:\*\/|$)|\\"(?:\\\\\\.|\\\\.|(?!\\").)*(?:\\"|$)|'(?:\\\\.|[^'])*(?:'|$)|`[^`]*(?:`|$)|\$\$?[\p{L}_][\p{L}\p{N}_]*|\$\$?|[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\\[ntr]|[^\s]/gsu

/**
 * The words of a JSONata expression as it stands in a JSON string, escapes and all: `from` and `to` count characters of
 * the text given. Works on unfinished expressions.
 */
export function* expressionWords(written: string, start = 0): Generator<Word> {
  for (const match of written.matchAll(WORD)) {
    const [text] = match
    const from = start + match.index
    const to = from + text.length
    const kind = kindOf(text, written.slice(match.index + text.length))
    if (kind) yield { kind, from, to }
  }
}

function kindOf(text: string, rest: string): Word['kind'] | undefined {
  if (text.startsWith('/*')) return 'Comment'
  if (text.startsWith("'") || text.startsWith('\\"')) return 'Text'
  if (text.startsWith('$')) return /^\s*\(/.test(rest) ? 'Function' : 'Variable'
  if (/^[\p{L}_]/u.test(text)) return KEYWORDS.has(text) ? 'Keyword' : 'Name'
  if (text.startsWith('`')) return 'Name'
  if (/^\d/.test(text)) return 'Number'
  return text.startsWith('\\') ? undefined : 'Operator'
}

/** The range of the expression in a string that begins with `{%`, between the marks; also when it is not closed yet. */
export function expressionRange(
  source: string,
  token: { from: number; to: number },
): { from: number; to: number } | undefined {
  const text = source.slice(token.from, token.to)
  const [, inner] = /^"\{%(.*?)(?:%\})?"?$/s.exec(text) ?? []
  return inner === undefined ? undefined : { from: token.from + 3, to: token.from + 3 + inner.length }
}
