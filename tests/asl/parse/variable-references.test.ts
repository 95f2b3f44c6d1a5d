import { expect, test } from 'vitest'
import { parse, variableReferences } from '@/lib/asl'

function referencesIn(states: object, queryLanguage = 'JSONPath') {
  const definition = { QueryLanguage: queryLanguage, StartAt: Object.keys(states)[0], States: states }
  const parsed = parse(JSON.stringify(definition))
  if (!parsed.ok) throw new Error(parsed.diagnostics[0].message)
  return Object.fromEntries(variableReferences(parsed.machine))
}

const assign = (...names: string[]) => ({
  Type: 'Pass',
  Assign: Object.fromEntries(names.map((name) => [name, 1])),
})

test('paths, intrinsic functions and conditions read variables; a text that looks like one does not', () => {
  const references = referencesIn({
    Set: { ...assign('b', 'a', 'c', 'unused'), Next: 'Which' },
    Which: {
      Type: 'Choice',
      Choices: [{ Variable: '$c', NumericEqualsPath: '$a', Next: 'Show' }],
      Default: 'Broken',
    },
    Show: {
      Type: 'Pass',
      Parameters: { 'sum.$': 'States.MathAdd($b, States.MathAdd($a, $.x))', text: '$c' },
      Assign: { 'a.$': '$$.State.Name' },
      End: true,
    },
    Broken: { Type: 'Fail', CausePath: '$c.cause', Error: 'E' },
  })
  expect(references).toEqual({ Which: ['a', 'c'], Show: ['a', 'b'], Broken: ['c'] })
})

test('a Map reads for itself, and the states inside it for themselves', () => {
  const references = referencesIn({
    Set: { ...assign('list', 'most', 'name'), Next: 'Each' },
    Each: {
      Type: 'Map',
      ItemsPath: '$list',
      MaxConcurrencyPath: '$most',
      ItemProcessor: {
        StartAt: 'Inside',
        States: { Inside: { Type: 'Pass', Parameters: { 'n.$': '$name' }, End: true } },
      },
      End: true,
    },
  })
  expect(references).toEqual({ Each: ['list', 'most'], Inside: ['name'] })
})

test('JSONata: variables of the machine, not those that an expression binds, nor functions', () => {
  const references = referencesIn(
    {
      Set: { ...assign('total', 'rate'), Next: 'Show' },
      Show: {
        Type: 'Pass',
        Output: '{% ($local := $total; $sum([$local, $states.input.x]) * (function($n) { $n })(1)) %}',
        Assign: { rate: '{% $rate + 1 %}' },
        End: true,
      },
    },
    'JSONata',
  )
  expect(references).toEqual({ Show: ['rate', 'total'] })
})

test('names of every object are no variables', () => {
  expect(referencesIn({ Only: { Type: 'Pass', Parameters: { 'c.$': '$.constructor' }, End: true } })).toEqual(
    {},
  )
})
