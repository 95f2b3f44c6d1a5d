import type { Retrier } from '../parse/state-machine'
import type { Random } from '../query'
import { matches } from './error-names'
import type { Failed } from './failure'
import type { Visit } from './frame'

/** The most that MaxDelaySeconds can be. An execution is over by then, so that a longer wait would be no other. */
const LONGEST_DELAY_SECONDS = 31_622_400

/**
 * Decides whether the state is tried once more. The first retrier whose ErrorEquals takes the failure decides
 * alone; each counts its own retries for as long as the visit lasts. Counts the retry when there is one.
 */
export function nextRetry(
  visit: Visit,
  retriers: readonly Retrier[],
  failed: Failed,
  random: Random,
): { afterSeconds: number } | undefined {
  const index = retrierIndex(retriers, failed)
  const retrier = retriers[index]
  const made = visit.retriesByRetrier[index] ?? 0
  if (!retrier || made >= retrier.maxAttempts) return undefined
  visit.retriesByRetrier[index] = made + 1
  return { afterSeconds: backoff(retrier, made + 1, random) }
}

/** Which retrier takes the failure; -1 when none does. */
export function retrierIndex(retriers: readonly Retrier[], failed: Failed): number {
  return retriers.findIndex(({ errorEquals }) => matches(errorEquals, failed))
}

/**
 * Seconds to wait before retry `attempt` (from 1). The documentation does not say whether the cap or the jitter
 * comes first. The cap does here: capping after the draw would make the longest wait the likeliest one.
 */
export function backoff(retrier: Retrier, attempt: number, random: Random): number {
  const grown = retrier.intervalSeconds * retrier.backoffRate ** (attempt - 1)
  const capped = Math.min(grown, retrier.maxDelaySeconds ?? LONGEST_DELAY_SECONDS)
  return retrier.jitterStrategy === 'FULL' ? random() * capped : capped
}
