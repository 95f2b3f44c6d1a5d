/**
 * The running worker: interpreter, simulated account and grader. QuickJS comes with the first handler, and JSONata with
 * the first definition in it, for which the reading worker has fetched it by then. The grader is here from the start:
 * an answer is checked also when the connection is gone.
 */
import type { InspectedField } from '@/lib/asl'
import { accountTrouble, grade, runScenario, type ScenarioRun, type TakingPart } from '@/lib/exercises'
import type { RunHandler } from '@/lib/handlers'
import type { JsonValue } from '@/lib/json'
import type { Run } from '@/lib/sandbox'
import type { Ladder, RunAnswer, RunJob, RunSpec } from './messages'
import { READY } from './worker-queue'

let handlers: Promise<RunHandler> | undefined

/** Loads QuickJS when a run first calls a function, and keeps it for the next. */
const runHandler: RunHandler = async (request) => {
  handlers ??= import('@/lib/handlers').then(({ loadHandlers }) => loadHandlers())
  const run = await handlers
  return run(request)
}

self.onmessage = async ({ data }: MessageEvent<RunJob>) => {
  self.postMessage(await answerTo(data).catch((error) => refused(data) ?? fault(error)))
}
self.postMessage(READY)

async function answerTo(request: RunJob): Promise<RunAnswer> {
  switch (request.job) {
    case 'grade':
      return { job: 'grade', report: await grade(request.exercise, request.answer, { runHandler }) }
    case 'run': {
      const made = await runOf(request)
      return made.ok
        ? { job: 'run', ok: true, run: made.run }
        : { job: 'run', ok: false, diagnostics: made.diagnostics }
    }
    case 'account': {
      const { spec, event } = request
      const interventions = { ...spec.interventions, until: event }
      return { job: 'account', run: { ...(await madeAgain({ ...spec, interventions })), history: [] } }
    }
    case 'compare': {
      const { compared } = await import('./compare')
      const [here, there] = [await madeAgain(request.here), await madeAgain(request.there)]
      return { job: 'compare', comparison: compared(here.history, there.history) }
    }
    case 'align': {
      const { aligned } = await import('./compare')
      return { job: 'compare', comparison: aligned(request.here, request.there) }
    }
    case 'import': {
      const { imported } = await import('./compare')
      return { job: 'import', ...imported(request.text, request.here && (await madeAgain(request.here))) }
    }
    case 'ladder':
      return { job: 'ladder', ladder: await ladder(request) }
  }
}

function runOf(
  { subject, scenarioId, definition, interventions }: RunSpec,
  watch?: TakingPart['watch'],
): Promise<ScenarioRun> {
  return runScenario(subject, scenarioId, definition, {
    runHandler,
    ...(interventions && { interventions }),
    ...(watch && { watch }),
  })
}

/** A run that was made before, and so can be made. */
async function madeAgain(spec: RunSpec, watch?: TakingPart['watch']): Promise<Run> {
  const made = await runOf(spec, watch)
  if (!made.ok) throw new Error('The definition of a run is not valid any more.')
  return made.run
}

/** What the stay reports while the run is made once more. A later try reports again. */
async function ladder({ spec, entered, at }: Extract<RunJob, { job: 'ladder' }>): Promise<Ladder> {
  const { ladderOf } = await import('./ladder')
  const told = new Map<InspectedField, JsonValue>()
  const run = await madeAgain(spec, (of, field, value) => {
    if (of === entered) told.set(field, value)
  })
  return ladderOf(run, told, entered, spec.definition, at)
}

/** An exercise's account was proven; one that a learner wrote may be none. */
function refused(request: RunJob): RunAnswer | undefined {
  if (request.job !== 'run') return undefined
  const scenario = request.subject.scenarios.find(({ id }) => id === request.scenarioId)
  const message = scenario && accountTrouble(scenario)
  return message === undefined ? undefined : { job: 'refused', message }
}

function fault(error: unknown): RunAnswer {
  return { job: 'fault', message: error instanceof Error ? error.message : String(error) }
}
