import { learnerQuery } from '@/app/_server'
import { ulidSchema } from '@/lib/exercises/schemas'
import { attemptOf } from '@/lib/progress/server'
import { notFound } from '../../refusals'

/** One attempt of one's own, with the answer and the verdict given then. */
export const GET = learnerQuery<{ attemptId: string }>(async (learner, { params }) => {
  const { data: attemptId } = ulidSchema.safeParse(params.attemptId)
  const attempt = learner && attemptId && (await attemptOf(learner, attemptId))
  if (!attempt) throw notFound('attempt')
  return attempt
})
