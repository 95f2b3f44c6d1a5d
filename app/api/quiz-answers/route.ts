import * as z from 'zod/mini'
import { learnerRoute } from '@/app/_server'
import { exerciseIdSchema, ulidSchema } from '@/lib/exercises/schemas'
import { recordQuizAnswer } from '@/lib/progress/server'
import { asRefusal, notFound } from '../refusals'

const optionId = z.string().check(z.regex(/^[\w-]{1,100}$/))

const QuizAnswer = z.strictObject({
  answerId: ulidSchema,
  questionId: exerciseIdSchema,
  chosen: z.array(optionId).check(z.maxLength(20)),
})

/** Keeps an answer, and says how right it was, with the reason for every option. */
export const POST = learnerRoute(QuizAnswer, async (learner, answer) => {
  const result = await recordQuizAnswer(learner, answer).catch(asRefusal)
  if (!result) throw notFound('question')
  return result
})
