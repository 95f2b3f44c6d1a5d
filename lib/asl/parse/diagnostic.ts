import type { JsonPointer } from '@/lib/json'

/** Stable names of problems; lessons, tests and help texts refer to them. */
export type DiagnosticCode =
  // AWS's own codes, as ValidateStateMachineDefinition answers them
  | 'INVALID_JSON_DESCRIPTION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'MISSING_TRANSITION_TARGET'
  // ours, for what AWS reports under no code that we know, or does not report at all
  | 'UNREACHABLE_STATE'
  | 'DUPLICATE_STATE_NAME'
  | 'NO_TERMINAL_STATE'
  | 'LIMIT_EXCEEDED'
  | 'NOT_SUPPORTED_YET'

/** A half-open range of UTF-16 offsets into the definition text, and where it begins, counted from 1. */
export interface TextRange {
  from: number
  to: number
  line: number
  column: number
}

/** One problem of a definition: what, where, and what would make it right. */
export interface Diagnostic {
  code: DiagnosticCode
  severity: 'ERROR' | 'WARNING'
  /** Where in the document, for example `/States/Charge/Next`. */
  path: JsonPointer
  /** Where in the text; the editor underlines it. */
  range: TextRange
  message: string
  /** Whether `message` is AWS's text as recorded or documented, or our own. */
  wording: 'aws' | 'ours'
  /** In plain words, what would make it right. */
  hint?: string
}
