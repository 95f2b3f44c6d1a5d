import fc from 'fast-check'
import type { JsonObject, JsonValue } from '@/lib/json'

const NAMES = ['A', 'B', 'Charge the card', 'D', 'constructor', '__proto__', 'F/~x', 'Ωμέγα', '']

/** Definitions as learners half-write them: any targets, nested to a depth, valid or not. */
export function randomDefinition(depth = 2): fc.Arbitrary<JsonObject> {
  const name = fc.constantFrom(...NAMES)
  return fc
    .record({
      startAt: name,
      states: fc.uniqueArray(fc.tuple(name, randomState(depth)), { maxLength: 6, selector: ([key]) => key }),
    })
    .map(({ startAt, states }) => ({ StartAt: startAt, States: Object.fromEntries(states) }))
}

function randomState(depth: number): fc.Arbitrary<JsonValue> {
  const name = fc.constantFrom(...NAMES)
  const leaf = fc.oneof(
    fc.record({ Type: fc.constantFrom('Pass', 'Task', 'Wait', 'Tsk'), Next: name }),
    fc.record({ Type: fc.constantFrom('Pass', 'Succeed', 'Fail'), End: fc.boolean() }),
    fc.record({
      Type: fc.constant('Choice'),
      Choices: fc.array(
        fc.record({ Variable: fc.constant('$.n'), NumericEquals: fc.integer(), Next: name }),
        { maxLength: 4 },
      ),
      Default: name,
    }),
    fc.record({
      Type: fc.constant('Task'),
      Next: name,
      Catch: fc.array(fc.record({ ErrorEquals: fc.constant(['States.ALL']), Next: name }), { maxLength: 2 }),
    }),
    fc.constantFrom<JsonValue>(null, 7, 'text', []),
  )
  if (depth === 0) return leaf
  const inner = randomDefinition(depth - 1)
  return fc.oneof(
    { weight: 4, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: fc.record({
        Type: fc.constant('Parallel'),
        Next: name,
        Branches: fc.array(inner, { maxLength: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ Type: fc.constant('Map'), End: fc.constant(true), ItemProcessor: inner }),
    },
  )
}
