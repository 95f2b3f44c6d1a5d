import { parentPort } from 'node:worker_threads'
import { loadHandlers } from '@/lib/handlers'
import { type TurnGiven, type TurnMade, takeTurn } from '@/lib/sandbox'

/** What goes back to the main thread: what the turn has made, or a fault of ours that cost the turn. */
export type TurnReply = { ok: true; made: TurnMade; faults: readonly string[] } | { ok: false; fault: string }

/** A turn is cut after so much time: whoever else waits, in this sandbox or another, comes next. */
const TURN_MS = 200

const port = parentPort
if (!port) throw new Error('The turn worker has to be started as a worker thread.')

const runHandler = await loadHandlers()

async function turnReply(given: TurnGiven): Promise<TurnReply> {
  const until = performance.now() + TURN_MS
  const faults: string[] = []
  const world = {
    runHandler,
    isOver: () => performance.now() > until,
    onFault: (error: unknown) => faults.push(described(error)),
  }
  try {
    return { ok: true, made: await takeTurn(given, world), faults }
  } catch (error) {
    return { ok: false, fault: described(error) }
  }
}

function described(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

port.on('message', async (given: TurnGiven) => port.postMessage(await turnReply(given)))
port.postMessage('ready')
