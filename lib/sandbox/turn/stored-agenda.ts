import type { Instant } from '@/lib/asl'
import { VirtualClock } from '../virtual-clock'
import type { Appointment, Due } from './turn-data'

/** The appointments of a sandbox during a turn, and what has to become of those that are stored. */
export class StoredAgenda {
  readonly #clock: VirtualClock<Appointment>
  readonly #live = new Map<string, Appointment>()
  /** Keys of what was made in this turn; no key is used twice. */
  readonly #fresh = new Set<string>()
  /** Keys under which nothing may be left in the store, whether it was loaded or not. */
  readonly #cleared: string[] = []
  readonly #moreFrom: Instant
  #made: number

  /** Besides `stored`, others are kept that are due at `moreFrom` or later; they come after these. */
  constructor(
    now: Instant,
    made: number,
    stored: readonly Appointment[],
    moreFrom = Number.POSITIVE_INFINITY,
  ) {
    this.#clock = new VirtualClock(now)
    this.#made = made
    this.#moreFrom = moreFrom
    for (const appointment of stored) this.#put(appointment)
  }

  get now(): Instant {
    return this.#clock.now
  }

  /** Appointments ever made in this sandbox: the number of the latest. */
  get made(): number {
    return this.#made
  }

  set(key: string, due: Instant, what: Due, executionArn?: string): void {
    const number = ++this.#made
    this.#fresh.add(key)
    this.#put({ key, number, due, what, ...(executionArn !== undefined && { executionArn }) })
  }

  clear(key: string): void {
    this.#clock.clear(key)
    this.#live.delete(key)
    if (!this.#fresh.has(key)) this.#cleared.push(key)
  }

  /** What is due next up to `until`; time jumps there. Nothing when something else may be due before. */
  next(until: Instant): Appointment | undefined {
    const next = this.#clock.next(Math.min(until, this.#moreFrom))
    if (!next) return undefined
    if (next.due >= this.#moreFrom && this.#fresh.has(next.key)) {
      this.#put(next)
      return undefined
    }
    this.#live.delete(next.key)
    if (!this.#fresh.has(next.key)) this.#cleared.push(next.key)
    return next
  }

  /** Nothing more is to happen to the execution. What is stored for it and was not loaded is the caller's to delete. */
  clearOf(executionArn: string): void {
    for (const [key, appointment] of this.#live) {
      if (appointment.executionArn === executionArn) this.clear(key)
    }
  }

  /** What has to be stored, and what must not be there any more. */
  changes(): { set: readonly Appointment[]; cleared: readonly string[] } {
    const set = [...this.#live.values()].filter(({ key }) => this.#fresh.has(key))
    return { set, cleared: this.#cleared }
  }

  #put(appointment: Appointment): void {
    this.#clock.set(appointment.key, appointment.due, appointment)
    this.#live.set(appointment.key, appointment)
  }
}
