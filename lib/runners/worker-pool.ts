import type { Worker } from 'node:worker_threads'
import { type Admission, admission } from './admission'

/** How a job ended. Only `Replied` comes from the worker; the rest is what its owner saw from outside. */
export type Ending<Reply> =
  | { kind: 'Replied'; reply: Reply }
  | { kind: 'TookTooLong' }
  | { kind: 'OutOfMemory' }
  | { kind: 'Crashed'; error: Error }

/** `workedMs` is wall time from the moment a worker had the job; the wait in the queue is not in it. */
export type Outcome<Reply> = Ending<Reply> & { workedMs: number }

/** What a worker has been told before: by name, the version. A fresh worker knows nothing. */
export type Knowledge = Map<string, string>

export interface PoolOptions {
  /** Starts a worker. It posts `'ready'` once, and from then on exactly one message for each it gets. */
  spawn: () => Worker
  size: number
  /** Jobs that may wait; those at work do not count. */
  queueLimit: number
  /** Wall time of one job, in milliseconds from the moment a ready worker gets it. */
  wallMs: number
}

/** Nobody could take the job now. `retryAfterSeconds` is when it is worth asking again. */
export class PoolFull extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super(`Too many submissions are waiting to be checked. Try again in ${retryAfterSeconds} s.`)
    this.name = 'PoolFull'
  }
}

interface Job<Reply> {
  message: (known: Knowledge) => unknown
  settle: (outcome: Outcome<Reply>) => void
}

interface Seat<Reply> {
  worker: Worker
  known: Knowledge
  state: 'starting' | 'ready' | 'ending'
  job?: { settle: Job<Reply>['settle']; startedAt: number; deadline: NodeJS.Timeout }
  error?: Error
}

/**
 * Warm worker threads for jobs that nobody trusts: a job that exceeds its time or memory costs its worker, which
 * is replaced, and no other job. One job at a time in a worker; the others wait in order, and not without end.
 *
 * Our own and not `piscina` or `tinypool`: both are given a file name at run time, and Turbopack bundles a worker
 * only where it sees `new Worker(new URL(…))`; tinypool moreover ends no worker on a time limit.
 */
export class WorkerPool<Reply> {
  readonly #options: PoolOptions
  readonly #seats = new Set<Seat<Reply>>()
  readonly #waiting: Job<Reply>[] = []
  #outstanding = 0
  #typicalMs = 0
  #closed = false

  constructor(options: PoolOptions) {
    this.#options = options
    this.#fill()
  }

  /** @throws PoolFull when too many jobs wait already. Rejects only if workers cannot be started at all. */
  run(message: Job<Reply>['message']): Promise<Outcome<Reply>> {
    if (this.#closed) throw new Error('The worker pool is closed.')
    const admitted = this.admission()
    if (!admitted.ok) throw new PoolFull(admitted.retryAfterSeconds)
    this.#hold(+1)
    this.#fill()
    return new Promise<Outcome<Reply>>((resolve) => {
      this.#waiting.push({ message, settle: resolve })
      this.#dispatch()
    }).finally(() => this.#hold(-1))
  }

  /** Whether a job would be taken now. */
  admission(): Admission {
    const free = [...this.#seats].filter((seat) => seat.state === 'ready' && !seat.job).length
    const { queueLimit, size } = this.#options
    return admission({ waiting: this.#waiting.length, free, queueLimit, size, typicalMs: this.#typicalMs })
  }

  /** Ends all workers; jobs still at work or waiting end as `Crashed`. */
  async close(): Promise<void> {
    this.#closed = true
    const error = new Error('The worker pool was closed.')
    for (const job of this.#waiting.splice(0)) job.settle({ kind: 'Crashed', error, workedMs: 0 })
    await Promise.all([...this.#seats].map((seat) => seat.worker.terminate()))
  }

  #fill() {
    while (this.#seats.size < this.#options.size) this.#seat()
  }

  #seat() {
    const seat: Seat<Reply> = { worker: this.#options.spawn(), known: new Map(), state: 'starting' }
    if (this.#outstanding === 0) seat.worker.unref()
    seat.worker.on('message', (message: 'ready' | Reply) => {
      if (seat.state === 'starting') seat.state = 'ready'
      else this.#end(seat, { kind: 'Replied', reply: message as Reply })
      this.#dispatch()
    })
    seat.worker.on('error', (error: Error) => {
      seat.error = error
    })
    seat.worker.on('exit', () => this.#lose(seat))
    this.#seats.add(seat)
  }

  #dispatch() {
    for (const seat of this.#seats) {
      if (seat.state !== 'ready' || seat.job) continue
      const job = this.#waiting.shift()
      if (!job) return
      // A reply may lie unread behind a busy main thread when the timer fires; one turn of the loop reads it.
      const giveUp = () => setImmediate(() => this.#end(seat, { kind: 'TookTooLong' }, working))
      const deadline = setTimeout(giveUp, this.#options.wallMs)
      const working = { settle: job.settle, startedAt: performance.now(), deadline }
      seat.job = working
      seat.worker.postMessage(job.message(seat.known))
    }
  }

  /** Settles the job of a seat, if it is still `only` that one. A job given up takes its worker with it. */
  #end(seat: Seat<Reply>, ending: Ending<Reply>, only = seat.job) {
    const job = seat.job
    if (!job || job !== only) return
    clearTimeout(job.deadline)
    delete seat.job
    const workedMs = performance.now() - job.startedAt
    this.#typicalMs += (workedMs - this.#typicalMs) / 8
    if (ending.kind === 'TookTooLong') {
      seat.state = 'ending'
      void seat.worker.terminate()
    }
    job.settle({ ...ending, workedMs })
  }

  #lose(seat: Seat<Reply>) {
    this.#seats.delete(seat)
    const error = seat.error ?? new Error('The worker ended by itself.')
    this.#end(seat, isOutOfMemory(error) ? { kind: 'OutOfMemory' } : { kind: 'Crashed', error })
    if (this.#closed) return
    // One that never became ready would only fail again; the next job tries anew.
    if (seat.state !== 'starting') this.#fill()
    else if (this.#seats.size === 0)
      for (const job of this.#waiting.splice(0)) job.settle({ kind: 'Crashed', error, workedMs: 0 })
  }

  /** Workers keep the process alive while a job is outstanding, and only then. */
  #hold(change: 1 | -1) {
    const before = this.#outstanding
    this.#outstanding += change
    if (before === 0) for (const seat of this.#seats) seat.worker.ref()
    else if (this.#outstanding === 0) for (const seat of this.#seats) seat.worker.unref()
  }
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
