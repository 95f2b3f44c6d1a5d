const MULTIPLIER = 0x5deece66dn
const MASK = (1n << 48n) - 1n

/** The first double that `java.util.Random` draws from this seed. AWS's `$random(42)` is 0.7275636800328681. */
export function javaRandom(seed: number): number {
  let state = (toLong(seed) ^ MULTIPLIER) & MASK
  const next = (bits: bigint): bigint => {
    state = (state * MULTIPLIER + 0xbn) & MASK
    return state >> (48n - bits)
  }
  const high = next(26n)
  return Number((high << 27n) + next(27n)) / 2 ** 53
}

/** As Java casts: what is too large becomes the largest long. */
function toLong(seed: number): bigint {
  if (!Number.isFinite(seed)) return 0n
  const [least, most] = [-(1n << 63n), (1n << 63n) - 1n]
  const long = BigInt(seed)
  return long < least ? least : long > most ? most : long
}
