import { expect, test } from 'vitest'
import { parse } from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import { runMocked } from '@/lib/sandbox'

async function outputOf(definition: string): Promise<JsonValue | undefined> {
  const parsed = parse(definition)
  if (!parsed.ok) throw new Error(parsed.diagnostics[0].message)
  const { machine } = parsed
  return (await runMocked({ machine, input: {}, startAt: 0, seed: 1, mocks: new Map() })).output
}

test('numbers are those of JavaScript, as docs/parity.md says', async () => {
  const output = await outputOf(
    '{"StartAt":"A","States":{"A":{"Type":"Pass","Result":[1.0,1E3,9007199254740993,0.1],"End":true}}}',
  )
  expect(JSON.stringify(output)).toBe('[1,1000,9007199254740992,0.1]')
})

test('a branch that assigns a variable of a state written later gets one of its own, as docs/parity.md says', async () => {
  const pass = (fields: object) => ({ Type: 'Pass', ...fields })
  const output = await outputOf(
    JSON.stringify({
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
    }),
  )
  expect(output).toEqual({ branches: [{ inside: 'inner' }], outside: 'outer' })
})

test('an array index past the end is no value', async () => {
  const parsed = parse(
    '{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"last.$":"$.list[2]"},"End":true}}}',
  )
  if (!parsed.ok) throw new Error(parsed.diagnostics[0].message)
  const { failure } = await runMocked({
    machine: parsed.machine,
    input: { list: [1, 2] },
    startAt: 0,
    seed: 1,
    mocks: new Map(),
  })
  expect(failure).toMatchObject({
    error: 'States.Runtime',
    cause: expect.stringContaining(
      "The JSONPath '$.list[2]' specified for the field 'last.$' could not be found",
    ),
  })
})
