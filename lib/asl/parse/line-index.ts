import type { TextRange } from './diagnostic'

/** Finds lines and columns of a text, both from 1; columns count UTF-16 units. */
export class LineIndex {
  readonly #starts: number[] = [0]

  constructor(private readonly source: string) {
    for (const match of source.matchAll(/\r\n|\r|\n/g)) this.#starts.push(match.index + match[0].length)
  }

  /** Offsets outside the text are moved to its border. */
  range(from: number, to: number): TextRange {
    const start = Math.max(0, Math.min(from, this.source.length))
    const line = this.#lineAt(start)
    return {
      from: start,
      to: Math.max(start, Math.min(to, this.source.length)),
      line: line + 1,
      column: start - (this.#starts[line] ?? 0) + 1,
    }
  }

  /** The last line that starts at or before the offset, by halving. */
  #lineAt(offset: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}
