import type { EventId, StateMachine } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import type { Run } from '@/lib/sandbox'

/** What a judge found: a verdict still without the sentence on what was done, which is the same for all. */
export type Finding =
  | { passed: true; evidence: readonly EventId[] }
  | {
      passed: false
      happened: string
      expected: string
      evidence: readonly EventId[]
      at?: JsonPointer
    }

/** What judges look at: a run, and the machine that made it for "where to look" and "how it is written". */
export interface Subject {
  run: Run
  machine: StateMachine
}

export function holds(evidence: readonly EventId[]): Finding {
  return { passed: true, evidence }
}

export function fails(
  happened: string,
  expected: string,
  evidence: readonly EventId[],
  at: JsonPointer | undefined,
): Finding {
  return { passed: false, happened, expected, evidence, ...(at !== undefined && { at }) }
}
