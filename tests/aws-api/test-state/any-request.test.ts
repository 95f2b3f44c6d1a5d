import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '@/lib/asl'
import { testState } from '@/lib/aws-api'
import type { JsonObject } from '@/lib/json'
import { drive } from '../../support/drive'
import { answerTo, inlineMap, invoke, parallel, readingMap } from './ask'

describe('whatever is asked', () => {
  test('it is answered', async () => {
    const text = fc.oneof(fc.json(), fc.string(), fc.constant(undefined))
    const requests = fc.record(
      {
        definition: fc.oneof(
          fc.json(),
          fc
            .constantFrom(invoke, parallel, inlineMap, readingMap, { Type: 'Succeed' })
            .map((state) => JSON.stringify(state)),
        ),
        input: text,
        variables: text,
        context: text,
        stateName: text,
        revealSecrets: fc.boolean(),
        inspectionLevel: fc.constantFrom('INFO', 'DEBUG', 'TRACE', 'ALL'),
        mock: fc.record({ result: text, errorOutput: fc.object() }, { requiredKeys: [] }),
        stateConfiguration: fc.record(
          { mapItemReaderData: text, mapIterationFailureCount: fc.integer() },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ['definition'] },
    )
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const answer = await testState(JSON.parse(JSON.stringify(request)))
        expect(typeof answer.error === 'object' || 'status' in answer).toBe(true)
      }),
    )
  })

  test('deep values are refused', async () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000)
    expect(await answerTo({ Type: 'Succeed' }, { input: deep, inspectionLevel: 'TRACE' })).toHaveProperty(
      'error.code',
    )
  })

  test('a state alone does what it does in an execution', async () => {
    const states = fc.constantFrom<JsonObject>(
      { Type: 'Pass', Parameters: { 'a.$': '$.a' }, ResultPath: '$.b', End: true },
      { Type: 'Pass', InputPath: '$.a', OutputPath: '$.b', End: true },
      {
        Type: 'Choice',
        Choices: [{ Variable: '$.a', NumericGreaterThan: 1, Next: 'Next' }],
        Default: 'Next',
      },
      { Type: 'Wait', SecondsPath: '$.a', End: true },
      { Type: 'Fail', ErrorPath: '$.b', CausePath: '$.b' },
    )
    const inputs = fc.dictionary(fc.constantFrom('a', 'b'), fc.jsonValue())
    await fc.assert(
      fc.asyncProperty(states, inputs, async (state, given) => {
        const input = JSON.parse(JSON.stringify(given)) as JsonObject
        const machine = {
          StartAt: 'S',
          States: { S: state, ...(state.Default && { Next: { Type: 'Succeed' } }) },
        }
        const parsed = parse(JSON.stringify(machine))
        if (!parsed.ok) throw new Error(parsed.diagnostics[0].message)
        const { ended } = drive({ machine: parsed.machine, input, seed: 1 })
        const alone = await answerTo(state, { input: JSON.stringify(input) })
        if (alone.error === 'States.Timeout') return
        expect(alone.status).toBe(ended?.status)
        if (ended?.status === 'SUCCEEDED') expect(alone.output).toEqual(ended.output)
        if (ended?.status === 'FAILED') expect(alone.error).toBe(ended.failure.error)
      }),
    )
  })
})
