import { setTimeout as sleep } from 'node:timers/promises'
import { dueSandboxes } from './lease'

/** How often this process looks for what others have left due: a process that was killed, or that has stopped. */
const LOOK_MS = 250
const FOUND_AT_MOST = 32
/** What is due later than this is looked up again by then. */
const LONGEST_MS = 60_000

/**
 * Wakes sandboxes when something is due in them. The process that took a sandbox's latest turn knows when, and is
 * punctual; all others find it in the database a moment later, and whoever takes the lease first has it.
 */
export class Alarm {
  readonly #wake: (sandboxId: string) => void
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #closed = new AbortController()
  #looking: Promise<void> | undefined

  constructor(wake: (sandboxId: string) => void) {
    this.#wake = wake
  }

  /** Nothing is due in the sandbox before `inMs`; undefined: nothing at all. */
  set(sandboxId: string, inMs: number | undefined): void {
    clearTimeout(this.#timers.get(sandboxId))
    this.#timers.delete(sandboxId)
    if (inMs === undefined || inMs > LONGEST_MS || this.#closed.signal.aborted) return
    const ring = () => {
      this.#timers.delete(sandboxId)
      this.#wake(sandboxId)
    }
    this.#timers.set(sandboxId, setTimeout(ring, inMs).unref())
  }

  /** Looks into the database from here on. */
  start(): void {
    this.#looking ??= this.#look()
  }

  async close(): Promise<void> {
    this.#closed.abort()
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    await this.#looking
  }

  async #look(): Promise<void> {
    const { signal } = this.#closed
    while (!signal.aborted) {
      try {
        for (const id of await dueSandboxes(FOUND_AT_MOST)) this.#wake(id)
      } catch (error) {
        console.error('What is due in sandboxes could not be looked up:', error)
      }
      await sleep(LOOK_MS, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
}
