import { BLANKS, CharacterSet, DIGITS, type Range, WORD_CHARACTERS } from './character-set'
import type { PatternText } from './pattern-text'
import type { Tree } from './tree'

const CONTROLS: Readonly<Record<string, number>> = { t: 0x09, n: 0x0a, v: 0x0b, f: 0x0c, r: 0x0d }

const SETS: Readonly<Record<string, CharacterSet>> = {
  d: DIGITS,
  D: DIGITS.complement(),
  w: WORD_CHARACTERS,
  W: WORD_CHARACTERS.complement(),
  s: BLANKS,
  S: BLANKS.complement(),
}

/**
 * Reads what stands behind a `[`, its `]` included. A negated class stays the set that it excludes: with the flag
 * `i`, `[^a]` excludes `A` too.
 */
export function readClass(text: PatternText): Tree {
  const isNegated = text.take('^')
  const ranges: Range[] = []
  while (!text.take(']')) {
    const from = classMember(text)
    if (!text.follows('-') || text.follows('-]')) {
      ranges.push(...rangesOf(from))
      continue
    }
    text.take('-')
    const to = classMember(text)
    if (typeof from === 'number' && typeof to === 'number') {
      if (from > to) throw text.problem('Range out of order in character class')
      ranges.push([from, to])
    } else ranges.push(...rangesOf(from), [0x2d, 0x2d], ...rangesOf(to))
  }
  return { kind: 'Read', set: new CharacterSet(ranges), isNegated }
}

function rangesOf(member: CharacterSet | number): Range[] {
  return typeof member === 'number' ? [[member, member]] : member.ranges()
}

function classMember(text: PatternText): CharacterSet | number {
  const char = text.next('Unterminated character class')
  if (char !== '\\') return char.charCodeAt(0)
  if (text.take('b')) return 0x08
  const control = text.takeMatch(/c([A-Za-z0-9_])/y)
  if (control) return control.charCodeAt(1) % 32
  return readCharacterEscape(text)
}

/**
 * Reads what stands behind a backslash and means one character or a set of them, within a class and outside. A
 * letter without a meaning is itself, and a number that no group has is octal, as JavaScript allows.
 */
export function readCharacterEscape(text: PatternText): CharacterSet | number {
  const code = text.takeMatch(/x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}/y)
  if (code) return Number.parseInt(code.slice(1), 16)
  const control = text.takeMatch(/c[A-Za-z]/y)
  if (control) return control.charCodeAt(1) % 32
  if (text.follows('c')) return 0x5c
  const octal = text.takeMatch(/[0-3][0-7]{0,2}|[4-7][0-7]?/y)
  if (octal) return Number.parseInt(octal, 8)
  const char = text.next('\\ at end of pattern')
  return SETS[char] ?? CONTROLS[char] ?? char.charCodeAt(0)
}
