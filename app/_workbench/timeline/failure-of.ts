import type { Failure, HistoryEvent } from '@/lib/asl'

/** The error and cause an event carries; empty where it carries none. */
export function failureOf(event: HistoryEvent): Failure {
  const details: object = event.details
  return {
    ...('error' in details && typeof details.error === 'string' && { error: details.error }),
    ...('cause' in details && typeof details.cause === 'string' && { cause: details.cause }),
  }
}
