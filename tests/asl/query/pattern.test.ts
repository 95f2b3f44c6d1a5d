import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPattern } from '@/lib/asl/query/json-path/pattern'

describe('patterns of =~', () => {
  test.each<[string, string, string, boolean]>([
    ['a.*', '', 'ann', true],
    ['nn', '', 'ann', false],
    ['^ann$', '', 'ann', true],
    ['ANN', 'i', 'ann', true],
    ['[a-c]+\\d{2,3}', '', 'abc123', true],
    ['[a-c]+\\d{2,3}', '', 'abc1', false],
    ['[^x]', '', 'x', false],
    ['(?:foo|bar)?baz', '', 'barbaz', true],
    ['(?:foo|bar)?baz', '', 'quxbaz', false],
    ['\\w+@\\w+\\.com', '', 'me@here.com', true],
    ['a{3}', '', 'aaa', true],
    ['\\/x', '', '/x', true],
    ['', '', '', true],
  ])('/%s/%s on %s', (source, flags, text, expected) => {
    expect(readPattern(source, flags)?.matches(text)).toBe(expected)
  })

  test.each(['(', 'a)', '[', '(?=a)', '\\1', 'a**', '*', '[[:alpha:]]', '(a{999}){999}', '('.repeat(200)])(
    '/%s/ is refused',
    (source) => {
      expect(readPattern(source, '')).toBeUndefined()
    },
  )

  test('no pattern makes a match explode', () => {
    expect(readPattern('(a+)+b', '')?.matches('a'.repeat(20_000))).toBe(false)
    expect(readPattern('(a|aa)*c', '')?.matches('a'.repeat(20_000))).toBe(false)
  })

  test('agrees with the regular expressions of the language', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(a|b)', '(ab)')
    const piece = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{1,2}')).map((parts) => parts.join(''))
    const source = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''))
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(
      fc.property(source, text, (pattern, given) => {
        expect(readPattern(pattern, '')?.matches(given)).toBe(new RegExp(`^(?:${pattern})$`).test(given))
      }),
      { numRuns: 500 },
    )
  })
})
