import { CohortRole, database } from '@/lib/db/server'
import { EVERYONE } from './cohort-of-everyone'

/**
 * Lets the person with this address see the work of everyone here. Saying it twice changes nothing.
 *
 * @returns false when nobody has signed up with this address
 */
export async function makeInstructor(email: string): Promise<boolean> {
  const db = await database()
  const user = await db.user.findUnique({ where: { email: email.toLowerCase() }, select: { id: true } })
  if (!user) return false
  const id = { cohortId: EVERYONE, userId: user.id }
  const role = CohortRole.INSTRUCTOR
  await db.cohortMember.upsert({ where: { cohortId_userId: id }, create: { ...id, role }, update: { role } })
  return true
}
