/** Virtual milliseconds that pass between two interrupts: QuickJS asks once per 10,000 calls and loop turns. */
const MS_PER_INTERRUPT = 10
/** Code that is still busy after so many interrupts, a million calls and loop turns, is taken to never end. */
const INTERRUPTS_AT_MOST = 100
/** From the 33rd on, each reading of the clock takes a millisecond: a loop that waits for a later time gets there. */
const FREE_READINGS = 32

/**
 * The time of one invocation. It moves only by what the handler does, never by the host's clock, so a slow
 * computer and a fast one see the same `Date.now()`, the same bill and the same time-out.
 */
export class InvocationClock {
  readonly #startedAt: number
  readonly #timeoutMs: number
  #interrupts = 0
  #readings = 0
  #slept = 0

  constructor(startedAt: number, timeoutSeconds: number) {
    this.#startedAt = startedAt
    this.#timeoutMs = timeoutSeconds * 1000
  }

  /** Virtual milliseconds since the invocation began; never more than the timeout. */
  get elapsedMs(): number {
    if (this.#interrupts > INTERRUPTS_AT_MOST) return this.#timeoutMs
    const readingMs = Math.max(0, this.#readings - FREE_READINGS)
    return Math.min(this.#interrupts * MS_PER_INTERRUPT + readingMs + this.#slept, this.#timeoutMs)
  }

  get isOver(): boolean {
    return this.elapsedMs >= this.#timeoutMs
  }

  /** The instant at which the invocation times out. */
  get deadline(): number {
    return this.#startedAt + this.#timeoutMs
  }

  get now(): number {
    return this.#startedAt + this.elapsedMs
  }

  /** What `Date.now()` answers: `now`, and a reading is counted. */
  read(): number {
    this.#readings += 1
    return this.now
  }

  /** The handler did so much at once that it is taken to never end. */
  runOut(): void {
    this.#interrupts = INTERRUPTS_AT_MOST + 1
  }

  /** Counts one interrupt; true when the handler has to stop. */
  interrupt(): boolean {
    this.#interrupts += 1
    return this.isOver
  }

  /** The handler does nothing but wait for a timer. */
  sleepUntil(due: number): void {
    this.#slept += Math.max(0, due - this.now)
  }
}
