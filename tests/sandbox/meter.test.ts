import { expect, test } from 'vitest'
import { PRICES, priceText } from '@/lib/sandbox'
import { costOf } from '@/lib/sandbox/prices'
import { account, invoke, run, states } from './run'

test('a Standard run is billed by its transitions, its functions by the time they take', async () => {
  const retry = { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] }
  const definition = states({
    A: invoke('price', { Next: 'B' }),
    B: invoke('fails', { ...retry, End: true }),
  })
  const { meter } = await run(definition, { input: { items: [] }, account })
  // The start, two states, one retry; three invocations, the first of 100 ms and a little.
  expect(meter).toMatchObject({ transitions: 4, lambdaInvocations: 3, expressRequests: 0 })
  expect(meter?.lambdaGbSeconds).toBeCloseTo((0.101 + 0.001 + 0.001) * 0.125, 3)
  expect(meter?.dollars).toBeCloseTo(4 * 0.000025 + 3 * 0.0000002, 6)
  expect(meter && priceText(meter)).toMatch(/^0\.0001\d* USD, at the prices of \d{4}-\d\d-\d\d$/)
})

test('an Express run is billed by request and by its time in steps of 100 ms', async () => {
  const { meter } = await run(states({ W: { Type: 'Wait', Seconds: 2, End: true } }), { type: 'EXPRESS' })
  expect(meter).toMatchObject({ transitions: 0, expressRequests: 1, expressGbSeconds: 0.125 })
})

test('a cold start is billed once, and calls are counted by service', async () => {
  const functions = { cold: { source: 'export const handler = () => 1', durationMs: 99, coldStartMs: 400 } }
  const tables = { orders: { partitionKey: { name: 'orderId', type: 'S' as const } } }
  const key = { TableName: 'orders', Key: { orderId: { S: 'o-1' } } }
  const get = (resource: string, more: object) => ({
    Type: 'Task',
    Resource: `arn:aws:states:::${resource}`,
    Parameters: key,
    ...more,
  })
  const definition = states({
    A: invoke('cold', { Next: 'B' }),
    B: invoke('cold', { Next: 'C' }),
    C: get('dynamodb:getItem', { Next: 'D' }),
    D: get('aws-sdk:dynamodb:getItem', { End: true }),
  })
  const { meter } = await run(definition, { account: { functions, tables } })
  expect(meter?.lambdaGbSeconds).toBeCloseTo((0.1 + 0.4 + 0.1) * 0.125, 6)
  expect(meter?.requests).toEqual({ lambda: 2, dynamodb: 2 })
})

test.each([
  [1_000, 0.01667],
  [3_600_000, 60.012],
  [4_600_000, 60.012 + 8.33],
  [20_000_000, 60.012 + 119.952 + 9.12],
])('so many GB-seconds of Express workflows cost by steps: %i', (amount, dollars) => {
  expect(costOf(PRICES.expressGbSecond, amount)).toBeCloseTo(dollars, 6)
})

test('every price has its source and a day', () => {
  for (const price of Object.values(PRICES)) {
    if (typeof price === 'string') continue
    expect(price.source).toMatch(/^https:/)
    expect(price.checked).toMatch(/^\d{4}-\d\d-\d\d$/)
  }
})
