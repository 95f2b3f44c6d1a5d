import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { GradingReply } from './grading-worker'
import { WorkerPool } from './worker-pool'

/** A worker's V8 heap. WebAssembly memory is not part of it; `lib/handlers` bounds that by its `WebAssembly.Memory`. */
export const HEAP_MIB = 128

/** Wall time of one submission. */
export const WALL_MS = 2_000

/** One pool per process, also when a development server loads this module again. */
const held = globalThis as { stepwiseGradingPool?: WorkerPool<GradingReply> }

if (process.env.NODE_ENV === 'development') void closeGradingPool() // the code of its workers may have changed

/** The pool; its workers start with the first call, so a server calls this once before the first submission. */
export function gradingPool(): WorkerPool<GradingReply> {
  held.stepwiseGradingPool ??= new WorkerPool({
    spawn: gradingWorker,
    size: fromEnvironment('STEPWISE_GRADERS', availableParallelism()),
    queueLimit: fromEnvironment('STEPWISE_GRADER_QUEUE', 64),
    wallMs: WALL_MS,
  })
  return held.stepwiseGradingPool
}

/** Ends the workers. A later `gradingPool()` starts new ones. */
export async function closeGradingPool(): Promise<void> {
  const pool = held.stepwiseGradingPool
  delete held.stepwiseGradingPool
  await pool?.close()
}

function gradingWorker(): Worker {
  const options = {
    name: 'grader',
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB, maxYoungGenerationSizeMb: 16 },
  }
  // Turbopack bundles the worker because it sees these very words.
  if (process.env.NEXT_RUNTIME) return new Worker(new URL('./grading-worker.ts', import.meta.url), options)
  return new Worker(fromSource(), { ...options, eval: true })
}

/** Tests and scripts have no bundle: there the worker reads its TypeScript by tsx, as whoever started them does. */
function fromSource(): string {
  const url = JSON.stringify(new URL('./grading-worker.ts', import.meta.url).href)
  return `import('tsx/esm/api').then(({ register }) => { register(); return import(${url}) })`
}

function fromEnvironment(name: string, otherwise: number): number {
  const text = process.env[name]
  if (!text) return Math.max(1, otherwise)
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${name} has to be a whole number from 1; it is "${text}".`)
  return value
}
