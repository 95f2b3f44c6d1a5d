import type { Learner } from '@/lib/auth'
import { database, type Prisma } from '@/lib/db/server'
import type { AttemptRequest, Report } from '@/lib/exercises'
import { answerHash } from './answer-hash'
import { learnerTransaction } from './learner-transaction'
import { standingAfter } from './standing'
import { storable } from './storable'
import { changeStanding } from './stored-standing'
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
 * The verdict of an attempt that is stored already, so that nothing is graded twice.
 *
 * @throws AttemptConflict when another answer is stored under this id
 */
export async function storedVerdict(
  learner: Learner,
  attempt: AttemptRequest,
): Promise<AttemptVerdict | undefined> {
  return repeatedVerdict(await database(), learner, attempt)
}

/**
 * Stores an attempt and what it makes of the learner's standing, in one transaction; resolves after its commit.
 * Of the same attempt sent twice at once, one is stored and both get its verdict.
 *
 * @throws AttemptConflict when another answer is stored under this id
 */
export function recordAttempt(
  learner: Learner,
  attempt: AttemptRequest,
  grading: Grading,
): Promise<AttemptVerdict> {
  return learnerTransaction(learner, async (tx) => {
    const repeated = await repeatedVerdict(tx, learner, attempt)
    if (repeated) return repeated

    const report = storable(grading.report)
    const { attemptId, exerciseId, activeMs = 0 } = attempt
    const { outcome } = report
    const failedChecks = failedChecksOf(report)
    const at = new Date()
    const { assistedAt } = await changeStanding(tx, learner, exerciseId, (standing) =>
      standingAfter(standing, { attemptId, at, outcome, failedChecks, activeMs }),
    )
    const row = {
      attemptId,
      exerciseId,
      answer: attempt.answer,
      answerHash: answerHash(attempt.answer),
      outcome,
      passed: outcome === 'passed',
      report: report as unknown as Prisma.InputJsonObject,
      failedChecks,
      assisted: assistedAt !== null,
      activeMs: attempt.activeMs ?? null,
      gradingMs: grading.gradingMs,
      clientVersion: attempt.contentVersion,
      contentVersion: grading.contentVersion,
      interpreterVersion: grading.interpreterVersion,
      createdAt: at,
    }
    await tx.attempt.createMany({ data: { ...row, learnerId: learner.id } })
    return verdictOf(row, { repeated: false })
  })
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
