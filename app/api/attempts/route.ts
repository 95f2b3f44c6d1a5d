import * as z from 'zod/mini'
import { learnerQuery, learnerRoute } from '@/app/_server'
import { attemptSchema, exerciseIdSchema } from '@/lib/exercises/schemas'
import { attemptsOn, isStorable, recordAttempt, storedVerdict } from '@/lib/progress/server'
import { gradeInPool } from '@/lib/runners/server'
import { asRefusal, notFound } from '../refusals'

const Attempt = attemptSchema.check(
  z.refine(({ answer }) => isStorable(answer), {
    path: ['answer'],
    error: 'contains U+0000 or half a surrogate pair, which no text can keep; delete that character',
  }),
)

/** Grades an answer and keeps it. What is answered with 200 is in the database, once. */
export const POST = learnerRoute(Attempt, async (learner, attempt) => {
  try {
    const stored = await storedVerdict(learner, attempt)
    if (stored) return stored
    const graded = await gradeInPool(attempt.exerciseId, attempt.answer)
    return await recordAttempt(learner, attempt, graded)
  } catch (error) {
    return asRefusal(error)
  }
})

/** `?exerciseId=…`: the learner's attempts on that exercise, the newest first. */
export const GET = learnerQuery(async (learner, { request }) => {
  const { data: exerciseId } = z.safeParse(
    exerciseIdSchema,
    new URL(request.url).searchParams.get('exerciseId'),
  )
  if (exerciseId === undefined) throw notFound('exercise')
  return { attempts: learner ? await attemptsOn(learner, exerciseId) : [] }
})
