import type { JsonPointer } from '@/lib/json'
import type { Diagnostic, DiagnosticCode } from './diagnostic'

/** A problem before it has its place in the text: what the readers and rules report. */
export interface Problem {
  code: DiagnosticCode
  /** An error when absent. */
  severity?: 'WARNING'
  path: JsonPointer
  message: string
  /** Ours when absent. AWS's words stand in a table of their own: see `aws`. */
  wording?: 'aws'
  /** AWS names no place for it. */
  hasNoLocation?: true
  /** Worked out only for the problems that are shown. */
  hint?: string | (() => string | undefined)
  /** What to underline when it is not the value at `path`. */
  mark?: Mark
}

export type Mark =
  | { kind: 'Value'; at: JsonPointer }
  /** The name of the member rather than its value. */
  | { kind: 'Key'; at: JsonPointer }
  | { kind: 'Text'; from: number; to: number }
  /** The JSONata expression at `at` behind its first `from` characters; before its character `to`, or all the rest. */
  | { kind: 'Expression'; at: JsonPointer; from: number; to?: number }

export type Report = (problem: Problem) => void

/** More errors than this help nobody; the rest is counted. */
const MAX_DIAGNOSTICS = 100

/** Collects problems: all of them counted, the first hundred of each severity kept. */
export class Problems {
  readonly #kept = { errors: [] as Problem[], warnings: [] as Problem[] }
  readonly #counts = { errors: 0, warnings: 0 }

  readonly report: Report = (problem) => {
    const list = problem.severity === 'WARNING' ? 'warnings' : 'errors'
    if (this.#counts[list]++ < MAX_DIAGNOSTICS) this.#kept[list].push(problem)
  }

  get errorCount(): number {
    return this.#counts.errors
  }

  errors(place: Place): Diagnostic[] {
    return this.#placed('errors', place)
  }

  warnings(place: Place): Diagnostic[] {
    return this.#placed('warnings', place)
  }

  /**
   * In the order of the text, what is said of an object before what is said of its fields, as AWS does. The last says
   * how many more there are.
   */
  #placed(list: 'errors' | 'warnings', place: Place): Diagnostic[] {
    const placed = this.#kept[list]
      .map((problem) => ({ shown: diagnostic(problem, place), owner: startOfOwner(problem, place) }))
      .sort((one, other) => one.owner - other.owner || one.shown.range.from - other.shown.range.from)
      .map(({ shown }) => shown)
    const hidden = this.#counts[list] - placed.length
    const last = placed.at(-1)
    if (hidden > 0 && last) {
      placed.push({
        code: 'LIMIT_EXCEEDED',
        severity: last.severity,
        path: '',
        range: last.range,
        message: `There ${hidden === 1 ? 'is 1 more problem' : `are ${hidden} more problems`} like these.`,
        wording: 'ours',
        hint: 'Only the first hundred are listed. Put these right first.',
      })
    }
    return placed
  }
}

/** Finds the range of text for a mark. */
export type Place = (mark: Mark) => Diagnostic['range']

/** Where the object or field begins that a problem is about. What is wrong with the JSON itself comes first. */
function startOfOwner({ path, mark }: Problem, place: Place): number {
  return mark?.kind === 'Text' ? 0 : place({ kind: 'Key', at: path }).from
}

function diagnostic(problem: Problem, place: Place): Diagnostic {
  const hint = typeof problem.hint === 'function' ? problem.hint() : problem.hint
  return {
    code: problem.code,
    severity: problem.severity ?? 'ERROR',
    path: problem.path,
    range: place(problem.mark ?? { kind: 'Value', at: problem.path }),
    message: problem.message,
    wording: problem.wording ?? 'ours',
    ...(problem.hasNoLocation && { hasNoLocation: true }),
    ...(hint === undefined ? {} : { hint }),
  }
}
