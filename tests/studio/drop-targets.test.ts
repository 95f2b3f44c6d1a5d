import { expect, test } from 'vitest'
import { targetsOf } from './pictures'

const labels = (definition: object) => targetsOf(JSON.stringify(definition)).map(({ label }) => label)

test('an empty machine has one place', () => {
  expect(labels({ StartAt: '', States: {} })).toEqual(['as the first state'])
  expect(targetsOf('{}').map(({ place }) => place)).toEqual([{ kind: 'Empty', machine: '' }])
})

test('places lie before, between, behind and beside states', () => {
  expect(
    labels({
      StartAt: 'A',
      States: {
        A: { Type: 'Task', Resource: 'x', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }], Next: 'B' },
        B: { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'C' }] },
        C: { Type: 'Pass', End: true },
      },
    }),
  ).toEqual([
    'at the start, before A',
    'between A and B',
    'between A and C, on an error',
    'behind a new catcher of A',
    'between B and C',
    'behind a new rule of B',
    'where B goes when no rule holds',
    'after C, at the end',
  ])
})

test('branches and processors have places of their own, empty ones too', () => {
  expect(
    labels({
      StartAt: 'P',
      States: {
        P: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'X', States: { X: { Type: 'Succeed' } } },
            { StartAt: '', States: {} },
          ],
          Next: 'M',
        },
        M: { Type: 'Map', ItemProcessor: { StartAt: '', States: {} }, End: true },
      },
    }),
  ).toEqual([
    'at the start, before P',
    'between P and M',
    'behind a new catcher of P',
    'at the start, before X',
    'after M, at the end',
    'behind a new catcher of M',
    'into the empty branch 2 of P',
    'into the empty processor of M',
  ])
})

test('a name that no state has can become one', () => {
  expect(
    targetsOf('{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}').map(({ place }) => place),
  ).toContainEqual({
    kind: 'Missing',
    machine: '',
    name: 'B',
  })
})
