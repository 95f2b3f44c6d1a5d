import type { Frame } from './frame'
import type { Instant, TimerId } from './signal'

export type TimerPurpose = 'Wait' | 'Retry' | 'Timeout' | 'Heartbeat' | 'ExecutionTimeout'

export interface Timer {
  readonly id: TimerId
  readonly due: Instant
  readonly purpose: TimerPurpose
  readonly frame: Frame
}

/**
 * The timers an execution has asked for. The drive loop owns the clock; here is only what each timer is for, so
 * every operation is a look-up. Timers due at the same instant fire together.
 */
export class Timers {
  readonly #byId = new Map<TimerId, Timer>()
  /** Most instants have one timer; a set for each would weigh more than all else of it. */
  readonly #byDue = new Map<Instant, Timer | Set<Timer>>()

  add(timer: Timer): void {
    this.#byId.set(timer.id, timer)
    const sameInstant = this.#byDue.get(timer.due)
    if (!sameInstant) this.#byDue.set(timer.due, timer)
    else if (sameInstant instanceof Set) sameInstant.add(timer)
    else this.#byDue.set(timer.due, new Set([sameInstant, timer]))
  }

  remove(id: TimerId): boolean {
    const timer = this.#byId.get(id)
    if (!timer) return false
    this.#byId.delete(id)
    const sameInstant = this.#byDue.get(timer.due)
    if (sameInstant instanceof Set) sameInstant.delete(timer)
    if (!(sameInstant instanceof Set) || sameInstant.size === 0) this.#byDue.delete(timer.due)
    return true
  }

  clear(): void {
    this.#byId.clear()
    this.#byDue.clear()
  }

  /** The named timer and all that are due at the same instant, in the order in which they were set. */
  dueWith(id: TimerId): readonly Timer[] {
    const timer = this.#byId.get(id)
    if (!timer) return []
    const sameInstant = this.#byDue.get(timer.due)
    return sameInstant instanceof Set ? [...sameInstant] : [timer]
  }

  [Symbol.iterator](): IterableIterator<Timer> {
    return this.#byId.values()
  }
}
