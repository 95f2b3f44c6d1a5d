/**
 * `StringMatches`: `*` stands for any run of characters, `\*` for a star and `\\` for a backslash. The whole
 * text has to match. Each part between stars is looked for once, from where the one before ended.
 */
export function wildcardMatches(pattern: string, text: string): boolean {
  const parts = partsOf(pattern)
  const [first = '', ...others] = parts
  const last = others.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const part of others) {
    const found = text.indexOf(part, from)
    if (found === -1) return false
    from = found + part.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}

/** What stands between the stars, escapes resolved. */
function partsOf(pattern: string): string[] {
  const parts = ['']
  for (const [token] of pattern.matchAll(/\\[*\\]|./gs)) {
    if (token === '*') parts.push('')
    else parts.push((parts.pop() ?? '') + (token.length === 2 ? token.slice(1) : token))
  }
  return parts
}
