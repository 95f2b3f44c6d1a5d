/** Where the generator begins. */
export function firstState(seed: number): number {
  return Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(Math.floor(seed / 2 ** 32) | 0, 0x85ebca77)
}

/** Ids that AWS would make up, drawn from a seed (with the generator "mulberry32"), so that each run repeats. */
export class Ids {
  readonly #chance: { state: number }

  /** Goes on from `chance`, and keeps it up to date. */
  constructor(chance: { state: number }) {
    this.#chance = chance
  }

  /** A number of 32 bits; also what a handler's `Math.random` starts from. */
  number(): number {
    const state = (this.#chance.state + 0x6d2b79f5) | 0
    this.#chance.state = state
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }

  /** A UUID of version 4. */
  uuid(): string {
    const hex = [1, 2, 3, 4].map(() => this.number().toString(16).padStart(8, '0')).join('')
    const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3)
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `${variant}${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join('-')
  }

  /** As DynamoDB numbers its requests: 52 letters and digits. */
  dynamoDbRequestId(): string {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
    return Array.from({ length: 52 }, () => alphabet.charAt(this.number() % alphabet.length)).join('')
  }
}
