/** What a series of answers took, in milliseconds. */
export interface Series {
  perSecond: number
  p50: number
  p95: number
  count: number
}

/** The smallest value that at least that share of the values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export function series(times: readonly number[], elapsedMs: number): Series {
  return {
    perSecond: (times.length / elapsedMs) * 1_000,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    count: times.length,
  }
}

/** As much as `width` clients can do that each wait for their answer: the capacity. */
export async function atCapacity(
  width: number,
  seconds: number,
  once: (client: number) => Promise<void>,
): Promise<Series> {
  const times: number[] = []
  const begun = performance.now()
  const end = begun + seconds * 1_000
  await Promise.all(
    Array.from({ length: width }, async (_, client) => {
      while (performance.now() < end) times.push(await timed(() => once(client)))
    }),
  )
  return series(times, performance.now() - begun)
}

/** So many a second, whether or not the ones before have been answered: what learners see. */
export async function atRate(
  perSecond: number,
  seconds: number,
  once: (index: number) => Promise<void>,
): Promise<Series> {
  const times: number[] = []
  const pending: Promise<void>[] = []
  const begun = performance.now()
  for (let index = 0; index < perSecond * seconds; index++) {
    const due = begun + (index / perSecond) * 1_000
    const early = due - performance.now()
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
    // Counted from when it was due: a generator that falls behind must not hide the wait.
    pending.push(once(index).then(() => void times.push(performance.now() - due)))
  }
  await Promise.all(pending)
  return series(times, performance.now() - begun)
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
