import { createScanner } from 'jsonc-parser'
import type { JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import { MAX_NESTING } from './limits'

/** JSON as AWS's `$parse` takes it: no second member of the same name, no number beyond those of 64 bits. */
export function parseJson(text: string): Result<JsonValue, 'not JSON'> {
  if (!isStrict(text)) return { ok: false, error: 'not JSON' }
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue }
  } catch {
    return { ok: false, error: 'not JSON' }
  }
}

/** jsonc-parser's token kinds; its own enum exists for the compiler only. */
const token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  colon: 6,
  string: 10,
  number: 11,
  end: 17,
}

/** One pass over the tokens without recursion, for what `JSON.parse` lets through or would recurse on. */
function isStrict(text: string): boolean {
  const scanner = createScanner(text, true)
  const levels: Set<string>[] = []
  let lastString = ''
  for (let kind: number = scanner.scan(); kind !== token.end; kind = scanner.scan()) {
    const keys = levels.at(-1)
    if (kind === token.openBrace || kind === token.openBracket) levels.push(new Set())
    else if (kind === token.closeBrace || kind === token.closeBracket) levels.pop()
    else if (kind === token.string) lastString = scanner.getTokenValue()
    else if (kind === token.number && !Number.isFinite(Number(scanner.getTokenValue()))) return false
    else if (kind === token.colon) {
      if (keys?.has(lastString)) return false
      keys?.add(lastString)
    }
    if (levels.length > MAX_NESTING) return false
  }
  return true
}
