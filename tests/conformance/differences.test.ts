import { expect, test } from 'vitest'
import type { StateMachine } from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import { type MockedRun, runMocked } from '@/lib/sandbox'
import { machineOf } from '../support/machine-of'

async function run(machine: StateMachine, input: JsonValue = {}): Promise<MockedRun> {
  return runMocked({ machine, input, startAt: 0, seed: 1, mocks: new Map() })
}

test('numbers are those of JavaScript, as docs/parity.md says', async () => {
  const numbers = '[1.0,1E3,9007199254740993,0.1]'
  const machine = machineOf(`{"StartAt":"A","States":{"A":{"Type":"Pass","Result":${numbers},"End":true}}}`)
  const { output } = await run(machine)
  expect(JSON.stringify(output)).toBe('[1,1000,9007199254740992,0.1]')
})

test('a branch that assigns a variable of a state written later gets one of its own, as docs/parity.md says', async () => {
  const pass = (fields: object) => ({ Type: 'Pass', ...fields })
  const machine = machineOf({
    StartAt: 'Set',
    States: {
      Branch: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'SetInside',
            States: {
              SetInside: pass({ Assign: { x: 'inner' }, Next: 'ReadInside' }),
              ReadInside: pass({ Parameters: { 'inside.$': '$x' }, End: true }),
            },
          },
        ],
        Next: 'Read',
      },
      Set: pass({ Assign: { x: 'outer' }, Next: 'Branch' }),
      Read: pass({ Parameters: { 'branches.$': '$', 'outside.$': '$x' }, End: true }),
    },
  })
  const { output } = await run(machine)
  expect(output).toEqual({ branches: [{ inside: 'inner' }], outside: 'outer' })
})

test('an array index past the end is no value', async () => {
  const last = { Type: 'Pass', Parameters: { 'last.$': '$.list[2]' }, End: true }
  const { failure } = await run(machineOf({ StartAt: 'A', States: { A: last } }), { list: [1, 2] })
  expect(failure).toMatchObject({
    error: 'States.Runtime',
    cause: expect.stringContaining(
      "The JSONPath '$.list[2]' specified for the field 'last.$' could not be found",
    ),
  })
})
