/** A change of a text: what stands from `from` to before `to` is replaced. */
export interface TextEdit {
  from: number
  to: number
  insert: string
}

/** The text after edits that do not overlap, in any order; all places are those of the text as it was. */
export function edited(source: string, edits: readonly TextEdit[]): string {
  let text = source
  for (const { from, to, insert } of edits.toSorted(
    (one, other) => other.from - one.from || other.to - one.to,
  )) {
    text = text.slice(0, from) + insert + text.slice(to)
  }
  return text
}
