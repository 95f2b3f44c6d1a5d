/** What AWS asks for one kind of use, in us-east-1. Free tiers are left out. */
export interface Price {
  /** Dollars for one; the next step begins where `upTo` of a month are used. */
  steps: readonly { dollars: number; upTo?: number }[]
  of: string
  source: string
  /** The day on which it was last compared with its source. */
  checked: string
  /** What was only remembered, if anything. */
  doubt?: string
}

const STEP_FUNCTIONS = 'https://aws.amazon.com/step-functions/pricing/'
const LAMBDA = 'https://aws.amazon.com/lambda/pricing/'

export const PRICES = {
  region: 'us-east-1',
  standardTransition: {
    steps: [{ dollars: 0.000025 }],
    of: 'a state transition of a Standard workflow',
    source: STEP_FUNCTIONS,
    checked: '2026-11-22',
  },
  expressRequest: {
    steps: [{ dollars: 0.000001 }],
    of: 'a request of an Express workflow',
    source: STEP_FUNCTIONS,
    checked: '2026-11-22',
  },
  expressGbSecond: {
    // 1,000 and 5,000 GB-hours.
    steps: [
      { dollars: 0.00001667, upTo: 3_600_000 },
      { dollars: 0.00000833, upTo: 18_000_000 },
      { dollars: 0.00000456 },
    ],
    of: 'a GB-second of an Express workflow',
    source: STEP_FUNCTIONS,
    checked: '2026-11-22',
    doubt: 'the second and the third step',
  },
  lambdaRequest: {
    steps: [{ dollars: 0.0000002 }],
    of: 'a request of a function',
    source: LAMBDA,
    checked: '2026-11-22',
  },
  lambdaGbSecond: {
    // 6 and 15 billion GB-seconds, on x86.
    steps: [
      { dollars: 0.0000166667, upTo: 6e9 },
      { dollars: 0.000015, upTo: 15e9 },
      { dollars: 0.0000133334 },
    ],
    of: 'a GB-second of a function',
    source: LAMBDA,
    checked: '2026-11-22',
  },
} as const satisfies { region: string } & Record<string, Price | string>

/** The first day on which any of the prices was compared with its source: none is older. */
export const PRICED_ON: string = Object.values(PRICES)
  .flatMap((price) => (typeof price === 'string' ? [] : [price.checked]))
  .reduce((first, day) => (day < first ? day : first))

/** In dollars, for so many in a month that nothing else happened in. */
export function costOf({ steps }: Price, amount: number): number {
  let cost = 0
  let counted = 0
  for (const { dollars, upTo = Number.POSITIVE_INFINITY } of steps) {
    const here = Math.max(0, Math.min(amount, upTo) - counted)
    cost += here * dollars
    counted += here
  }
  return cost
}
