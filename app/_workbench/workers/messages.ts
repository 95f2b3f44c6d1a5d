import type { Diagnostic, EventId } from '@/lib/asl'
import type { Answer, ExerciseForLearner, Report, Runnable } from '@/lib/exercises'
import type { Fix } from '@/lib/fixes'
import type { GraphLayout, OutlineEntry } from '@/lib/graph'
import type { Comparison, ReadHistory, RecordedEvent } from '@/lib/histories'
import type { JsonObject, JsonPointer, JsonValue } from '@/lib/json'
import type { Completions, Help, KnownResource, SeenData, SymbolUses, TextEdit } from '@/lib/language'
import type { Result } from '@/lib/result'
import type { Interventions, Run } from '@/lib/sandbox'
import type { Action, Preview, PreviewData } from '@/lib/studio'
import type { StatePlace } from './places'

/** One field through which data goes in a state, and the value behind it. */
export interface Rung {
  name: string
  /** What the definition says there; absent where it says nothing and the field's default holds. */
  written?: JsonValue
  /** Absent where the state has not come so far: of several tries, the latest. */
  value?: JsonValue
  /** Of the value as JSON text in UTF-8. */
  bytes?: number
}

/** How data went through one stay in a state. */
export interface Ladder {
  language: 'JSONPath' | 'JSONata'
  /** From the input to the output. */
  rungs: readonly Rung[]
  /** The state as it is written. */
  definition: JsonObject
}

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
  | { job: 'locate'; source: string; pointer: JsonPointer }
  /** What a state yields, as it is written, on the data that it had in a run. */
  | { job: 'preview'; definition: string; at: JsonPointer; data: PreviewData }
  /** Actions of AWS's SDKs by words of their names. */
  | { job: 'actions'; query: string }
  | LanguageRequest

/** What is asked of the language at a place of a text. */
export type LanguageRequest =
  | { job: 'complete'; source: string; offset: number; known: readonly KnownResource[]; seen?: SeenData }
  | { job: 'help'; source: string; offset: number }
  | { job: 'symbol'; source: string; offset: number }
  | { job: 'rename'; source: string; offset: number; name: string }
  | { job: 'format'; source: string }
  | {
      job: 'fixes'
      source: string
      diagnostics: readonly Diagnostic[]
      workflowType?: Runnable['workflowType']
    }

export type ReadAnswer =
  | { job: 'read'; reading: Reading }
  | { job: 'locate'; range: { from: number; to: number } | undefined }
  | { job: 'actions'; actions: readonly Action[] }
  /** Undefined while the definition has problems. */
  | { job: 'preview'; preview: Preview | undefined }
  | LanguageAnswer
  | { job: 'fault'; message: string }

export type LanguageAnswer =
  | { job: 'complete'; completions: Completions | undefined }
  | { job: 'help'; help: Help | undefined }
  | { job: 'symbol'; symbol: SymbolUses | undefined }
  /** Why it cannot be called so, or the edits that do it. */
  | { job: 'rename'; renamed: Result<readonly TextEdit[], string> }
  /** Undefined for a text that is no JSON. */
  | { job: 'format'; edits: readonly TextEdit[] | undefined }
  /** Of each diagnostic, in their order. */
  | { job: 'fixes'; fixes: readonly (readonly Fix[])[] }

/** All that a run follows from: whoever has it can make the same run again. */
export interface RunSpec {
  subject: Runnable
  scenarioId: string
  definition: string
  interventions?: Interventions
}

export type RunJob =
  | ({ job: 'run' } & RunSpec)
  | { job: 'grade'; exercise: ExerciseForLearner; answer: Answer }
  /** What the account held right after an event, and what the run had cost by then. */
  | { job: 'account'; spec: RunSpec; event: EventId }
  | { job: 'compare'; here: RunSpec; there: RunSpec }
  /** Answered as 'compare' is. */
  | { job: 'align'; here: readonly RecordedEvent[]; there: readonly RecordedEvent[] }
  /** A history as AWS prints it, and the run beside it. */
  | { job: 'import'; text: string; here?: RunSpec }
  /** The values on their way through the stay that an event began, of the state at a place of the definition. */
  | { job: 'ladder'; spec: RunSpec; entered: EventId; at: JsonPointer }

export type RunAnswer =
  | { job: 'run'; ok: true; run: Run }
  | { job: 'run'; ok: false; diagnostics: readonly Diagnostic[] }
  /** The run as it was then; its history is left out, for whoever asks has it. */
  | { job: 'account'; run: Run }
  | { job: 'compare'; comparison: Comparison }
  | { job: 'import'; read: Result<ReadHistory, string>; comparison?: Comparison }
  | { job: 'ladder'; ladder: Ladder }
  | { job: 'grade'; report: Report }
  /** The account of a machine of the playground cannot be made. */
  | { job: 'refused'; message: string }
  /** A fault of ours; never the learner's. */
  | { job: 'fault'; message: string }
