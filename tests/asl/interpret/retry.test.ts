import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backoff } from '@/lib/asl/interpret/retry'
import type { Retrier } from '@/lib/asl/parse/state-machine'

const retrier: Retrier = {
  errorEquals: ['States.ALL'],
  intervalSeconds: 3,
  maxAttempts: 3,
  backoffRate: 2,
  jitterStrategy: 'NONE',
}

describe('backoff', () => {
  test.each([
    [1, 3],
    [2, 6],
    [3, 12],
  ])('retry %i waits %i seconds', (attempt, seconds) => {
    expect(backoff(retrier, attempt, () => 0.5)).toBe(seconds)
  })

  test('stays a number, however far it grows', () => {
    const steep: Retrier = { ...retrier, maxAttempts: 99_999_999, backoffRate: 1e300 }
    expect(backoff(steep, 3, () => 0)).toBe(366 * 24 * 3600)
    expect(backoff({ ...steep, jitterStrategy: 'FULL' }, 3, () => 0)).toBe(0)
  })

  test('jitter draws below the capped delay, so the cap is not the likeliest wait', () => {
    const capped: Retrier = { ...retrier, maxDelaySeconds: 10, jitterStrategy: 'FULL' }
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, drawn) => {
          const seconds = backoff(capped, attempt, () => drawn)
          expect(seconds).toBeGreaterThanOrEqual(0)
          expect(seconds).toBeLessThanOrEqual(10)
          expect(seconds).toBe(drawn * Math.min(10, 3 * 2 ** (attempt - 1)))
        },
      ),
    )
  })
})
