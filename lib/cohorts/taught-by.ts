import type { Instructor } from '@/lib/auth'
import type { Prisma } from '@/lib/db/server'

/** Cohorts that this instructor teaches. Every query of this folder has it, or `learnerTaughtBy`, in its `where`. */
export function taughtBy(instructor: Instructor): Prisma.CohortWhereInput {
  return { members: { some: { userId: instructor.id, role: 'INSTRUCTOR' } } }
}

/** Learners of such a cohort. */
export function learnerTaughtBy(instructor: Instructor): Prisma.UserWhereInput {
  return { memberships: { some: { role: 'LEARNER', cohort: taughtBy(instructor) } } }
}
