import type { CheckResult, Exercise } from '@/lib/exercises'
import type { Run } from '@/lib/sandbox'
import { gradingPool, WALL_MS } from '../grading-pool'
import { faultOf, jobOn, type Question } from '../job-on'
import type { Rehearsal } from '../rehearse'
import { PoolFull } from '../worker-pool'
import type { Pace } from './patience'

/**
 * An answer in the sandbox, in a worker that can be ended: learners' definitions are not trusted here either.
 *
 * @param pace of a run that is under way: what was seen to end is asked for again, however busy the machine is
 * @throws NotRehearsed; PoolFull, where nobody waits
 */
export async function rehearsalOf(exercise: Exercise, definition: string, pace?: Pace): Promise<Rehearsal> {
  const reply = await asked(exercise, { rehearse: definition }, pace)
  if ('rehearsal' in reply) return reply.rehearsal
  throw new Error(faultOf(reply))
}

/** The verdicts on a run that was made on AWS. */
export async function verdictsOn(
  exercise: Exercise,
  definition: string,
  { scenarioId, run }: { scenarioId: string; run: Run },
  pace: Pace,
): Promise<readonly CheckResult[]> {
  const reply = await asked(exercise, { judge: { definition, scenarioId, run } }, pace)
  if ('results' in reply) return reply.results
  throw new Error(faultOf(reply))
}

/** The sandbox could not tell, so there will be no run on a real account either. */
export class NotRehearsed extends Error {
  constructor(what: string) {
    super(`The sandbox did not get through it: ${what}. Only what ends there is run on a real account.`)
    this.name = 'NotRehearsed'
  }
}

/**
 * A plan is made now and then and may wait: on a busy machine two seconds are little. Once there is a run in somebody's
 * account, giving up costs more than waiting.
 */
const TRIES = 3
const TRIES_OF_A_RUN = 20

async function asked(exercise: Exercise, question: Question, pace?: Pace) {
  const tries = pace ? TRIES_OF_A_RUN : TRIES
  for (let attempt = 1; ; attempt++) {
    const outcome = await inPool(exercise, question).catch(async (error) => {
      if (!(error instanceof PoolFull) || !pace || attempt === tries) throw error
      await pace.sleep(error.retryAfterSeconds * 1000)
    })
    if (!outcome) continue
    switch (outcome.kind) {
      case 'Replied':
        return outcome.reply
      case 'TookTooLong':
        if (attempt < tries) continue
        throw new NotRehearsed(`it took longer than ${WALL_MS / 1_000} s`)
      case 'OutOfMemory':
        throw new NotRehearsed('it needed too much memory')
      case 'Crashed':
        throw new Error('The worker ended.', { cause: outcome.error })
    }
  }
}

async function inPool(exercise: Exercise, question: Question) {
  return gradingPool().run((known) => jobOn(exercise, known, question))
}
