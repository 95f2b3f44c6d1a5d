import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LARGEST_GRAPH, outlineOf, type StateGraph, stateGraph } from '@/lib/graph'
import type { JsonValue } from '@/lib/json'
import { randomDefinition } from './random-definition'

describe('a definition as a graph', () => {
  test.each<[string, JsonValue | undefined]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['an array', []],
    ['states that are no object', { StartAt: 'A', States: [1, 2] }],
  ])('%s has no states', (_, definition) => {
    expect(stateGraph(definition).states).toEqual([])
  })

  test('names every kind of transition in written order', () => {
    const graph = stateGraph({
      StartAt: 'Look',
      States: {
        Look: {
          Type: 'Choice',
          Choices: [{ Variable: '$.total', NumericGreaterThanEquals: 100, Next: 'Charge' }],
          Default: 'Done',
        },
        Charge: { Type: 'Task', Next: 'Done', Catch: [{ ErrorEquals: ['Card.Declined'], Next: 'Done' }] },
        Done: { Type: 'Succeed' },
      },
    })
    expect(graph.transitions).toEqual([
      { from: 'Look', to: 'Charge', kind: 'rule', label: '$.total ≥ 100', at: '/States/Look/Choices/0/Next' },
      { from: 'Look', to: 'Done', kind: 'default', label: 'otherwise', at: '/States/Look/Default' },
      { from: 'Charge', to: 'Done', kind: 'next', at: '/States/Charge/Next' },
      {
        from: 'Charge',
        to: 'Done',
        kind: 'catch',
        label: 'Card.Declined',
        at: '/States/Charge/Catch/0/Next',
      },
    ])
  })

  test.each<[string, JsonValue, string]>([
    ['a comparison with a path', { Variable: '$.a', StringEqualsPath: '$.b' }, '$.a = $.b'],
    ['a negation', { Not: { Variable: '$.a', BooleanEquals: true } }, 'not $.a = true'],
    ['a test of presence', { Variable: '$.a', IsPresent: false }, '$.a not is present'],
    [
      'both of two',
      {
        And: [
          { Variable: '$.a', NumericLessThan: 3 },
          { Variable: '$.b', IsNull: true },
        ],
      },
      '$.a < 3 and $.b is null',
    ],
    ['JSONata', { Condition: '{% $states.input.n > 1 %}' }, '$states.input.n > 1'],
    ['nothing to compare', {}, '?'],
  ])('%s is readable on the arrow', (_, rule, label) => {
    const choices = [{ ...(rule as Record<string, JsonValue>), Next: 'B' }]
    const graph = stateGraph({ StartAt: 'A', States: { A: { Type: 'Choice', Choices: choices } } })
    expect(graph.transitions[0]?.label).toBe(label)
  })

  test('a name that nobody has is drawn as missing, once', () => {
    const graph = stateGraph({ StartAt: 'Strat', States: { A: { Type: 'Pass', Next: 'Strat' } } })
    expect(graph.missing).toEqual(['Strat'])
  })

  test('names of Object.prototype are ordinary names', () => {
    const graph = stateGraph(
      JSON.parse('{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","Next":"toString"}}}'),
    )
    expect(graph.states.map((state) => [state.name, state.isStart])).toEqual([['__proto__', true]])
    expect(graph.missing).toEqual(['toString'])
  })

  test('a definition of thousands of states is cut, and says by how much', () => {
    const many = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, index) => [`S${index}`, { Type: 'Pass', End: true }]),
    )
    const graph = stateGraph({ StartAt: 'S0', States: many })
    expect(graph.states).toHaveLength(LARGEST_GRAPH.states)
    expect(graph.omitted).toBe(1_000 - LARGEST_GRAPH.states)
  })

  test('nesting without end stops', () => {
    let definition: JsonValue = { StartAt: 'P', States: {} }
    for (let depth = 0; depth < 2_000; depth += 1) {
      definition = { StartAt: 'P', States: { P: { Type: 'Parallel', End: true, Branches: [definition] } } }
    }
    expect(outlineOf(stateGraph(definition)).length).toBeLessThanOrEqual(LARGEST_GRAPH.nesting + 1)
  })
})

describe('the outline', () => {
  test('follows the transitions from the start, containers inside their state, the unreachable last', () => {
    const graph = stateGraph({
      StartAt: 'First',
      States: {
        Lost: { Type: 'Pass', End: true },
        Last: { Type: 'Succeed' },
        First: {
          Type: 'Parallel',
          Next: 'Last',
          Branches: [{ StartAt: 'In', States: { In: { Type: 'Pass', End: true } } }],
        },
      },
    })
    expect(
      outlineOf(graph).map((entry) => [entry.depth, entry.name, entry.container, entry.isUnreachable]),
    ).toEqual([
      [0, 'First', undefined, false],
      [1, 'In', 'Branch 1', false],
      [0, 'Last', undefined, false],
      [0, 'Lost', undefined, true],
    ])
  })

  test('has every state exactly once', () => {
    fc.assert(
      fc.property(randomDefinition(), (definition) => {
        const graph = stateGraph(definition)
        const listed = outlineOf(graph).map((entry) => entry.at)
        expect(new Set(listed).size).toBe(listed.length)
        expect([...listed].sort()).toEqual(allPointers(graph).sort())
      }),
    )
  })
})

function allPointers(graph: StateGraph): string[] {
  return graph.states.flatMap((state) => [
    state.at,
    ...state.containers.flatMap((container) => allPointers(container.graph)),
  ])
}
