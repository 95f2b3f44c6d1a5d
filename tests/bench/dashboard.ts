/**
 * `npm run bench:dashboard`: an instructor's table of 5,000 learners × 100 exercises on PostgreSQL, page by page. What
 * it asks the database is a gate; times depend on the machine, so they are printed with its load. The last line is JSON.
 */
import { loadavg } from 'node:os'
import pg from 'pg'
import type { Instructor } from '@/lib/auth'
import { EVERYONE } from '@/lib/auth/server'
import { cohortPage, LEARNERS_PER_PAGE } from '@/lib/cohorts/server'
import { exercises } from '@/lib/curriculum/server'
import { closeDatabase, database } from '@/lib/db/server'
import { startPostgres } from '../support/postgres'
import { postgresPrograms } from '../support/postgres-programs.mjs'
import { series } from './load'
import { atMost, type Measured, printTable } from './report'

const LEARNERS = 5_000
const EXERCISES = 100
const PAGES = LEARNERS / LEARNERS_PER_PAGE
const QUERIES = 3
const P95_MS = 200

const programs = postgresPrograms()
if (!programs) throw new Error('There is no PostgreSQL on this machine: apt-get install postgresql-15')
const postgres = await startPostgres(programs)
try {
  process.env.DATABASE_URL = postgres.url
  const instructor = await fill()
  const before = await readsOfAttempts()
  const { statements, times } = await look(instructor)
  const reads = (await readsOfAttempts()) - before
  const { p50, p95 } = series(times, 1)
  const perPage = statements / times.length
  const rows: Measured[] = [
    { what: 'queries of a page', ...exactly(perPage, QUERIES) },
    { what: 'reads of attempts', ...exactly(reads, 0) },
    { what: 'a page of 50 learners, p50', value: `${p50.toFixed(0)} ms` },
    { what: 'a page of 50 learners, p95', ...atMost(p95, P95_MS, ' ms') },
  ]
  printTable(
    `Dashboard, ${LEARNERS} learners × ${EXERCISES} exercises, PostgreSQL, ${times.length} pages`,
    rows,
  )
  if (perPage !== QUERIES || reads !== 0) process.exitCode = 1
  const [load] = loadavg()
  console.log(
    JSON.stringify({ learners: LEARNERS, exercises: EXERCISES, queries: perPage, reads, p50, p95, load }),
  )
} finally {
  await closeDatabase()
  await postgres.stop()
}

/** Every page once, after some that are not counted. */
async function look(instructor: Instructor): Promise<{ statements: number; times: number[] }> {
  for (let page = 1; page <= PAGES / 10; page++) await cohortPage(instructor, { page })
  let statements = 0
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...words: never) {
    statements++
    return Reflect.apply(query, this, words)
  } as typeof query
  const times: number[] = []
  for (let page = 1; page <= PAGES; page++) {
    const begun = performance.now()
    const shown = await cohortPage(instructor, { page })
    times.push(performance.now() - begun)
    if (shown?.rows.length !== LEARNERS_PER_PAGE)
      throw new Error(`Page ${page} has ${shown?.rows.length} learners.`)
  }
  pg.Client.prototype.query = query
  return { statements, times }
}

/** How often PostgreSQL has read the table of attempts or an index of it. */
async function readsOfAttempts(): Promise<number> {
  const db = await database()
  // Connections tell what they did when they have been idle for a moment.
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const [row] = await db.$queryRaw<{ reads: number }[]>`
    SELECT (coalesce(seq_scan, 0) + coalesce(idx_scan, 0))::int AS "reads"
    FROM pg_stat_user_tables WHERE relname = 'Attempt'`
  return row?.reads ?? Number.NaN
}

/** A cohort in the middle of a course: two thirds of the exercises begun, one in ten of those not going well. */
async function fill(): Promise<Instructor> {
  const db = await database()
  const known = exercises().map(({ id }) => id)
  const ids = Array.from({ length: EXERCISES }, (_, index) => known[index] ?? `bench/${index}`)
  await db.$executeRaw`
    INSERT INTO "User" ("id", "name", "email", "updatedAt")
    SELECT 'learner-' || n, 'Learner ' || md5(n::text), 'learner-' || n || '@example.org', now()
    FROM generate_series(0, ${LEARNERS}::int) AS n`
  await db.$executeRaw`
    INSERT INTO "CohortMember" ("cohortId", "userId", "role")
    SELECT ${EVERYONE}, "id", CASE "id" WHEN 'learner-0' THEN 'INSTRUCTOR' ELSE 'LEARNER' END::"CohortRole" FROM "User"`
  await db.$executeRaw`
    INSERT INTO "ExerciseStanding" (
      "learnerId", "exerciseId", "attempts", "failedInARow", "activeMs", "firstAt", "lastAt", "passedAt",
      "lastAttemptId", "lastOutcome", "failedChecks"
    )
    SELECT 'learner-' || n, "exerciseId", 1 + h % 4, CASE WHEN h % 10 = 0 THEN 1 + h % 4 ELSE 0 END, (h % 60) * 60000,
      now() - interval '1 day', now() - (h % 1000) * interval '1 minute',
      CASE WHEN h % 10 = 0 THEN NULL ELSE now() END, 'attempt', CASE WHEN h % 10 = 0 THEN 'failed' ELSE 'passed' END,
      CASE WHEN h % 10 = 0 THEN ARRAY['total', 'status'] ELSE ARRAY[]::text[] END
    FROM generate_series(1, ${LEARNERS}::int) AS n, unnest(${ids}::text[]) AS "exerciseId",
      LATERAL (SELECT abs(hashtext(n || "exerciseId")) AS h) AS "hash"
    WHERE h % 3 > 0`
  await db.$executeRaw`
    INSERT INTO "Attempt" (
      "learnerId", "attemptId", "exerciseId", "answer", "answerHash", "outcome", "passed", "report", "failedChecks",
      "assisted", "gradingMs", "clientVersion", "contentVersion", "interpreterVersion"
    )
    SELECT "learnerId", "exerciseId" || try, "exerciseId", '{"kind":"definition","definition":"{}"}', md5("exerciseId"),
      'failed', false, '{"outcome":"failed","results":[],"diagnostics":[]}', '{}', false, 1, '1', '1', '1'
    FROM "ExerciseStanding", generate_series(1, "attempts") AS try`
  await db.$executeRaw`ANALYZE`
  return { id: 'learner-0', name: 'Instructor', isGuest: false } as Instructor
}

function exactly(value: number, budget: number): Pick<Measured, 'value' | 'budget'> {
  return { value: `${value}`, budget: { text: `${budget}`, isMet: value === budget } }
}
