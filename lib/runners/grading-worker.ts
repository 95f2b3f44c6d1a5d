import { parentPort } from 'node:worker_threads'
import { type Answer, type Exercise, grade, type Report } from '@/lib/exercises'
import { loadHandlers } from '@/lib/handlers'

/** What the main thread sends: the exercise itself only when this worker does not have that version yet. */
export interface GradingJob {
  exerciseId: string
  exercise?: Exercise
  answer: Answer
}

/** What goes back: a report, or a fault of ours, which is no verdict on the answer. */
export type GradingReply = { ok: true; report: Report } | { ok: false; fault: string }

const port = parentPort
if (!port) throw new Error('The grading worker has to be started as a worker thread.')

const exercises = new Map<string, Exercise>()
const world = { runHandler: await loadHandlers() }

async function gradingReply({ exerciseId, exercise, answer }: GradingJob): Promise<GradingReply> {
  if (exercise) exercises.set(exerciseId, exercise)
  const known = exercises.get(exerciseId)
  if (!known) return { ok: false, fault: `The grading worker was never given the exercise "${exerciseId}".` }
  try {
    return { ok: true, report: await grade(known, answer, world) }
  } catch (error) {
    return { ok: false, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

port.on('message', async (job: GradingJob) => port.postMessage(await gradingReply(job)))
port.postMessage('ready')
