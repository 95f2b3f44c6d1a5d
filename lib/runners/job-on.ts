import type { Exercise } from '@/lib/exercises'
import type { GradingJob, GradingReply } from './grading-worker'
import type { Knowledge } from './worker-pool'

/** What is asked of a worker. */
export type Question = GradingJob extends infer Job
  ? Job extends GradingJob
    ? Omit<Job, 'exerciseId' | 'exercise'>
    : never
  : never

/** A job for a worker that may know the exercise already. */
export function jobOn(exercise: Exercise, known: Knowledge, question: Question): GradingJob {
  const { id: exerciseId, contentVersion } = exercise
  if (known.get(exerciseId) === contentVersion) return { exerciseId, ...question }
  known.set(exerciseId, contentVersion)
  return { exerciseId, exercise, ...question }
}

export function faultOf(reply: GradingReply): string {
  return reply.ok ? 'The worker answered another question.' : reply.fault
}
