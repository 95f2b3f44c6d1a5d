import { createScanner } from 'jsonc-parser'
import { childPointer, type JsonPointer } from '@/lib/json'
import type { Problem, Report } from './problem'

/** Texts that nest deeper are refused. Twenty Parallel states within each other need a hundred levels. */
export const MAX_NESTING = 500

/** jsonc-parser's token kinds; its own enum exists for the compiler only. */
const token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  string: 10,
  number: 11,
  end: 17,
}

interface Level {
  isObject: boolean
  /** In an object the keys so far, and whether a key comes next. */
  keys: Set<string>
  expectsKey: boolean
  /** The key or index in progress. */
  current: string | number
}

/**
 * One pass over the tokens, without recursion: finds what `JSON.parse` lets through and a definition may not
 * have. `isTooDeep` comes first and alone, for nothing that recurses may see such a text.
 */
export function scanJson(source: string): { isTooDeep: boolean; problems: readonly Problem[] } {
  const scanner = createScanner(source, true)
  const levels: Level[] = []
  const problems: Problem[] = []
  const report: Report = (problem) => {
    if (problems.length < 1_000) problems.push(problem)
  }
  for (let kind: number = scanner.scan(); kind !== token.end; kind = scanner.scan()) {
    const level = levels.at(-1)
    const [from, to] = [scanner.getTokenOffset(), scanner.getTokenOffset() + scanner.getTokenLength()]
    switch (kind) {
      case token.openBrace:
      case token.openBracket:
        if (levels.length >= MAX_NESTING) return { isTooDeep: true, problems: [tooDeep(levels, from)] }
        levels.push({ isObject: kind === token.openBrace, keys: new Set(), expectsKey: true, current: 0 })
        break
      case token.closeBrace:
      case token.closeBracket:
        // A bracket of the wrong kind closes nothing: so does the parser see it, which must not get deeper.
        if (level?.isObject === (kind === token.closeBrace)) levels.pop()
        break
      case token.comma:
        if (level) {
          level.expectsKey = true
          if (typeof level.current === 'number') level.current++
        }
        break
      case token.string:
        if (level?.isObject && level.expectsKey)
          readKey(levels, level, scanner.getTokenValue(), from, to, report)
        checkSurrogates(scanner.getTokenValue(), levels, from, to, report)
        break
      case token.number:
        checkNumber(scanner.getTokenValue(), levels, from, to, report)
    }
  }
  return { isTooDeep: false, problems }
}

function readKey(
  levels: readonly Level[],
  level: Level,
  key: string,
  from: number,
  to: number,
  report: Report,
): void {
  level.expectsKey = false
  level.current = key
  if (level.keys.has(key)) {
    report({
      code: 'INVALID_JSON_DESCRIPTION',
      path: pointer(levels),
      mark: { kind: 'Text', from, to },
      message: `The key \`${shown(key)}\` stands in this object twice.`,
      hint: 'Only the last of them would count. Rename one or remove it.',
    })
  }
  level.keys.add(key)
}

function checkSurrogates(
  value: string,
  levels: readonly Level[],
  from: number,
  to: number,
  report: Report,
): void {
  if (!/\p{Surrogate}/u.test(value)) return
  report({
    code: 'INVALID_JSON_DESCRIPTION',
    path: pointer(levels),
    mark: { kind: 'Text', from, to },
    message: 'The string contains half of a surrogate pair, which is no character.',
    hint: 'Characters beyond U+FFFF are written as two `\\u` escapes that belong together, or as they are.',
  })
}

function checkNumber(
  written: string,
  levels: readonly Level[],
  from: number,
  to: number,
  report: Report,
): void {
  if (Number.isFinite(Number(written))) return
  report({
    code: 'INVALID_JSON_DESCRIPTION',
    path: pointer(levels),
    mark: { kind: 'Text', from, to },
    message: 'The number is too large.',
  })
}

function tooDeep(levels: readonly Level[], from: number): Problem {
  return {
    code: 'TOO_DEEPLY_NESTED',
    path: pointer(levels.slice(0, 8)),
    mark: { kind: 'Text', from, to: from + 1 },
    message: `The definition nests deeper than ${MAX_NESTING} levels.`,
    hint: 'Is a bracket closed too late? No state machine needs that depth.',
  }
}

function pointer(levels: readonly Level[]): JsonPointer {
  return levels.reduce<JsonPointer>((at, { current }) => childPointer(at, current), '')
}

function shown(key: string): string {
  return key.length > 60 ? `${key.slice(0, 60)}…` : key
}
