import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '@/lib/json'
import { runMocked } from '@/lib/sandbox'
import { distributed, machineOfStates } from './run'

/** A distributed Map of a JSONata machine; its processor passes items on. */
async function run(map: JsonObject, input: JsonValue, objects: Record<string, string> = {}) {
  const item = { Type: 'Pass', Output: '{% $states.input %}', End: true }
  const machine = machineOfStates({ Each: distributed(map, { Item: item }) }, { QueryLanguage: 'JSONata' })
  const buckets = { b: { objects } }
  return runMocked({ machine, input, startAt: 0, seed: 1, mocks: new Map(), buckets })
}

describe('a distributed Map in JSONata', () => {
  test('computes items, selector, batches and output', async () => {
    const { output } = await run(
      {
        Items: '{% $states.input.xs %}',
        ItemSelector: {
          v: '{% $states.context.Map.Item.Value * $states.input.factor %}',
          i: '{% $states.context.Map.Item.Index %}',
        },
        ItemBatcher: {
          MaxItemsPerBatch: '{% $states.input.size %}',
          BatchInput: { f: '{% $states.input.factor %}' },
        },
        MaxConcurrency: '{% 1 %}',
        ToleratedFailurePercentage: '{% 0.5 %}',
        Output: '{% $states.result %}',
      },
      { xs: [1, 2, 3], factor: 10, size: 2 },
    )
    expect(output).toEqual([
      {
        BatchInput: { f: 10 },
        Items: [
          { v: 10, i: 0 },
          { v: 20, i: 1 },
        ],
      },
      { BatchInput: { f: 10 }, Items: [{ v: 30, i: 2 }] },
    ])
  })

  test('goes through the members of an object', async () => {
    const { output } = await run({ Items: '{% $states.input %}' }, { a: 1, b: [2] })
    expect(output).toEqual([
      { Key: 'a', Value: 1 },
      { Key: 'b', Value: [2] },
    ])
  })

  test('reads what Arguments name, with computed headers', async () => {
    const { output } = await run(
      {
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: {
            InputType: 'CSV',
            CSVHeaderLocation: 'GIVEN',
            CSVHeaders: '{% $states.input.names %}',
            MaxItems: '{% 1 %}',
          },
          Arguments: { Bucket: 'b', Key: "{% $states.input.day & '.csv' %}" },
        },
      },
      { day: 'mon', names: ['x', 'y'] },
      { 'mon.csv': '1,2\n3,4' },
    )
    expect(output).toEqual([{ x: '1', y: '2' }])
  })

  test('tells of an expression that fails, and then of the map run', async () => {
    const { failure, history } = await run(
      {
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'JSON' },
          Arguments: { Bucket: 'b', Key: '{% $states.input.missing %}' },
        },
      },
      {},
    )
    expect(failure?.error).toBe('States.QueryEvaluationError')
    expect(history.slice(3).map(({ type }) => type)).toEqual([
      'MapRunStarted',
      'EvaluationFailed',
      'MapRunFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ])
  })

  test('refuses a tolerance that is no number', async () => {
    const { failure } = await run({ ToleratedFailureCount: "{% 'many' %}" }, [1])
    expect(failure).toMatchObject({
      error: 'States.QueryEvaluationError',
      cause: expect.stringContaining("Expected 'number', but was 'string'"),
    })
  })
})
