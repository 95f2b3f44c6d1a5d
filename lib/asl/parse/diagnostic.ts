import type { JsonPointer } from '@/lib/json'

/**
 * AWS's codes: those that the API reference of ValidateStateMachineDefinition lists for definitions, and five more
 * that AWS was seen to answer with (they are newer than the page: JSONata and variables).
 */
export type AwsDiagnosticCode =
  | 'INVALID_JSON_DESCRIPTION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'MISSING_TRANSITION_TARGET'
  | 'MISSING_END_STATE'
  | 'DUPLICATE_STATE_NAME'
  | 'INVALID_STATE_NAME'
  | 'DUPLICATE_LABEL_NAME'
  | 'INVALID_LABEL_NAME'
  | 'TOO_DEEPLY_NESTED'
  // not on the page
  | 'INVALID_JSONATA_EXPRESSION'
  | 'UNSUPPORTED_JSONATA_EXPRESSION'
  | 'INVALID_VARIABLE_NAME'
  | 'RESERVED_VARIABLE_NAME'
  | 'DUPLICATE_VARIABLE_NAME'
  // warnings
  | 'NO_DOLLAR'
  | 'NO_PATH'
  | 'PASS_RESULT_IS_STATIC'

/** Codes of ours, for what AWS does not report: our API answers leave these problems out. */
export type OwnDiagnosticCode =
  | 'LIMIT_EXCEEDED'
  | 'NOT_SUPPORTED_YET'
  // warnings
  | 'UNKNOWN_ERROR_NAME'
  | 'NEVER_REACHED'
  | 'LIKELY_MISTAKE'

/** Stable names of problems; lessons, tests and help texts refer to them. */
export type DiagnosticCode = AwsDiagnosticCode | OwnDiagnosticCode

const ownCodes: ReadonlySet<DiagnosticCode> = new Set<OwnDiagnosticCode>([
  'LIMIT_EXCEEDED',
  'NOT_SUPPORTED_YET',
  'UNKNOWN_ERROR_NAME',
  'NEVER_REACHED',
  'LIKELY_MISTAKE',
])

/** Whether AWS, too, would report such a problem. */
export function isAwsCode(code: DiagnosticCode): code is AwsDiagnosticCode {
  return !ownCodes.has(code)
}

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
  /** AWS answers this one without a place: it is about the whole definition, or about a text that is none. */
  hasNoLocation?: true
  /** In plain words, what would make it right. */
  hint?: string
}
