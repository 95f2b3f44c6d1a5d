import type { CheckResult, Exercise } from '@/lib/exercises'
import type { Run } from '@/lib/sandbox'
import { gradingPool, WALL_MS } from '../grading-pool'
import { faultOf, jobOn, type Question } from '../job-on'
import type { Rehearsal } from '../rehearse'

/** An answer in the sandbox, in a worker that can be ended: learners' definitions are not trusted here either. */
export async function rehearsalOf(exercise: Exercise, definition: string): Promise<Rehearsal> {
  const reply = await asked(exercise, { rehearse: definition })
  if ('rehearsal' in reply) return reply.rehearsal
  throw new Error(faultOf(reply))
}

/** The verdicts on a run that was made on AWS. */
export async function verdictsOn(
  exercise: Exercise,
  definition: string,
  scenarioId: string,
  run: Run,
): Promise<readonly CheckResult[]> {
  const reply = await asked(exercise, { judge: { definition, scenarioId, run } })
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

/** A plan is made now and then and may wait: on a busy machine two seconds are little. */
const TRIES = 3

async function asked(exercise: Exercise, question: Question) {
  for (let attempt = 1; ; attempt++) {
    const outcome = await gradingPool().run((known) => jobOn(exercise, known, question))
    switch (outcome.kind) {
      case 'Replied':
        return outcome.reply
      case 'TookTooLong':
        if (attempt < TRIES) continue
        throw new NotRehearsed(`it took longer than ${WALL_MS / 1_000} s`)
      case 'OutOfMemory':
        throw new NotRehearsed('it needed too much memory')
      case 'Crashed':
        throw new Error('The worker ended.', { cause: outcome.error })
    }
  }
}
