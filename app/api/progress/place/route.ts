import * as z from 'zod/mini'
import { learnerRoute } from '@/app/_server'
import { isStorable, rememberPlace } from '@/lib/progress/server'
import { notFound } from '../../refusals'

const slug = z.string().check(z.regex(/^[\w-]{1,200}$/))

const Place = z.strictObject({
  lesson: slug,
  /** Id of the heading or exercise last in view. */
  anchor: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(200), z.refine(isStorable))),
})

/** Remembers where a learner is reading. */
export const POST = learnerRoute(Place, async (learner, { lesson, anchor }) => {
  if (!(await rememberPlace(learner, lesson, anchor))) throw notFound('lesson')
  return { lesson }
})
