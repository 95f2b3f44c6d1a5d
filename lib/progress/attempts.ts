import type { Learner } from '@/lib/auth'
import { database } from '@/lib/db/server'
import type { Answer } from '@/lib/exercises'
import { type AttemptVerdict, verdictFields, verdictOf } from './verdict'

/** A stored attempt with what was handed in. */
export interface StoredAttempt extends AttemptVerdict {
  exerciseId: string
  answer: Answer
}

/** One line of the list of attempts. */
export interface AttemptSummary {
  attemptId: string
  outcome: string
  passed: boolean
  assisted: boolean
  failedChecks: readonly string[]
  /** RFC 3339. */
  recordedAt: string
}

/** A learner's own attempt; undefined for anyone else's, just as for none at all. */
export async function attemptOf(learner: Learner, attemptId: string): Promise<StoredAttempt | undefined> {
  const db = await database()
  const row = await db.attempt.findUnique({
    where: { learnerId_attemptId: { learnerId: learner.id, attemptId } },
    select: { ...verdictFields, exerciseId: true, answer: true },
  })
  if (!row) return undefined
  return {
    ...verdictOf(row, { repeated: true }),
    exerciseId: row.exerciseId,
    answer: row.answer as unknown as Answer,
  }
}

/** A learner's attempts on one exercise, the newest first; at most a hundred. */
export async function attemptsOn(learner: Learner, exerciseId: string): Promise<AttemptSummary[]> {
  const db = await database()
  const rows = await db.attempt.findMany({
    where: { learnerId: learner.id, exerciseId },
    orderBy: [{ createdAt: 'desc' }, { attemptId: 'desc' }],
    take: 100,
    select: {
      attemptId: true,
      outcome: true,
      passed: true,
      assisted: true,
      failedChecks: true,
      createdAt: true,
    },
  })
  return rows.map(({ createdAt, ...row }) => ({ ...row, recordedAt: createdAt.toISOString() }))
}
