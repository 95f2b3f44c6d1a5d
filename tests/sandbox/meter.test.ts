import { expect, test } from 'vitest'
import { priceText } from '@/lib/sandbox'
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
