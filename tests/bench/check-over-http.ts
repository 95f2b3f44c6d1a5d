import { ulid } from 'ulid'
import type { Answer } from '@/lib/exercises'
import { ApiClient } from '../support/api-client'
import { atCapacity, atRate } from './load'
import { atLeast, atMost, type Measured } from './report'
import { contentAnswers, EXERCISE_ID } from './submissions'

/** As many learners as browsers that wait at once. */
const WIDTH = 16

/** Check through HTTP, grading and database: capacity, and the time it takes at half of it. */
export async function measureCheck(baseUrl: string, seconds: number): Promise<Measured[]> {
  const learners = Array.from({ length: WIDTH }, () => new ApiClient(baseUrl))
  const { withHandlers, withoutHandlers } = contentAnswers()
  for (const learner of learners) await submit(learner, withHandlers)
  return [
    ...(await measured('without handlers', 60, withoutHandlers, learners, seconds)),
    ...(await measured('with handlers', 25, withHandlers, learners, seconds)),
  ]
}

async function measured(
  what: string,
  budget: number,
  answer: Answer,
  learners: readonly ApiClient[],
  seconds: number,
): Promise<Measured[]> {
  const once = (index: number) => submit(learners[index % learners.length], answer)
  await atCapacity(WIDTH, 3, once)
  const full = await atCapacity(WIDTH, seconds, once)
  const half = await atRate(full.perSecond / 2, seconds, once)
  return [
    { what: `${what}, capacity`, ...atLeast(full.perSecond, budget, '/s') },
    { what: `${what}, p50 at half of it`, value: `${half.p50.toFixed(0)} ms` },
    { what: `${what}, p95 at half of it`, ...atMost(half.p95, 250, ' ms') },
  ]
}

async function submit(learner: ApiClient | undefined, answer: Answer): Promise<void> {
  const attempt = { attemptId: ulid(), exerciseId: EXERCISE_ID, contentVersion: 'bench', answer }
  const { report } = (await learner?.submit(attempt)) ?? {}
  if (report?.outcome !== 'passed' && report?.outcome !== 'failed')
    throw new Error(`The server answered "${report?.outcome}".`)
}
