/** A change of a text: what stands from `from` to before `to` is replaced. */
export interface TextEdit {
  from: number
  to: number
  insert: string
}
