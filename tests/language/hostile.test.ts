import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completionsAt, formatted, helpAt, renameEdits, symbolAt } from '@/lib/language'
import { definitions } from '../support/generated-machines'

const solution = (file: string) => readFileSync(`content/exercises/${file}/solution.asl.json`, 'utf8')

const texts = fc.oneof(
  definitions.map((definition) => JSON.stringify(definition, undefined, 2)),
  fc.constantFrom(solution('handlers/an-error-has-a-name'), solution('patterns/ask-again-and-again')),
)

/** A text as it is while somebody writes: cut off, with something typed in the middle, with a piece taken out. */
const unfinished = fc
  .tuple(
    texts,
    fc.nat(),
    fc.nat(40),
    fc.constantFrom('', '"', '{', '[', ',', '$', '{%', '\\', '\n', '"__proto__":', '😀', '\ud83d'),
  )
  .map(([text, at, length, typed]) => {
    const from = at % (text.length + 1)
    return { source: text.slice(0, from) + typed + text.slice(from + length), offset: from + typed.length }
  })

describe('on text in the making', () => {
  test('every question has an answer, and what it names lies within the text', async () => {
    await fc.assert(
      fc.asyncProperty(unfinished, async ({ source, offset }) => {
        const found = await completionsAt(source, offset)
        if (found) expect(0 <= found.from && found.from <= found.to && found.to <= source.length).toBe(true)
        const help = await helpAt(source, offset)
        if (help) expect(help.from <= offset && offset <= help.to).toBe(true)
        const symbol = symbolAt(source, offset)
        for (const { from, to } of symbol?.uses ?? []) expect(from <= to && to <= source.length).toBe(true)
        if (symbol) renameEdits(symbol, 'Another')
        formatted(source)
      }),
      { numRuns: 150 },
    )
  })

  test.each([
    ['a tower of brackets', `{"a":${'['.repeat(50_000)}`],
    ['a tower of objects', '{"States":'.repeat(20_000)],
    ['nothing but quotes', '"'.repeat(50_000)],
    ['one long expression', `{"QueryLanguage":"JSONata","Output":"{% ${'$a('.repeat(20_000)}`],
    ['one long comment in it', `{"Output":"{% ${'/* '.repeat(20_000)} %}"}`],
    ['many backslashes', `{"Output":"{% ${'\\\\'.repeat(20_000)} %}"}`],
  ])(
    '%s is looked at in bounded time',
    async (_, source) => {
      for (const offset of [0, 12, Math.floor(source.length / 2), source.length]) {
        await completionsAt(source, offset)
        await helpAt(source, offset)
        symbolAt(source, offset)
      }
      formatted(source)
    },
    20_000,
  )
})
