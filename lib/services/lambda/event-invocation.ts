import type { JsonValue } from '@/lib/json'
import type { Surroundings } from '../answer'
import { runNamed } from './run-named'

/** Somebody invoked a function with `InvocationType` `Event`: Lambda runs it on its own, and tries it again. */
export interface FunctionHappening {
  kind: 'FunctionRuns'
  function: string
  event: JsonValue
  /** From 0. */
  attempt: number
}

/** Seconds before the second and the third try (developer guide of Lambda, "Asynchronous invocation"). */
const BACKOFF_SECONDS = [60, 120]

export async function functionRuns(happening: FunctionHappening, around: Surroundings): Promise<void> {
  const outcome = await runNamed(happening.function, happening.event, around)
  const backoff = BACKOFF_SECONDS[happening.attempt]
  if (outcome.ok || backoff === undefined) return
  around.agenda.at(around.at + backoff * 1000, { ...happening, attempt: happening.attempt + 1 })
}
