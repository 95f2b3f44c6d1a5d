import { learnerQuery } from '@/app/_server'
import { progressOf } from '@/lib/progress/server'

/** What is done, what is next and where the learner stopped. */
export const GET = learnerQuery((learner) => progressOf(learner))
