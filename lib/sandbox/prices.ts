/** What AWS asks for, with the day on which it was read. us-east-1; free tiers are left out. */
export const PRICES = {
  checked: '2026-11-22',
  region: 'us-east-1',
  source: 'https://aws.amazon.com/step-functions/pricing/',
  /** Dollars for one. */
  standardTransition: 0.000025,
  expressRequest: 0.000001,
  /** The first 1,000 GB-hours of a month. */
  expressGbSecond: 0.00001667,
  /** https://aws.amazon.com/lambda/pricing/, x86, from memory. */
  lambdaRequest: 0.0000002,
  lambdaGbSecond: 0.0000166667,
} as const

/** An Express execution is billed in steps of 100 ms, and for 64 MB at least. */
export const EXPRESS_STEP_MS = 100
export const EXPRESS_LEAST_GB = 0.0625
