import { expect, test } from 'vitest'
import { ladderOf } from '@/app/_workbench/workers/ladder'
import type { InspectedField } from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import { invoke, run, states } from '../sandbox/run'

const ORDER = { orderId: 'o-1', items: [{ price: 10, count: 2 }] }

async function ladderAt(definition: object, state: string, until?: number) {
  const told = new Map<InspectedField, JsonValue>()
  const made = await run(definition, {
    input: { order: ORDER },
    watch: (entered, field, value) => entered === 2 && told.set(field, value),
    ...(until !== undefined && { interventions: { until } }),
  })
  return ladderOf(made, told, 2, JSON.stringify(definition), `/States/${state}`)
}

const BY_PATHS = states({
  Price: invoke('price', {
    InputPath: '$.order',
    Parameters: { 'orderId.$': '$.orderId', 'items.$': '$.items' },
    ResultSelector: { 'cents.$': '$.total' },
    ResultPath: '$.price',
    OutputPath: '$.price',
    Assign: { 'total.$': '$.cents' },
    End: true,
  }),
})

test('in JSONPath data goes down seven rungs', async () => {
  const { language, rungs, definition } = await ladderAt(BY_PATHS, 'Price')
  expect(language).toBe('JSONPath')
  expect(definition).toMatchObject({ InputPath: '$.order' })
  expect(rungs.map(({ name, value }) => [name, value])).toEqual([
    ['Input', { order: ORDER }],
    ['InputPath', ORDER],
    ['Parameters', ORDER],
    ['Result of the task', { total: 20 }],
    ['ResultSelector', { cents: 20 }],
    ['ResultPath', { order: ORDER, price: { cents: 20 } }],
    ['Assign', { total: 20 }],
    ['OutputPath', { cents: 20 }],
  ])
  expect(rungs[1]).toMatchObject({ written: '$.order', bytes: JSON.stringify(ORDER).length })
})

test('what has not happened yet has no value', async () => {
  const { rungs } = await ladderAt(BY_PATHS, 'Price', 3)
  expect(rungs.filter(({ value }) => value !== undefined).map(({ name }) => name)).toEqual([
    'Input',
    'InputPath',
    'Parameters',
  ])
})

test('in JSONata: arguments, result, variables, output', async () => {
  const definition = {
    QueryLanguage: 'JSONata',
    ...states({
      Price: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'price', Payload: '{% $states.input.order %}' },
        Assign: { total: '{% $states.result.Payload.total %}' },
        Output: '{% $states.result.Payload %}',
        End: true,
      },
    }),
  }
  const { language, rungs } = await ladderAt(definition, 'Price')
  expect(language).toBe('JSONata')
  expect(rungs.map(({ name }) => name)).toEqual([
    'Input',
    'Arguments',
    'Result of the task',
    'Assign',
    'Output',
  ])
  expect(rungs.at(-1)).toMatchObject({ value: { total: 20 }, written: '{% $states.result.Payload %}' })
})
