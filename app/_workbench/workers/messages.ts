import type { Diagnostic } from '@/lib/asl'
import type { Answer, ExerciseForLearner, Report, Runnable } from '@/lib/exercises'
import type { GraphLayout, OutlineEntry } from '@/lib/graph'
import type { JsonPointer } from '@/lib/json'
import type { Completions, KnownResource } from '@/lib/language'
import type { Run } from '@/lib/sandbox'
import type { StatePlace } from './places'

/** A text as a picture. */
export interface Picture {
  layout: GraphLayout
  outline: readonly OutlineEntry[]
}

/** What is known about a text without running it. */
export interface Reading extends Picture {
  source: string
  /** The text is JSON: its graph may replace the one that is shown. */
  isJson: boolean
  diagnostics: readonly Diagnostic[]
  places: readonly StatePlace[]
}

export type ReadRequest =
  | { job: 'read'; source: string; workflowType?: Runnable['workflowType'] }
  | { job: 'complete'; source: string; offset: number; known: readonly KnownResource[] }
  | { job: 'locate'; source: string; pointer: JsonPointer }

export type ReadAnswer =
  | { job: 'read'; reading: Reading }
  | { job: 'complete'; completions: Completions | undefined }
  | { job: 'locate'; range: { from: number; to: number } | undefined }
  | { job: 'fault'; message: string }

export type RunJob =
  | { job: 'run'; subject: Runnable; scenarioId: string; definition: string }
  | { job: 'grade'; exercise: ExerciseForLearner; answer: Answer }

export type RunAnswer =
  | { job: 'run'; ok: true; run: Run }
  | { job: 'run'; ok: false; diagnostics: readonly Diagnostic[] }
  | { job: 'grade'; report: Report }
  /** A fault of ours; never the learner's. */
  | { job: 'fault'; message: string }
