import { expect, test } from 'vitest'
import { largeRun } from './large'

/** Besides, `npx tsx --conditions=react-server tests/bench/sandbox.ts` prints how long it takes. */
test('a thousand messages, two hundred items and fifty handlers with faults give the same history twice', async () => {
  const once = await largeRun()
  const again = await largeRun()
  expect(once.status).toBe('SUCCEEDED')
  expect(once.calls.filter(({ resource }) => resource === 'sqs:sendMessage').length).toBeGreaterThan(1000)
  expect(once.meter?.lambdaInvocations).toBeGreaterThanOrEqual(50)
  expect(once.calls.some(({ outcome }) => outcome.kind === 'Failed')).toBe(true)
  expect(JSON.stringify(again)).toBe(JSON.stringify(once))
})
