import type { TextEdit } from './text-edit'

/** A stretch of the original text, or something new. */
type Piece = { kind: 'kept'; from: number; to: number } | { kind: 'new'; text: string }

/**
 * A text under several changes, each given in offsets of the text as it then is, remembered as what is kept of the
 * original and what is new. So a chain of small steps comes out as one set of edits of the original.
 */
export class Pieces {
  #pieces: Piece[]

  constructor(private readonly original: string) {
    this.#pieces = original === '' ? [] : [{ kind: 'kept', from: 0, to: original.length }]
  }

  replace({ from, to, insert }: TextEdit): void {
    const before = this.#cut(0, from)
    const after = this.#cut(to, Infinity)
    this.#pieces = [...before, ...(insert === '' ? [] : [{ kind: 'new', text: insert } as const]), ...after]
  }

  text(): string {
    return this.#pieces.map((piece) => this.#textOf(piece)).join('')
  }

  /** In order, without overlap, and as narrow as they can be: what is written anew as it was is no change. */
  edits(): TextEdit[] {
    const edits: TextEdit[] = []
    let done = 0
    let insert = ''
    const close = (from: number) => {
      const edit = narrowed(this.original, { from: done, to: from, insert })
      if (edit) edits.push(edit)
      insert = ''
    }
    for (const piece of this.#pieces) {
      if (piece.kind === 'new') {
        insert += piece.text
        continue
      }
      if (piece.from > done || insert !== '') close(piece.from)
      done = piece.to
    }
    close(this.original.length)
    return edits
  }

  #textOf(piece: Piece): string {
    return piece.kind === 'new' ? piece.text : this.original.slice(piece.from, piece.to)
  }

  /** The pieces between two offsets of the text as it is now. */
  #cut(from: number, to: number): Piece[] {
    const found: Piece[] = []
    let at = 0
    for (const piece of this.#pieces) {
      const length = piece.kind === 'new' ? piece.text.length : piece.to - piece.from
      const [start, end] = [Math.max(from - at, 0), Math.min(to - at, length)]
      if (start < end) {
        found.push(
          piece.kind === 'new'
            ? { kind: 'new', text: piece.text.slice(start, end) }
            : { kind: 'kept', from: piece.from + start, to: piece.from + end },
        )
      }
      at += length
    }
    return found
  }
}

/** Without what is the same at its beginning and end; undefined when nothing is left. */
function narrowed(original: string, { from, to, insert }: TextEdit): TextEdit | undefined {
  let start = from
  let end = to
  let [first, last] = [0, insert.length]
  while (start < end && first < last && original[start] === insert[first]) {
    start++
    first++
  }
  while (start < end && first < last && original[end - 1] === insert[last - 1]) {
    end--
    last--
  }
  return start === end && first === last
    ? undefined
    : { from: start, to: end, insert: insert.slice(first, last) }
}
