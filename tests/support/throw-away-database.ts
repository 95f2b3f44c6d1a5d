import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, inject } from 'vitest'
import type { Instructor, Learner } from '@/lib/auth'
import { learnerOf } from '@/lib/auth/server'
import { closeDatabase, database } from '@/lib/db/server'

/**
 * A database for the tests of one file: the PostgreSQL of `DATABASE_URL`, where every test makes people of its own,
 * or a copy of an empty embedded one, in a temporary folder that goes away with them.
 */
export function withThrowAwayDatabase(): void {
  let folder: string | undefined

  beforeAll(async () => {
    if (!process.env.DATABASE_URL) {
      folder = await mkdtemp(path.join(tmpdir(), 'stepwise-'))
      await cp(inject('dataTemplate'), folder, { recursive: true })
      process.env.STEPWISE_DATA = folder
    }
    await database()
  })

  afterAll(async () => {
    await closeDatabase()
    if (folder) await rm(folder, { recursive: true, force: true })
  })
}

/** A person with a row of their own, as a session would have given them. */
export async function someLearner(name = 'Ada'): Promise<Learner> {
  const db = await database()
  const id = randomUUID()
  await db.user.create({ data: { id, name, email: `${id}@example.org` } })
  return learnerOf({ id, name, isGuest: false })
}

/** A person who teaches these learners, in a cohort of its own. */
export async function someInstructor(
  learners: readonly Learner[],
  name = 'Grace',
): Promise<Instructor & { cohortId: string }> {
  const db = await database()
  const person = await someLearner(name)
  const cohortId = randomUUID()
  await db.cohort.create({ data: { id: cohortId, name: `Cohort of ${name}` } })
  await db.cohortMember.createMany({
    data: [
      { cohortId, userId: person.id, role: 'INSTRUCTOR' as const },
      ...learners.map(({ id }) => ({ cohortId, userId: id, role: 'LEARNER' as const })),
    ],
  })
  return { ...(person as unknown as Instructor), cohortId }
}
