/**
 * `StringMatches`: `*` stands for any run of characters, `\*` for a star and `\\` for a backslash. The whole
 * text has to match. Each part between stars is looked for once, from where the one before ended, so that the
 * time is linear in pattern and text.
 */
export function wildcardMatches(pattern: string, text: string): boolean {
  const [first = '', ...others] = partsOf(pattern)
  const last = others.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const part of others) {
    const end = endOf(part, text, from)
    if (end === undefined) return false
    from = end
  }
  return text.length - last.length >= from && text.endsWith(last)
}

/** What stands between the stars, escapes resolved. */
function partsOf(pattern: string): string[] {
  const parts: string[][] = [[]]
  for (const [token] of pattern.matchAll(/\\[*\\]|./gs)) {
    if (token === '*') parts.push([])
    else parts.at(-1)?.push(token.length === 2 ? token.slice(1) : token)
  }
  return parts.map((part) => part.join(''))
}

/**
 * Where the first occurrence of `part` from `from` on ends; undefined when there is none. By Knuth, Morris and
 * Pratt: `indexOf` may compare every character of the part at every place of the text.
 */
function endOf(part: string, text: string, from: number): number | undefined {
  const borders = bordersOf(part)
  let matched = 0
  for (let index = from; matched < part.length; index++) {
    if (index >= text.length) return undefined
    while (matched > 0 && part[matched] !== text[index]) matched = borders[matched - 1] ?? 0
    if (part[matched] === text[index]) matched++
    if (matched === part.length) return index + 1
  }
  return from
}

/** For every beginning of `part`, how long the longest proper beginning is that it also ends with. */
function bordersOf(part: string): number[] {
  const borders = [0]
  let length = 0
  for (let index = 1; index < part.length; index++) {
    while (length > 0 && part[index] !== part[length]) length = borders[length - 1] ?? 0
    if (part[index] === part[length]) length++
    borders.push(length)
  }
  return borders
}
