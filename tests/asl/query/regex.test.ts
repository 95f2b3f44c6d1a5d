import fc from 'fast-check'
import jsonata from 'jsonata'
import { describe, expect, test } from 'vitest'
import { Regex, RegexProblem, regexEngine } from '@/lib/asl/query/regex'

class Spent extends Error {}

function budgetOf(steps: number) {
  return {
    spend(spent: number) {
      steps -= spent
      if (steps < 0) throw new Spent()
    },
  }
}

function ours(source: string, flags: string, text: string) {
  const regex = new Regex(source, { ignoreCase: flags.includes('i'), multiline: flags.includes('m') })
  const found = regex.firstMatch(text, 0, budgetOf(1_000_000))
  return found && { index: found.index, groups: [...found.groups] }
}

function withinBudget<T>(match: () => T): T | 'runs away' {
  try {
    return match()
  } catch (problem) {
    if (problem instanceof Spent) return 'runs away'
    throw problem
  }
}

function native(source: string, flags: string, text: string) {
  const found = new RegExp(source, flags).exec(text)
  return found ? { index: found.index, groups: [...found] } : undefined
}

function isReadNatively(source: string): boolean {
  try {
    new RegExp(source)
    return true
  } catch {
    return false
  }
}

describe('a regular expression matches as JavaScript does', () => {
  test.each<[source: string, flags: string, text: string]>([
    ['a.c', '', 'abc'],
    ['a.c', '', 'a\nc'],
    ['^b', '', 'a\nb'],
    ['^b', 'm', 'a\nb'],
    ['a$', 'm', 'a\u2028b'],
    ['HELLO', 'i', 'say hello'],
    ['[^a]', 'i', 'A'],
    ['[^a]', 'i', 'Ab'],
    ['[à-ö]+', 'i', 'ÀÖ'],
    ['ς', 'i', 'Σ'],
    ['ß', 'i', 'ss SS ẞ ß'],
    ['\\u017f|K', 'i', 's k'],
    ['[\\w-]+@[\\w.]+', '', 'to: a-b@c.d.e;'],
    ['\\d{2,3}?', '', '1234'],
    ['\\d{2,}', '', '1 12345'],
    ['x{,2}', '', 'x{,2}'],
    ['a{', '', 'a{'],
    ['[]a]', '', ']a]'],
    ['[^]', '', 'x'],
    ['[]', '', 'x'],
    ['\\bfoo\\b', '', 'foobar foo'],
    ['\\Boo', '', 'oo foo'],
    ['(\\d+)-(\\d+)', '', '10-20'],
    ['(?<year>\\d{4})-\\k<year>', '', '2024-2024'],
    ['(a)|(b)', '', 'b'],
    ['(?:(a)|(b))+', '', 'ab'],
    ['(z)((a+)?(b+)?(c))*', '', 'zaacbbbcac'],
    ['(a*)*', '', 'b'],
    ['(a*)+?b', '', 'aab'],
    ['(?=(a+))a*b\\1', '', 'baaabac'],
    ['(.*?)a(?!(a+)b\\2c)\\2(.*)', '', 'baaabaac'],
    ['(?<=\\$)\\d+(\\.\\d*)?', '', 'cost $42.50'],
    ['(?<=(\\d+)(\\d+))$', '', '1053'],
    ['(?<=\\1(a))b', '', 'aab'],
    ['(?<!a)b', '', 'abb'],
    ['(?=a)*b', '', 'b'],
    ['\\1(a)', '', 'aa'],
    ['\\2', '', '\u0002'],
    ['\\8\\08', '', '8\u00008'],
    ['\\x41\\u0042\\cA\\0', '', 'AB\u0001\u0000'],
    ['\\xg\\u12', '', 'xgu12'],
    ['\\c', '', '\\c'],
    ['[\\c0\\b\\d-x]+', '', '\u0010\b5-x'],
    ['[\\s\\S]', '', '\n'],
    ['\\S+', '', '\u00a0\ufeffx'],
    ['[a-z]{0}b', '', 'ab'],
    ['(?:){3}x', '', 'x'],
    ['(?:a|ab)(?:c|bcd)(?:d*)', '', 'abcd'],
    ['k<a>', '', 'k<a>'],
    ['\\k<a>', '', 'k<a>'],
    ['.', '', '😀'],
    ['\ud83d', '', '😀'],
    ['a|', '', 'b'],
    ['', '', 'b'],
    ['}', '', '}'],
    ['([.])x([(])', '', '.x('],
  ])('/%s/%s on %j', (source, flags, text) => {
    expect(ours(source, flags, text)).toEqual(native(source, flags, text))
  })

  const atom = fc.oneof(
    fc.constantFrom('a', 'b', 'B', '.', '\\w', '\\d', '\\s', '[ab]', '[^a]', '[b-d]', '\\1', '\\2', '^', '$'),
    fc.constantFrom('\\b', '\\B', '(?=a)', '(?!b)', '(?<=a)', '(?<!ab|b)', 'é', '\\n'),
  )
  const { pattern } = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
    piece: fc.oneof(
      { weight: 4, arbitrary: atom },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('(', '(?:', '(?=', '(?!', '(?<=', '(?<!'), tie('pattern'))
          .map(([open, inner]) => `${open}${inner})`),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            fc.oneof(
              fc.constantFrom('a', '[ab]', '.', '\\w'),
              tie('pattern').map((inner) => `(${inner})`),
            ),
            fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,2}', '{1,}'),
            fc.constantFrom('', '?'),
          )
          .map((parts) => parts.join('')),
      },
    ),
    pattern: fc.oneof(
      { weight: 3, arbitrary: fc.array(tie('piece'), { maxLength: 4 }).map((pieces) => pieces.join('')) },
      { weight: 1, arbitrary: fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}|${b}`) },
    ),
  }))
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', 'B', 'c', '1', ' ', '\n', 'é', 'É'),
    maxLength: 10,
  })

  test('for any small pattern and text', () => {
    fc.assert(
      fc.property(pattern, fc.constantFrom('', 'i', 'm', 'im'), text, (source, flags, given) => {
        fc.pre(source.length <= 60)
        // Ours first: what runs away would hold JavaScript's own engine for ever.
        const found = withinBudget(() => ours(source, flags, given))
        if (found !== 'runs away') expect(found).toEqual(native(source, flags, given))
      }),
      { numRuns: process.env.STEPWISE_LONG ? 200_000 : 3_000 },
    )
  })

  test('for any text as a pattern: both read it, or neither does', () => {
    const soup = fc.string({ unit: fc.constantFrom(...'ab1()[]{}?*+|\\^$.-,:=!<>kxu0 '), maxLength: 12 })
    fc.assert(
      fc.property(soup, text, (source, given) => {
        if (!isReadNatively(source)) {
          expect(() => new Regex(source)).toThrow(RegexProblem)
          return
        }
        const found = withinBudget(() => ours(source, '', given))
        if (found !== 'runs away') expect(found).toEqual(native(source, '', given))
      }),
      { numRuns: process.env.STEPWISE_LONG ? 200_000 : 3_000 },
    )
  })
})

describe('no pattern runs away', () => {
  const long = 'a'.repeat(100_000)

  test.each<[source: string, text: string]>([
    ['(a+)+$', `${'a'.repeat(40)}b`],
    ['(a|aa)+$', `${'a'.repeat(60)}b`],
    ['(?:a?){50}a{50}b', 'a'.repeat(50)],
    ['(.*)\\1\\1x', long],
    ['(?=(a+)+$)b', `${'a'.repeat(40)}b`],
    ['(?:b|a|){4000000000}', long],
    ['.*.*.*x', long],
  ])('/%s/ ends with its budget', (source, text) => {
    expect(() => new Regex(source).firstMatch(text, 0, budgetOf(2_000_000))).toThrow(Spent)
  })

  test('however large the budget, memory has an end', () => {
    const open = new Regex('(?:a|b)*c')
    expect(() => open.firstMatch('ab'.repeat(1_000_000), 0, budgetOf(1e12))).toThrow(/needs too much memory/)
  })

  test('a long text costs no more than its length where nothing is tried twice', () => {
    const found = new Regex('[a-z]+(\\d+)$').firstMatch(`${long}12`, 0, budgetOf(20_000))
    expect(found?.groups[1]).toBe('12')
  })

  test.each<[what: string, source: string]>([
    ['too long', 'a'.repeat(2_001)],
    ['too deep', `${'('.repeat(101)}${')'.repeat(101)}`],
    ['with many groups', '()'.repeat(201)],
    ['too deep without groups', `${'(?:'.repeat(600)}`],
  ])('one %s is refused', (_, source) => {
    expect(() => new Regex(source)).toThrow(RegexProblem)
  })
})

describe('as the engine of jsonata', () => {
  async function evaluate(expression: string, input: unknown, steps = 100_000): Promise<unknown> {
    return JSON.parse(
      JSON.stringify(
        await jsonata(expression, { RegexEngine: regexEngine(budgetOf(steps)) }).evaluate(input),
      ) ?? 'null',
    )
  }

  test.each<[expression: string, input: unknown]>([
    ['$contains($, /b+/)', 'abbbc'],
    ['$contains($, /B+/)', 'abbbc'],
    ['$match($, /a(b+)/)', 'ababbabbcc'],
    ['$match($, /a(b+)/, 2)', 'ababbabbcc'],
    ['$match($, /(a)|(c)/i)', 'ABC'],
    ['$replace($, /(\\w+)\\s(\\w+)/, "$2, $1")', 'John Smith'],
    ['$replace($, /\\d/, function($m) { $string($number($m.match) + 1) })', '1 2 3'],
    ['$split($, /[-;,]\\s*/)', 'so; many,separators - are'],
    ['$split($, / /, 2)', 'too much, punctuation'],
    ['$filter($, function($v) { $v ~> /^a/m })', ['ab', 'b\na', 'c']],
    ['$map($, function($v) { $match($v, /x/).index })', ['axa', 'xx', '']],
    ['($first := /\\w/($); $first.next().match)', 'ab'],
  ])('%s', async (expression, input) => {
    expect(await evaluate(expression, input)).toEqual(
      JSON.parse(JSON.stringify(await jsonata(expression).evaluate(input)) ?? 'null'),
    )
  })

  test('what the budget throws comes out', async () => {
    await expect(evaluate('$match($, /(a+)+$/)', `${'a'.repeat(50)}b`)).rejects.toThrow(Spent)
  })
})
