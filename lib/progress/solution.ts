import type { Learner } from '@/lib/auth'
import { exercise as exerciseOf } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import { standingWithSolutionShown } from './standing'
import { changeStanding } from './stored-standing'

/**
 * The solution of an exercise, handed out only after the record that it was has been committed: from then on,
 * passing it counts as assisted. Undefined where there is nothing to show: no such exercise, or one whose solution is its run.
 */
export async function solutionFor(learner: Learner, exerciseId: string): Promise<string | undefined> {
  const exercise = exerciseOf(exerciseId)
  if (!exercise || exercise.kind === 'predict') return undefined
  const at = new Date()
  await changeStanding(await database(), learner, exerciseId, (standing) =>
    standingWithSolutionShown(standing, at),
  )
  return exercise.solution
}
