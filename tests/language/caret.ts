/** A text in which `|` marks the cursor. */
export function caret(marked: string): { source: string; offset: number } {
  const offset = marked.indexOf('|')
  return { source: marked.slice(0, offset) + marked.slice(offset + 1), offset }
}
