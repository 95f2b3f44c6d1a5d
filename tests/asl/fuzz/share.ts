/**
 * How much is tried: a share that takes seconds in `npm test`, with the same seed every time, and more than a
 * million executions by `npm run test:long`, with another seed each time (a failure names it).
 */
const isLong = Boolean(process.env.STEPWISE_LONG)

export function share(amounts: { short: number; long: number }): { numRuns: number; seed?: number } {
  return isLong ? { numRuns: amounts.long } : { numRuns: amounts.short, seed: 20_260_101 }
}

/** Of one test: six hours are the budget of all. */
export const TIMEOUT_MS = isLong ? 3 * 3_600_000 : 120_000
