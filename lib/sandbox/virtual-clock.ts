import TinyQueue from 'tinyqueue'
import type { Instant } from '@/lib/asl'

/** What is to happen at an instant: a timer of the execution, or a service's answer. */
interface Appointment<Due> {
  due: Instant
  /** The order in which they were made: equal instants keep it. */
  sequence: number
  what: Due
  id: string
}

/**
 * Time that passes only when nothing else is left to do: it jumps to the next appointment, so a wait of a
 * hundred years costs as much as one of a second.
 */
export class VirtualClock<Due> {
  #now: Instant
  #sequence = 0
  readonly #appointments = new TinyQueue<Appointment<Due>>(
    [],
    (a, b) => a.due - b.due || a.sequence - b.sequence,
  )
  readonly #live = new Map<string, Appointment<Due>>()

  constructor(start: Instant) {
    this.#now = start
  }

  get now(): Instant {
    return this.#now
  }

  /** Makes an appointment; one already made under the same id is forgotten. */
  set(id: string, due: Instant, what: Due): void {
    const appointment = { id, due, what, sequence: this.#sequence++ }
    this.#live.set(id, appointment)
    this.#appointments.push(appointment)
  }

  /** Forgets the appointment. The queue drops it when it comes up, so this costs nothing at ten thousand. */
  clear(id: string): void {
    this.#live.delete(id)
  }

  /** When the earliest appointment is; what is late is due now. Undefined when there is none. */
  get nextDue(): Instant | undefined {
    for (let next = this.#appointments.peek(); next; next = this.#appointments.peek()) {
      if (this.#live.get(next.id) === next) return Math.max(this.#now, next.due)
      this.#appointments.pop()
    }
    return undefined
  }

  /** Whether there is an appointment under this id. */
  has(id: string): boolean {
    return this.#live.has(id)
  }

  /** Lets time pass in which nothing happens: what is due by then has to have happened. */
  passTo(instant: Instant): void {
    this.#now = Math.max(this.#now, instant)
  }

  /** Jumps to the earliest appointment up to `until` and answers what is due; undefined when there is none. */
  next(until: Instant = Number.POSITIVE_INFINITY): Due | undefined {
    for (let next = this.#appointments.pop(); next; next = this.#appointments.pop()) {
      if (this.#live.get(next.id) !== next) continue
      if (next.due > until) {
        this.#appointments.push(next)
        return undefined
      }
      this.#live.delete(next.id)
      // What should have happened already happens now: time never goes back.
      this.#now = Math.max(this.#now, next.due)
      return next.what
    }
    return undefined
  }
}
