import type { Diagnostic } from '@/lib/asl'
import type { Definition, Place } from './definition'

/**
 * A problem for people, with its place, the line that it is in, and the hint:
 *
 * ```
 * order.asl.json:4:21: error MISSING_TRANSITION_TARGET: Missing 'Next' target: Shipp
 *     4 |       "Next": "Shipp"
 *       |               ^^^^^^^
 *   hint: …
 * ```
 */
export function rendered(problem: Diagnostic, definition: Definition): string {
  const place = definition.placeOf(problem)
  const { line, column } = place
  const head = `${definition.file}:${line}:${column}: ${problem.severity.toLowerCase()} ${problem.code}: ${problem.message}`
  const hint = problem.hint === undefined ? [] : [`  hint: ${problem.hint}`]
  return [head, ...frame(definition.text, place), ...hint].join('\n')
}

const WIDEST = 100

/** The line, and what is meant underlined; of long lines the part around it. */
function frame(text: string, { from, to, line, column }: Place): string[] {
  const whole = text.split(/\r\n|\n|\r/)[line - 1]
  if (whole === undefined || whole.trim() === '') return []
  const begin = Math.max(0, Math.min(column - 1 - 20, whole.length - WIDEST))
  const shown = printable(whole.slice(begin, begin + WIDEST))
  const start = column - 1 - begin
  const length = Math.max(1, Math.min(to - from, shown.length - start))
  const number = String(line).padStart(5)
  return [`${number} | ${shown}`, `${' '.repeat(5)} | ${' '.repeat(Math.max(0, start))}${'^'.repeat(length)}`]
}

/** Nothing in a definition moves the cursor of the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ')
}
