import { parentPort } from 'node:worker_threads'
import { type Answer, type CheckResult, type Exercise, grade, type Report } from '@/lib/exercises'
import { loadHandlers } from '@/lib/handlers'
import type { Run } from '@/lib/sandbox'
import { judgeRun, type Rehearsal, rehearse } from './rehearse'

/** What the main thread sends: the exercise itself only when this worker does not have that version yet. */
export type GradingJob = { exerciseId: string; exercise?: Exercise } & (
  | { answer: Answer }
  /** A definition that is to be run in the sandbox before it is run on a real account. */
  | { rehearse: string }
  /** A run that was made elsewhere. */
  | { judge: { definition: string; scenarioId: string; run: Run } }
)

/** What goes back, or a fault of ours, which is no verdict on the answer. */
export type GradingReply =
  | { ok: true; report: Report }
  | { ok: true; rehearsal: Rehearsal }
  | { ok: true; results: readonly CheckResult[] }
  | { ok: false; fault: string }

const port = parentPort
if (!port) throw new Error('The grading worker has to be started as a worker thread.')

const exercises = new Map<string, Exercise>()
const world = { runHandler: await loadHandlers() }

async function gradingReply({ exerciseId, exercise, ...job }: GradingJob): Promise<GradingReply> {
  if (exercise) exercises.set(exerciseId, exercise)
  const known = exercises.get(exerciseId)
  if (!known) return { ok: false, fault: `The grading worker was never given the exercise "${exerciseId}".` }
  try {
    if ('answer' in job) return { ok: true, report: await grade(known, job.answer, world) }
    if ('rehearse' in job) return { ok: true, rehearsal: await rehearse(known, job.rehearse, world) }
    const { definition, scenarioId, run } = job.judge
    return { ok: true, results: await judgeRun(known, definition, scenarioId, run) }
  } catch (error) {
    return { ok: false, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

port.on('message', async (job: GradingJob) => port.postMessage(await gradingReply(job)))
port.postMessage('ready')
