/**
 * The running worker: interpreter, simulated account and grader. QuickJS comes with the first handler, and JSONata with
 * the first definition in it, for which the reading worker has fetched it by then. The grader is here from the start:
 * an answer is checked also when the connection is gone.
 */
import { grade, runScenario } from '@/lib/exercises'
import type { RunHandler } from '@/lib/handlers'
import type { RunAnswer, RunJob } from './messages'
import { READY } from './worker-queue'

let handlers: Promise<RunHandler> | undefined

/** Loads QuickJS when a run first calls a function, and keeps it for the next. */
const runHandler: RunHandler = async (request) => {
  handlers ??= import('@/lib/handlers').then(({ loadHandlers }) => loadHandlers())
  const run = await handlers
  return run(request)
}

self.onmessage = async ({ data }: MessageEvent<RunJob>) => {
  self.postMessage(await answerTo(data).catch(fault))
}
self.postMessage(READY)

async function answerTo(request: RunJob): Promise<RunAnswer> {
  const world = { runHandler }
  if (request.job === 'grade')
    return { job: 'grade', report: await grade(request.exercise, request.answer, world) }
  const made = await runScenario(request.subject, request.scenarioId, request.definition, world)
  return made.ok
    ? { job: 'run', ok: true, run: made.run }
    : { job: 'run', ok: false, diagnostics: made.diagnostics }
}

function fault(error: unknown): RunAnswer {
  return { job: 'fault', message: error instanceof Error ? error.message : String(error) }
}
