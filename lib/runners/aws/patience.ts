/** What waits in real time: injected, so that tests need not. */
export interface Pace {
  /** Milliseconds since 1970. */
  now(): number
  sleep(ms: number): Promise<void>
  /** From 0 up to 1. */
  random(): number
}

export const REAL_PACE: Pace = {
  now: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
}

/** How often something is asked: the first wait, what each wait grows to at most, and when it is given up. */
export interface Rhythm {
  firstMs: number
  longestMs: number
  forMs: number
}

/** Waits that grow, each with half of it left to chance, so that many who wait do not ask at once. */
export function* waits({ firstMs, longestMs }: Rhythm, random: () => number): Generator<number, never> {
  for (let ms = firstMs; ; ms = Math.min(longestMs, ms * 1.6)) yield ms / 2 + (random() * ms) / 2
}

/**
 * Asks until there is an answer.
 *
 * @param ask answers undefined for "not yet"
 * @returns undefined when the time was over before
 */
export async function until<Answer>(
  ask: () => Promise<Answer | undefined>,
  rhythm: Rhythm,
  pace: Pace,
): Promise<Answer | undefined> {
  const end = pace.now() + rhythm.forMs
  for (const wait of waits(rhythm, pace.random)) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (pace.now() + wait > end) return undefined
    await pace.sleep(wait)
  }
  return undefined
}

/**
 * Does something again while it fails in a way that time mends: AWS needs some seconds until what was just made is
 * known everywhere. Throttling and errors of the server are retried by the SDK before they come here.
 *
 * @throws what it failed with, when that is not `passing` or the time is over
 */
export async function patiently<Answer>(
  act: () => Promise<Answer>,
  passing: (error: Error) => boolean,
  rhythm: Rhythm,
  pace: Pace,
): Promise<Answer> {
  let last: Error | undefined
  const done = await until(
    async () => {
      try {
        return { answer: await act() }
      } catch (error) {
        if (!(error instanceof Error) || !passing(error)) throw error
        last = error
        return undefined
      }
    },
    rhythm,
    pace,
  )
  if (done) return done.answer
  throw last ?? new Error('It took too long.')
}
