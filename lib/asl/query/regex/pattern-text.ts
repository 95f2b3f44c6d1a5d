/** The pattern is none, or asks for what we do not have. */
export class RegexProblem extends Error {}

/** The text of a pattern, and how far it has been read. */
export class PatternText {
  #at = 0

  constructor(readonly source: string) {}

  get isAtEnd(): boolean {
    return this.#at >= this.source.length
  }

  follows(expected: string): boolean {
    return this.source.startsWith(expected, this.#at)
  }

  take(expected: string): boolean {
    if (!this.follows(expected)) return false
    this.#at += expected.length
    return true
  }

  /** What comes next, if it has this shape: a pattern of ours, with the flag `y`. */
  match(shape: RegExp): string | undefined {
    shape.lastIndex = this.#at
    return shape.exec(this.source)?.[0]
  }

  takeMatch(shape: RegExp): string | undefined {
    const found = this.match(shape)
    this.#at += found?.length ?? 0
    return found
  }

  next(otherwise: string): string {
    const char = this.source[this.#at++]
    if (char === undefined) throw this.problem(otherwise)
    return char
  }

  problem(what: string): RegexProblem {
    return new RegexProblem(`Invalid regular expression: /${this.source.slice(0, 200)}/: ${what}`)
  }
}
