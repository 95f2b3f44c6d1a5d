const MULTIPLIER = 0x5deece66dn
const INCREMENT = 0xbn
const MASK = (1n << 48n) - 1n

/** `java.util.Random`, number for number: AWS draws with it where a seed is given (measured in public). */
export class JavaRandom {
  #state: bigint

  constructor(seed: number) {
    this.#state = (toLong(seed) ^ MULTIPLIER) & MASK
  }

  /** From 0 to below 1. */
  nextDouble(): number {
    const high = this.#next(26)
    return (high * 2 ** 27 + this.#next(27)) / 2 ** 53
  }

  /** A whole number from 0 to below `bound`, which is at most 2^31 - 1. */
  nextInt(bound: number): number {
    if (Number.isInteger(Math.log2(bound))) return Math.floor(this.#next(31) / (2 ** 31 / bound))
    for (;;) {
      const drawn = this.#next(31)
      const remainder = drawn % bound
      // The last, incomplete run of remainders is drawn again, or small numbers would come more often.
      if (drawn - remainder + bound - 1 < 2 ** 31) return remainder
    }
  }

  #next(bits: number): number {
    this.#state = (this.#state * MULTIPLIER + INCREMENT) & MASK
    return Number(this.#state >> BigInt(48 - bits))
  }
}

/** As Java casts: what is too large becomes the largest long. */
function toLong(seed: number): bigint {
  if (!Number.isFinite(seed)) return 0n
  const [least, most] = [-(1n << 63n), (1n << 63n) - 1n]
  const long = BigInt(seed)
  return long < least ? least : long > most ? most : long
}
