import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '@/lib/asl'
import { renameEdits, renameProblem, symbolAt } from '@/lib/language'
import { applyEdits } from '@/lib/studio'
import { definitions } from '../support/generated-machines'
import { caret } from './caret'

const MACHINE = `{"StartAt":"A","States":{
  "A":{"Type":"Choice","Choices":[{"Variable":"$.x","IsNull":true,"Next":"B"}],"Default":"A"},
  "B":{"Type":"Parallel","Next":"C","Catch":[{"ErrorEquals":["A"],"Next":"C"}],"Branches":[
    {"StartAt":"A2","States":{"A2":{"Type":"Pass","Comment":"A","Next":"B2"},"B2":{"Type":"Succeed"}}}]},
  "C":{"Type":"Succeed"}}}`

const VARIABLES = `{"StartAt":"A","QueryLanguage":"JSONata","States":{
  "A":{"Type":"Pass","Assign":{"total":"{% $sum([1]) %}","other":1},"Next":"B"},
  "B":{"Type":"Pass","Output":"{% $total & '$total' & \\"$total\\" & $totals %}","Next":"C"},
  "C":{"Type":"Pass","Output":"{% ($total := 2; $total) %}","Comment":"$total","End":true}}}`

const PATHS = `{"StartAt":"A","States":{
  "A":{"Type":"Pass","Assign":{"total.$":"$.total"},"Next":"B"},
  "B":{"Type":"Pass","Parameters":{"a.$":"$total","b.$":"States.Format('{}', $total.net)","c.$":"$.total"},"End":true}}}`

/** The text with every use between bars. */
function marked(source: string, word: string): string {
  const symbol = symbolAt(source, source.indexOf(word) + 1)
  return applyEdits(
    source,
    (symbol?.uses ?? []).map(({ from, to }) => ({ from, to, insert: `|${source.slice(from, to)}|` })),
  )
}

describe('uses of', () => {
  test('a state: its own machine only, and no errors or comments', () => {
    expect(marked(MACHINE, '"A"')).toBe(
      MACHINE.replace('"StartAt":"A"', '"StartAt":"|A|"')
        .replace('"A":{', '"|A|":{')
        .replace('"Default":"A"', '"Default":"|A|"'),
    )
  })

  test('a variable in expressions: no texts, no names that an expression binds itself', () => {
    expect(marked(VARIABLES, '"total"')).toBe(
      VARIABLES.replace('"total"', '"|total|"').replace('{% $total &', '{% $|total| &'),
    )
  })

  test('a variable in paths and intrinsic functions', () => {
    expect(marked(PATHS, '"total.$"')).toBe(
      PATHS.replace('"total.$"', '"|total|.$"')
        .replace('"$total"', '"$|total|"')
        .replace('$total.net', '$|total|.net'),
    )
  })

  test.each(['|"B"', '"|B"', '"B|"', '"B"|'])('the cursor at %s is at a name', (at) => {
    const { source, offset } = caret(MACHINE.replace('"Next":"B"', `"Next":${at}`))
    expect(symbolAt(source, offset)).toMatchObject({ kind: 'State', name: 'B' })
  })

  test('nothing where nothing is named', () => {
    const { source, offset } = caret(MACHINE.replace('"IsNull"', '"Is|Null"'))
    expect(symbolAt(source, offset)).toBeUndefined()
  })
})

describe('renaming', () => {
  const symbol = (source: string, word: string) => {
    const found = symbolAt(source, source.indexOf(word) + 1)
    if (!found) throw new Error('Nothing is named there.')
    return found
  }

  test.each([
    ['B', /already/],
    ['B2', /already/],
    ['', /needs a name/],
    ['x'.repeat(81), /80/],
  ])('a state cannot be called %s', (name, problem) => {
    expect(renameProblem(MACHINE, symbol(MACHINE, '"A"'), name)).toMatch(problem)
  })

  test.each([
    ['other', /already/],
    ['a b', /word/],
    ['states', /reserved/],
  ])('a variable cannot be called %s', (name, problem) => {
    expect(renameProblem(VARIABLES, symbol(VARIABLES, '"total"'), name)).toMatch(problem)
  })

  test('a name is written as JSON needs it', () => {
    const after = applyEdits(MACHINE, renameEdits(symbol(MACHINE, '"C"'), 'Say "hi"\\n'))
    expect(Object.keys(JSON.parse(after).States)).toContain('Say "hi"\\n')
    expect(parse(after)).toMatchObject({ ok: true })
  })

  test('there and back again is where it was, and the machine is as right as before', () => {
    fc.assert(
      fc.property(definitions, fc.nat(), (definition, which) => {
        const source = JSON.stringify(definition, undefined, 2)
        const names = Object.keys(JSON.parse(source).States)
        const name = names[which % names.length] ?? ''
        const from = symbol(source, `${JSON.stringify(name)}: {`)
        const there = applyEdits(source, renameEdits(from, 'Another name'))
        expect(parse(there).ok).toBe(parse(source).ok)
        const back = applyEdits(there, renameEdits(symbol(there, '"Another name": {'), name))
        expect(back).toBe(source)
      }),
    )
  })
})
