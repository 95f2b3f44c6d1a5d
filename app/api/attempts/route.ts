import * as z from 'zod/mini'
import { learnerQuery, learnerRoute } from '@/app/_server'
import { attemptSchema, exerciseIdSchema } from '@/lib/exercises/schemas'
import { attemptsOn, isStorable, submitAttempt } from '@/lib/progress/server'
import { gradeInPool } from '@/lib/runners/server'
import { asRefusal, notFound } from '../refusals'

const Attempt = attemptSchema.check(
  z.refine(({ answer }) => isStorable(answer), {
    path: ['answer'],
    error: 'contains U+0000 or half a surrogate pair, which no text can keep; delete that character',
  }),
)

/** Grades an answer and keeps it. What is answered with 200 is in the database, once. */
export const POST = learnerRoute(Attempt, (learner, attempt) =>
  submitAttempt(learner, attempt, () => gradeInPool(attempt.exerciseId, attempt.answer)).catch(asRefusal),
)

/** `?exerciseId=…`: the learner's attempts on that exercise, the newest first. */
export const GET = learnerQuery(async (learner, { request }) => {
  const { data: exerciseId } = z.safeParse(
    exerciseIdSchema,
    new URL(request.url).searchParams.get('exerciseId'),
  )
  if (exerciseId === undefined) throw notFound('exercise')
  return { attempts: learner ? await attemptsOn(learner, exerciseId) : [] }
})
