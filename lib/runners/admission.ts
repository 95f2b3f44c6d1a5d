/** Whether a job may join the queue, and if not, when to come back. */
export type Admission = { ok: true } | { ok: false; retryAfterSeconds: number }

export interface Load {
  /** Jobs in the queue. */
  waiting: number
  /** Workers that would take a job at once. */
  free: number
  queueLimit: number
  /** Workers in all. */
  size: number
  /** A running mean of what a job takes, in milliseconds. */
  typicalMs: number
}

/** Nobody is asked to wait longer than this; a browser's patience and a balancer's time-out lie above it. */
const LONGEST_WAIT_MS = 10_000

/**
 * The queue is bounded by its length, and by the time that it will take: a class that hands in at once waits a
 * moment, whereas a queue of endless loops, two seconds each, is full much earlier.
 */
export function admission({ waiting, free, queueLimit, size, typicalMs }: Load): Admission {
  if (free > waiting) return { ok: true }
  const waitMs = ((waiting + 1) * typicalMs) / size
  if (waiting < queueLimit && waitMs <= LONGEST_WAIT_MS) return { ok: true }
  return { ok: false, retryAfterSeconds: Math.min(30, Math.max(1, Math.ceil(waitMs / 1000))) }
}
