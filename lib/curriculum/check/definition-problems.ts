import type { Diagnostic } from '@/lib/asl'
import type { ContentProblem } from '../content-problem'

/** What is wrong with a definition, as problems of its file. */
export function definitionProblems(
  file: string,
  { diagnostics }: { diagnostics: readonly Diagnostic[] },
): ContentProblem[] {
  return diagnostics.map(({ range, message, hint }) => ({
    file,
    line: range.line,
    column: range.column,
    message,
    hint: hint ?? 'Correct the definition.',
  }))
}
