import type { JsonPointer } from '@/lib/json'

/**
 * Stable names of problems; lessons, tests and help texts refer to them. The first group are codes that the API
 * reference of ValidateStateMachineDefinition lists, under AWS's own names.
 */
export type DiagnosticCode =
  | 'INVALID_JSON_DESCRIPTION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'MISSING_TRANSITION_TARGET'
  | 'MISSING_END_STATE'
  | 'DUPLICATE_STATE_NAME'
  | 'INVALID_STATE_NAME'
  // warnings
  | 'NO_DOLLAR'
  | 'NO_PATH'
  | 'PASS_RESULT_IS_STATIC'
  // ours, for what AWS reports under no code that we know
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
  /** Where in the document, for example `/States/Charge/Next`; where AWS puts it, if that is known. */
  path: JsonPointer
  /** Where in the text; the editor underlines it. */
  range: TextRange
  message: string
  /**
   * `aws` when `message` is AWS's own text: from a recording, an AWS page, or the answer of AWS quoted in a
   * public report. Otherwise it is ours.
   */
  wording: 'aws' | 'ours'
  /** In plain words, what would make it right. */
  hint?: string
}
