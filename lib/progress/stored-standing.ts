import type { Learner } from '@/lib/auth'
import type { Prisma } from '@/lib/db/server'
import { NOT_STARTED, type Standing } from './standing'

/**
 * Replaces a learner's standing on an exercise by what `change` makes of it, and answers the one before.
 * Only within `learnerTransaction`: that is what keeps two changes from being made of the same standing.
 */
export async function changeStanding(
  tx: Prisma.TransactionClient,
  learner: Learner,
  exerciseId: string,
  change: (standing: Standing) => Standing,
): Promise<Standing> {
  const id = { learnerId: learner.id, exerciseId }
  const stored = await tx.exerciseStanding.findUnique({ where: { learnerId_exerciseId: id } })
  const before = stored ?? NOT_STARTED
  const { failedChecks, ...after } = change(before)
  const data = { ...after, failedChecks: [...failedChecks] }
  // The "many" forms are one statement each; `update` and `create` read the row back.
  if (stored) await tx.exerciseStanding.updateMany({ where: id, data })
  else await tx.exerciseStanding.createMany({ data: { ...id, ...data } })
  return before
}
