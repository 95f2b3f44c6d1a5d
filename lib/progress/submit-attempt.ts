import type { Learner } from '@/lib/auth'
import { database, Prisma } from '@/lib/db/server'
import type { AttemptRequest, Report } from '@/lib/exercises'
import { answerHash } from './answer-hash'
import { instant } from './instant'
import { type Standing, standingAfter } from './standing'
import { storable } from './storable'
import { learnerWithStanding, standingOf, standingReplacement } from './stored-standing'
import { type AttemptVerdict, verdictFields, verdictOf } from './verdict'

/** What grading found out, and by which versions. */
export interface Grading {
  report: Report
  contentVersion: string
  interpreterVersion: string
  gradingMs: number
}

/** The same id was used before for something else. */
export class AttemptConflict extends Error {
  constructor(readonly attemptId: string) {
    super(
      `Attempt ${attemptId} was handed in before with another answer. Send this answer under a new attempt id.`,
    )
    this.name = 'AttemptConflict'
  }
}

/**
 * Grades an attempt and stores it with what it makes of the learner's standing, in one statement; resolves after its
 * commit. What is stored already is not graded again: of the same attempt sent twice at once, one is stored, and both
 * get its verdict.
 *
 * @throws AttemptConflict when another answer is stored under this id, LearnerGone, and whatever `grade` throws
 */
export async function submitAttempt(
  learner: Learner,
  attempt: AttemptRequest,
  grade: () => Promise<Grading>,
): Promise<AttemptVerdict> {
  const db = await database()
  const { attemptId, exerciseId, activeMs = 0 } = attempt
  const known = await storedBefore(db, learner, attempt)
  const repeated = known.isStored && (await repeatedVerdict(db, learner, attempt))
  if (repeated) return repeated

  const grading = await grade()
  let { before } = known
  const report = storable(grading.report)
  const failedChecks = failedChecksOf(report)
  for (;;) {
    const at = new Date()
    const after = standingAfter(before, { attemptId, at, outcome: report.outcome, failedChecks, activeMs })
    const row = { attemptId, report, assisted: before.assistedAt !== null, createdAt: at }
    const replacement = standingReplacement({ learner, exerciseId, before, after })
    try {
      const stored = await db.$queryRaw<unknown[]>`
        WITH "standing" AS (${replacement})
        ${insertion(learner, attempt, { ...grading, ...row, failedChecks })} FROM "standing" RETURNING "attemptId"`
      if (stored.length === 1) return verdictOf(row, { repeated: false })
    } catch (error) {
      // Most likely the same attempt came first; whatever else it was, nothing has been stored.
      const first = await repeatedVerdict(db, learner, attempt)
      if (first) return first
      throw error
    }
    before = (await storedBefore(db, learner, attempt)).before
  }
}

/** The standing as it is, and whether this very attempt is there already: one question, because each costs a trip. */
async function storedBefore(
  db: Prisma.TransactionClient,
  learner: Learner,
  { attemptId, exerciseId }: AttemptRequest,
): Promise<{ before: Standing; isStored: boolean }> {
  const [row] = await db.$queryRaw<(Standing & { isStored: boolean })[]>`
    SELECT "standing".*, EXISTS (
      SELECT 1 FROM "Attempt" WHERE "learnerId" = ${learner.id} AND "attemptId" = ${attemptId}
    ) AS "isStored"
    FROM ${learnerWithStanding(learner, exerciseId)}`
  return { before: standingOf(row), isStored: row?.isStored ?? false }
}

/** Up to the `FROM`: an attempt is stored only together with the standing after it. */
function insertion(
  learner: Learner,
  { attemptId, exerciseId, answer, activeMs, contentVersion }: AttemptRequest,
  made: Grading & { failedChecks: readonly string[]; assisted: boolean; createdAt: Date },
): Prisma.Sql {
  const { outcome } = made.report
  return Prisma.sql`
    INSERT INTO "Attempt" (
      "learnerId", "attemptId", "exerciseId", "answer", "answerHash", "outcome", "passed", "report", "failedChecks",
      "assisted", "activeMs", "gradingMs", "clientVersion", "contentVersion", "interpreterVersion", "createdAt"
    )
    SELECT
      ${learner.id}, ${attemptId}, ${exerciseId}, ${JSON.stringify(answer)}::jsonb, ${answerHash(answer)}, ${outcome},
      ${outcome === 'passed'}, ${JSON.stringify(made.report)}::jsonb, ${made.failedChecks}::text[],
      ${made.assisted}, ${activeMs ?? null}::int, ${made.gradingMs}::int, ${contentVersion},
      ${made.contentVersion}, ${made.interpreterVersion}, ${instant(made.createdAt)}`
}

async function repeatedVerdict(
  db: Prisma.TransactionClient,
  learner: Learner,
  { attemptId, exerciseId, answer }: AttemptRequest,
): Promise<AttemptVerdict | undefined> {
  const stored = await db.attempt.findUnique({
    where: { learnerId_attemptId: { learnerId: learner.id, attemptId } },
    select: { ...verdictFields, exerciseId: true, answerHash: true },
  })
  if (!stored) return undefined
  const isSame = stored.exerciseId === exerciseId && stored.answerHash === answerHash(answer)
  if (!isSame) throw new AttemptConflict(attemptId)
  return verdictOf(stored, { repeated: true })
}

/** In authored order, each once, whatever number of scenarios it failed in. */
function failedChecksOf(report: Report): string[] {
  return [
    ...new Set(report.results.filter((result) => !result.verdict.passed).map((result) => result.checkId)),
  ]
}
