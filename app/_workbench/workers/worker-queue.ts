/** What the queue needs of a `Worker`; tests hand in their own. */
export interface WorkerLike {
  postMessage(message: unknown): void
  terminate(): void
}

/** Makes a worker whose messages and failures are told to the queue. */
export type MakeWorker = (queue: {
  told: (data: unknown) => void
  failed: (message: string) => void
}) => WorkerLike

/** How a job ended. */
export type JobEnd<Answer> =
  | { kind: 'answered'; answer: Answer }
  /** The wall clock's backstop: the worker did not answer in time and was ended. */
  | { kind: 'took-too-long' }
  | { kind: 'stopped' }
  /** The worker could not be loaded, or broke. */
  | { kind: 'broken'; message: string }

/** A job that was asked for. */
export interface Asked<Answer> {
  ended: Promise<JobEnd<Answer>>
  /** Ends it also while it runs, which costs the worker. */
  stop: () => void
  /** Takes it back if it has not begun; what runs goes on, and its worker stays warm. */
  withdraw: () => void
}

/** A worker says this once, when its code is loaded; the wall clock of a job starts no sooner. */
export const READY = 'ready'

/** A slow line may take this long to bring the worker's code. */
const LOADING_MS = 60_000

interface Job<Answer> {
  message: unknown
  limitMs: number
  settle: (end: JobEnd<Answer>) => void
}

/**
 * One worker, one job at a time. A job that runs on is ended by ending the worker; the next job gets a fresh one. So
 * a program without an end costs its own run and nothing else.
 */
export class WorkerQueue<Answer> {
  #make: MakeWorker
  #worker: WorkerLike | undefined
  #isLoaded = false
  #waiting: Job<Answer>[] = []
  #current: { job: Job<Answer>; timer: ReturnType<typeof setTimeout> } | undefined

  constructor(make: MakeWorker) {
    this.#make = make
  }

  /** Loads the worker ahead of its first job. */
  warm(): void {
    this.#ready()
  }

  run(message: unknown, limitMs: number): Asked<Answer> {
    let settle: (end: JobEnd<Answer>) => void = () => {}
    const ended = new Promise<JobEnd<Answer>>((resolve) => {
      settle = resolve
    })
    const job = { message, limitMs, settle }
    this.#waiting.push(job)
    this.#startNext()
    return { ended, stop: () => this.#stop(job), withdraw: () => this.#withdraw(job) }
  }

  /** Ends the worker and everything asked of it. */
  close(): void {
    for (const job of this.#waiting.splice(0)) job.settle({ kind: 'stopped' })
    if (this.#current) this.#end({ kind: 'stopped' })
    this.#discard()
  }

  #ready(): WorkerLike {
    if (this.#worker) return this.#worker
    // What a discarded worker still says is not heard.
    const isMine = () => this.#worker === worker
    const worker: WorkerLike = this.#make({
      told: (data) => {
        if (!isMine()) return
        if (data === READY) this.#loaded()
        else this.#finish({ kind: 'answered', answer: data as Answer })
      },
      failed: (message) => {
        if (isMine()) this.#end({ kind: 'broken', message })
      },
    })
    this.#worker = worker
    return worker
  }

  #startNext(): void {
    if (this.#current) return
    const job = this.#waiting.shift()
    if (!job) return
    this.#current = { job, timer: setTimeout(() => this.#neverLoaded(), LOADING_MS) }
    try {
      this.#ready()
    } catch (error) {
      this.#finish({ kind: 'broken', message: error instanceof Error ? error.message : String(error) })
    }
    if (this.#isLoaded) this.#send()
  }

  #loaded(): void {
    this.#isLoaded = true
    this.#send()
  }

  #send(): void {
    const current = this.#current
    if (!current || !this.#worker) return
    clearTimeout(current.timer)
    current.timer = setTimeout(() => this.#end({ kind: 'took-too-long' }), current.job.limitMs)
    this.#worker.postMessage(current.job.message)
  }

  #neverLoaded(): void {
    this.#end({
      kind: 'broken',
      message: 'The interpreter could not be loaded. Check the connection and try again.',
    })
  }

  #stop(job: Job<Answer>): void {
    if (this.#current?.job === job) {
      this.#end({ kind: 'stopped' })
      return
    }
    this.#withdraw(job)
  }

  #withdraw(job: Job<Answer>): void {
    const place = this.#waiting.indexOf(job)
    if (place < 0) return
    this.#waiting.splice(place, 1)
    job.settle({ kind: 'stopped' })
  }

  /** Ends the current job by ending its worker, and has a fresh one ready. */
  #end(how: JobEnd<Answer>): void {
    this.#discard()
    this.#finish(how)
  }

  #finish(end: JobEnd<Answer>): void {
    const current = this.#current
    if (!current) return
    clearTimeout(current.timer)
    this.#current = undefined
    current.job.settle(end)
    this.#startNext()
  }

  #discard(): void {
    if (!this.#worker) return
    this.#worker.terminate()
    this.#worker = undefined
    this.#isLoaded = false
  }
}
