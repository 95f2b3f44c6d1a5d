import * as z from 'zod/mini'
import { learnerQuery, learnerRoute } from '@/app/_server'
import { exerciseIdSchema } from '@/lib/exercises/schemas'
import { awsSettings, planRun, runsFor } from '@/lib/runners/server'
import { notFound } from '../refusals'
import { accessFor } from './access'
import { guarded } from './guard'
import { asAwsRefusal } from './refusals'

/** An answer, and nothing else: where and as whom it runs is not the request's to say. */
const Wish = z.strictObject({
  exerciseId: exerciseIdSchema,
  definition: z.string().check(z.maxLength(1_048_576)),
})

/** A plan of what a run on AWS would make and cost. Nothing is made. */
export const POST = guarded(
  learnerRoute(
    Wish,
    async (learner, wish) => planRun(learner.id, wish, await accessFor(learner)).catch(asAwsRefusal),
    {
      mostBytes: 4 * 1024 * 1024,
    },
  ),
)

/** `?exerciseId=…`: the learner's latest runs of that exercise, the newest first; or why there can be none here. */
export async function GET(
  request: Request,
  context: { params: Promise<Record<string, never>> },
): Promise<Response> {
  const settings = awsSettings()
  if (settings.enabled) return latestRuns(request, context)
  return Response.json(
    { enabled: false, because: settings.because },
    { headers: { 'Cache-Control': 'no-store' } },
  )
}

const latestRuns = guarded(
  learnerQuery(async (learner, { request }) => {
    const { data: exerciseId } = z.safeParse(
      exerciseIdSchema,
      new URL(request.url).searchParams.get('exerciseId'),
    )
    if (exerciseId === undefined) throw notFound('exercise')
    const runs = learner ? await runsFor(learner.id, exerciseId) : []
    return {
      enabled: true,
      runs: runs.map(({ id, state, report }) => ({ id, state, outcome: report?.outcome })),
    }
  }),
)
