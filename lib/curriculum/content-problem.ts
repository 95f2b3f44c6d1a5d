/** One problem of a file under `content/`: where, what is wrong, what to write instead. */
export interface ContentProblem {
  /** From the root of the content, for example `exercises/task-types/lambda-by-arn/exercise.json`. */
  file: string
  /** From 1. */
  line: number
  /** From 1, in UTF-16 units. */
  column: number
  message: string
  hint: string
}

/** A place in a text, both counted from 1. */
export interface Place {
  line: number
  column: number
}

export const TOP: Place = { line: 1, column: 1 }

export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}

/** `FILE:LINE:COLUMN  what is wrong` and the way out below, as editors and terminals link it. */
export function problemText(problem: ContentProblem, root = 'content'): string {
  return `${root}/${problem.file}:${problem.line}:${problem.column}  ${problem.message}\n    ${problem.hint}`
}

/** By file, then by place, so that two runs print the same. */
export function inReadingOrder(problems: readonly ContentProblem[]): ContentProblem[] {
  return problems.toSorted(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  )
}
