/** One replacement in a text; offsets are in UTF-16 code units of the text before the change, `to` is exclusive. */
export interface TextEdit {
  from: number
  to: number
  insert: string
}

/** The text after the edits, which are in order and do not overlap, as `Draft` gives them. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let done = 0
  let result = ''
  for (const { from, to, insert } of edits) {
    result += text.slice(done, from) + insert
    done = to
  }
  return result + text.slice(done)
}
