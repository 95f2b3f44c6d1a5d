import type { CheckResult } from '@/lib/exercises'
import type { RecordedEvent } from '@/lib/histories'
import type { Run } from '@/lib/sandbox'
import type { NotChecked } from './plan'

/** What came of a run on a real account. */
export interface AwsReport {
  /**
   * - `passed`, `failed`: of the checks that AWS could be asked
   * - `nothing-checked`: there is none that it could be asked
   * - `not-run`: it came to no run, or not to all; `message` says why
   */
  outcome: 'passed' | 'failed' | 'nothing-checked' | 'not-run'
  message?: string
  results: readonly CheckResult[]
  /** Never counted as passed. */
  notChecked: readonly NotChecked[]
  runs: readonly RunReport[]
}

/** One scenario, on both sides. */
export interface RunReport {
  scenarioId: string
  title: string
  status: Run['status']
  seconds: number
  executionArn: string
  /** Equal as histories are: up to ids that AWS makes, times, names, and the order among what runs at once. */
  areEqual: boolean
  here: readonly RecordedEvent[]
  there: readonly RecordedEvent[]
  /** Why AWS's history could not be read. */
  historyProblem?: string
}
