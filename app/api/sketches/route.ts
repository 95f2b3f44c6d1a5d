import { learnerQuery } from '@/app/_server'
import { sketchesOf } from '@/lib/playground/server'

/** The machines that the learner has made, the newest first, by name. */
export const GET = learnerQuery(async (learner) => ({ sketches: learner ? await sketchesOf(learner) : [] }))
