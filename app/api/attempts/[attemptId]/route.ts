import { learnerQuery } from '@/app/_server'
import { attemptOf } from '@/lib/progress/server'
import { notFound } from '../../refusals'

/** One attempt of one's own, with the answer and the verdict given then. */
export const GET = learnerQuery<{ attemptId: string }>(async (learner, { params }) => {
  const attempt = learner && (await attemptOf(learner, params.attemptId))
  if (!attempt) throw notFound('attempt')
  return attempt
})
