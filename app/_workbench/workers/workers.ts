'use client'

import type { ReadAnswer, ReadRequest, RunAnswer, RunJob } from './messages'
import { type Asked, type MakeWorker, type WorkerLike, WorkerQueue } from './worker-queue'

/** Wall time after which a run is ended from outside. Ordinary runs take a hundredth of it. */
export const RUN_LIMIT_MS = 5_000
const READ_LIMIT_MS = 10_000

const running = new WorkerQueue<RunAnswer>((queue) =>
  heard(
    new Worker(new URL('./run-worker.ts', import.meta.url), { type: 'module', name: 'stepwise-run' }),
    queue,
  ),
)
const reading = new WorkerQueue<ReadAnswer>((queue) =>
  heard(
    new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module', name: 'stepwise-read' }),
    queue,
  ),
)

function heard(worker: Worker, queue: Parameters<MakeWorker>[0]): WorkerLike {
  worker.onmessage = ({ data }) => queue.told(data)
  worker.onerror = ({ message }) => queue.failed(message || 'The worker could not be loaded.')
  return worker
}

/** Has both workers loaded before they are needed. One pair serves every workbench of the page. */
export function warmWorkers(): void {
  reading.warm()
  running.warm()
}

/** Runs or grades in the worker. */
export function askToRun(message: RunJob): Asked<RunAnswer> {
  return running.run(message, RUN_LIMIT_MS)
}

/** Reads a text in the worker. A text that takes too long to read yields nothing. */
export function askToRead(request: ReadRequest): Asked<ReadAnswer> {
  return reading.run(request, READ_LIMIT_MS)
}
