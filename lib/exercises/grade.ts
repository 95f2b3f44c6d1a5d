import type { Answer, Exercise, ExerciseForLearner, Report } from './exercise'
import type { World } from './run-scenario'

/**
 * Grades an answer in every scenario that the exercise given has: the browser's has the visible ones, the
 * server's all. The same exercise and answer give the same report, in a web worker and in Node. An answer can be
 * anything; what throws is a fault of ours and no report. The judge is loaded with the first answer, for most runs
 * are not graded.
 */
export async function grade(
  exercise: Exercise | ExerciseForLearner,
  answer: Answer,
  world: World,
): Promise<Report> {
  const { gradeAnswer } = await import('./grade-answer')
  return gradeAnswer(exercise, answer, world)
}

/** The report when the wall clock ran out: given by whoever owns the worker, as nothing in here has a clock. */
export function tookTooLong(limitSeconds: number): Report {
  return {
    outcome: 'took-too-long',
    results: [],
    diagnostics: [],
    message: `Checking took longer than ${limitSeconds} s, so it was ended. Look for a loop that never leaves, or a handler that does too much.`,
  }
}
