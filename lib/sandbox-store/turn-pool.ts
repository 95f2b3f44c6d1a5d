import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { WorkerPool } from '@/lib/runners/server'
import { fromEnvironment } from './limits'
import type { TurnReply } from './turn-worker'

/** A worker's V8 heap. */
const HEAP_MIB = 192

/** Wall time of one turn. It ends by itself after a fraction of that, unless one step of it does not. */
const WALL_MS = 8_000

/** Turns that may wait for a worker; there is one for each sandbox that something happens in. */
const QUEUE_LIMIT = 1_000

/** One pool per process, also when a development server loads this module again. */
const held = globalThis as { stepwiseTurnPool?: WorkerPool<TurnReply> }

if (process.env.NODE_ENV === 'development') void closeTurnPool() // the code of its workers may have changed

/** The pool; its workers start with the first call. */
export function turnPool(): WorkerPool<TurnReply> {
  held.stepwiseTurnPool ??= new WorkerPool({
    spawn: turnWorker,
    size: fromEnvironment('STEPWISE_SANDBOX_WORKERS', Math.max(1, availableParallelism() >> 1)),
    queueLimit: QUEUE_LIMIT,
    wallMs: WALL_MS,
  })
  return held.stepwiseTurnPool
}

/** Ends the workers. A later `turnPool()` starts new ones. */
export async function closeTurnPool(): Promise<void> {
  const pool = held.stepwiseTurnPool
  delete held.stepwiseTurnPool
  await pool?.close()
}

function turnWorker(): Worker {
  const options = {
    name: 'sandbox',
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB, maxYoungGenerationSizeMb: 16 },
  }
  // Turbopack bundles the worker because it sees these very words.
  if (process.env.NEXT_RUNTIME) return new Worker(new URL('./turn-worker.ts', import.meta.url), options)
  return new Worker(fromSource(), { ...options, eval: true })
}

/** Tests and scripts have no bundle: there the worker reads its TypeScript by tsx, as whoever started them does. */
function fromSource(): string {
  const url = JSON.stringify(new URL('./turn-worker.ts', import.meta.url).href)
  return `import('tsx/esm/api').then(({ register }) => { register(); return import(${url}) })`
}
