/** Code units of UTF-16 from one to the other, both included. */
export type Range = readonly [from: number, to: number]

const LAST = 0xffff

/** A set of code units. Membership costs the logarithm of its ranges, so that no class makes a step expensive. */
export class CharacterSet {
  readonly #starts: readonly number[]
  readonly #ends: readonly number[]

  constructor(ranges: readonly Range[]) {
    const starts: number[] = []
    const ends: number[] = []
    for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
      const lastEnd = ends.at(-1)
      if (lastEnd !== undefined && from <= lastEnd + 1) ends[ends.length - 1] = Math.max(lastEnd, to)
      else {
        starts.push(from)
        ends.push(to)
      }
    }
    this.#starts = starts
    this.#ends = ends
  }

  static of(code: number): CharacterSet {
    return new CharacterSet([[code, code]])
  }

  has(code: number): boolean {
    let low = 0
    let high = this.#starts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#starts[middle] ?? 0) <= code) low = middle + 1
      else high = middle
    }
    return low > 0 && code <= (this.#ends[low - 1] ?? -1)
  }

  ranges(): Range[] {
    return this.#starts.map((from, index) => [from, this.#ends[index] ?? from])
  }

  complement(): CharacterSet {
    const gaps: Range[] = []
    let next = 0
    for (const [from, to] of this.ranges()) {
      if (from > next) gaps.push([next, from - 1])
      next = to + 1
    }
    if (next <= LAST) gaps.push([next, LAST])
    return new CharacterSet(gaps)
  }
}

export const DIGITS = new CharacterSet([[0x30, 0x39]])

export const WORD_CHARACTERS = new CharacterSet([
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
])

export const LINE_ENDS = new CharacterSet([
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
])

export const BLANKS = new CharacterSet([
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
])
