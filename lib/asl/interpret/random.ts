/**
 * Chance that can be replayed: mulberry32, a small generator with one 32-bit word of state, which lives in the
 * execution and its snapshots. Good enough for jitter and made-up ids; nothing here is a secret.
 */
export interface RandomState {
  randomState: number
}

/** The next number of [0, 1). */
export function draw(holder: RandomState): number {
  holder.randomState = (holder.randomState + 0x6d2b79f5) | 0
  let bits = holder.randomState
  bits = Math.imul(bits ^ (bits >>> 15), bits | 1)
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
}

/** A sequence of its own for each purpose and number, so that naming something never disturbs the jitter. */
export function sequenceOf(seed: number, purpose: string, number = 0): RandomState {
  let state = (seed ^ Math.floor(seed / 2 ** 32)) | 0
  for (const character of purpose) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  state = Math.imul(state ^ number, 0x85ebca6b)
  return { randomState: state ^ (state >>> 13) }
}

/**
 * Hexadecimal digits of a made-up id. Each eight of them come from a sequence of their own: two ids that differ in
 * seed, purpose or number are then different in practice, however many an account has, and not only as likely as
 * words of 32 bits are.
 */
export function idDigits(count: number, seed: number, purpose: string, number = 0): string {
  let digits = ''
  for (let part = 1; digits.length < count; part++) {
    const sequence = sequenceOf(seed, PARTS.charAt(part) + purpose, number)
    digits += (2 ** 32 + Math.floor(draw(sequence) * 2 ** 32)).toString(16).slice(1)
  }
  return digits.slice(0, count)
}

const PARTS = '0123456789'

/** The same in the form of a version 4 UUID. */
export function uuid(seed: number, purpose: string, number = 0): string {
  const digits = idDigits(32, seed, purpose, number)
  const variant = '89ab'[Number.parseInt(digits.charAt(16), 16) % 4]
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join('-')
}
