/** A place in the text of a path, and the small questions that its readers ask. */
export class Cursor {
  position = 0

  constructor(readonly text: string) {}

  /** The character here, or '' behind the end. */
  get current(): string {
    return this.text.charAt(this.position)
  }

  at(index: number): string {
    return this.text.charAt(index)
  }

  get isBehindEnd(): boolean {
    return this.position >= this.text.length
  }

  /**
   * On the last character, or behind it. Jayway stops reading segments here, so a single character after a
   * closing bracket is passed over in silence.
   */
  get isAtTail(): boolean {
    return this.position >= this.text.length - 1
  }

  skipBlanks(): this {
    while (this.current === ' ') this.position++
    return this
  }

  /** The index of the first character after `index` that is no blank. */
  significantAfter(index = this.position): number {
    let next = index + 1
    while (this.at(next) === ' ') next++
    return next
  }

  /** The first character before here that is no blank. */
  get significantBefore(): string {
    let previous = this.position - 1
    while (this.at(previous) === ' ') previous--
    return this.at(previous)
  }

  /**
   * The index of the bracket that closes the one at `open`, past brackets in quoted strings and, where asked
   * for, in `/patterns/`. Undefined when none does.
   */
  closing(open: number, skipPatterns: boolean): number | undefined {
    const opens = this.at(open)
    const closes = opens === '(' ? ')' : opens === '[' ? ']' : '}'
    let depth = 0
    for (let index = open; index < this.text.length; index++) {
      const char = this.at(index)
      if (char === "'" || char === '"' || (skipPatterns && char === '/')) index = this.endOfQuoted(index)
      else if (char === opens) depth++
      else if (char === closes && --depth === 0) return index
    }
    return undefined
  }

  /** The index of the quote that ends the string begun at `start`, or the length of the text. */
  endOfQuoted(start: number): number {
    const quote = this.at(start)
    let index = start + 1
    while (index < this.text.length && this.at(index) !== quote) index += this.at(index) === '\\' ? 2 : 1
    return Math.min(index, this.text.length)
  }
}

/** A path that cannot be read; the message is the one Jayway gives. Never leaves the readers. */
export class InvalidPath extends Error {}
