import fc from 'fast-check'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { isStuck } from '@/lib/cohorts'
import { isStuckInSql } from '@/lib/cohorts/learners-needing-help-first'
import { cohortPage, LEARNERS_PER_PAGE, lastAttempt, learnerPage } from '@/lib/cohorts/server'
import { exercises } from '@/lib/curriculum/server'
import { database, Prisma } from '@/lib/db/server'
import { submitAttempt } from '@/lib/progress/server'
import { someInstructor, someLearner, withThrowAwayDatabase } from '@/tests/support/throw-away-database'

withThrowAwayDatabase()

const exerciseId = exercises()[0]?.id ?? ''
const attempts = { count: 0 }

async function hand(
  learner: Parameters<typeof submitAttempt>[0],
  outcome: 'passed' | 'failed',
  definition = '{}',
) {
  const attemptId = `01JD8Z3M5V${String(attempts.count++).padStart(16, '0')}`
  const verdict = { passed: false as const, did: '', happened: 'secret', expected: '', evidence: [] }
  const failed = {
    checkId: 'total',
    title: 'Total',
    scenarioId: 's',
    scenarioTitle: 'S',
    hidden: true,
    verdict,
    teaching: 't',
  }
  const report = { outcome, results: outcome === 'passed' ? [] : [failed], diagnostics: [] }
  const grading = { report, contentVersion: 'v', interpreterVersion: '1', gradingMs: 1 }
  const answer = { kind: 'definition' as const, definition }
  return submitAttempt(learner, { attemptId, exerciseId, contentVersion: 'v', answer }, async () => grading)
}

test('an instructor sees who is stuck first, and what they handed in last', async () => {
  const [anna, bert, carl] = await Promise.all([
    someLearner('Anna'),
    someLearner('Bert'),
    someLearner('Carl'),
  ])
  const grace = await someInstructor([anna, bert, carl])
  await hand(anna, 'passed')
  for (const text of ['one', 'two', 'three']) await hand(carl, 'failed', text)

  const page = await cohortPage(grace)
  expect(page).toMatchObject({ cohort: { id: grace.cohortId, learners: 3 }, page: 1, pages: 1 })
  expect(page?.rows.map((row) => [row.name, row.cells[0]?.state, row.cells[0]?.attempts])).toEqual([
    ['Carl', 'stuck', 3],
    ['Anna', 'passed', 1],
    ['Bert', 'not-started', 0],
  ])
  expect(page?.rows[0]).toMatchObject({ stuckOn: [exerciseId], lastActive: expect.any(Date) })
  expect(page?.rows[2]).not.toHaveProperty('lastActive')

  expect(await learnerPage(grace, carl.id)).toMatchObject({ name: 'Carl', stuckOn: [exerciseId] })
  expect(await lastAttempt(grace, carl.id, exerciseId)).toMatchObject({
    answer: { definition: 'three' },
    outcome: 'failed',
    failed: [{ checkId: 'total', verdict: { happened: 'secret' } }],
  })
  expect(await lastAttempt(grace, bert.id, exerciseId)).toBeUndefined()
})

test('nobody sees learners whom they do not teach', async () => {
  const [mine, other] = await Promise.all([someLearner(), someLearner()])
  const [grace, edsger] = [await someInstructor([mine]), await someInstructor([other], 'Edsger')]
  await hand(other, 'failed')
  const stranger = { ...grace, id: mine.id } // a learner of the cohort, not its instructor
  expect(await cohortPage(grace, { cohortId: edsger.cohortId })).toBeUndefined()
  expect(await learnerPage(grace, other.id)).toBeUndefined()
  expect(await lastAttempt(grace, other.id, exerciseId)).toBeUndefined()
  expect(await cohortPage(stranger)).toBeUndefined()
  expect(await learnerPage(stranger, mine.id)).toBeUndefined()
  expect(await learnerPage(edsger, other.id)).toBeDefined()
})

test('a large cohort comes in pages, every learner once', async () => {
  const db = await database()
  const ids = Array.from({ length: LEARNERS_PER_PAGE + 3 }, () => crypto.randomUUID())
  await db.user.createMany({ data: ids.map((id) => ({ id, name: 'Same name', email: `${id}@example.org` })) })
  const first = await someLearner()
  const grace = await someInstructor([first])
  await db.cohortMember.createMany({
    data: ids.map((userId) => ({ cohortId: grace.cohortId, userId, role: 'LEARNER' as const })),
  })
  const pages = await Promise.all([1, 2].map((page) => cohortPage(grace, { page })))
  const seen = pages.flatMap((page) => page?.rows.map((row) => row.learnerId) ?? [])
  expect(seen.toSorted()).toEqual([first.id, ...ids].sort())
  expect(pages[1]).toMatchObject({ page: 2, pages: 2 })
  expect((await cohortPage(grace, { page: 99 }))?.page).toBe(2)
})

test('a page takes three queries, and none reads attempts', async () => {
  const learners = await Promise.all(['Anna', 'Bert', 'Carl'].map(someLearner))
  const grace = await someInstructor(learners)
  for (const learner of learners) await hand(learner, 'failed')
  const asked = vi.spyOn(pg.Client.prototype, 'query')
  expect((await cohortPage(grace))?.rows).toHaveLength(3)
  const statements = asked.mock.calls.map(([query]) => JSON.stringify(query))
  asked.mockRestore()
  expect(statements).toHaveLength(3)
  expect(statements.join()).not.toContain('Attempt\\"')
})

test('stuck in SQL is stuck', async () => {
  const learner = await someLearner()
  const db = await database()
  const standing = fc.record({
    attempts: fc.integer({ min: 0, max: 5 }),
    failedInARow: fc.integer({ min: 0, max: 5 }),
    activeMs: fc.constantFrom(0, 1_799_999, 1_800_000, 9_000_000),
    passedAt: fc.constantFrom(null, new Date(0)),
  })
  const rows = fc
    .sample(standing, { numRuns: 300, seed: 1 })
    .map((row, index) => ({ ...row, exerciseId: `e/${index}` }))
  await db.exerciseStanding.createMany({ data: rows.map((row) => ({ ...row, learnerId: learner.id })) })
  const stuck = await db.$queryRaw<{ exerciseId: string }[]>(
    Prisma.sql`SELECT "exerciseId" FROM "ExerciseStanding" WHERE "learnerId" = ${learner.id} AND ${isStuckInSql}`,
  )
  expect(stuck.map((row) => row.exerciseId).sort()).toEqual(
    rows
      .filter(isStuck)
      .map((row) => row.exerciseId)
      .sort(),
  )
})
