import * as z from 'zod/mini'
import { learnerRoute } from '@/app/_server'
import { exerciseIdSchema } from '@/lib/exercises/schemas'
import { solutionFor } from '@/lib/progress/server'
import { notFound } from '../refusals'

/** The solution of an exercise; whoever passes it afterwards has passed it assisted. */
export const POST = learnerRoute(
  z.strictObject({ exerciseId: exerciseIdSchema }),
  async (learner, { exerciseId }) => {
    const solution = await solutionFor(learner, exerciseId)
    if (solution === undefined) throw notFound('solution')
    return { solution }
  },
)
