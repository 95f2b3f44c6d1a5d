import { type Report, reportForLearner } from '@/lib/exercises'

/** What a learner gets to know of a stored attempt. */
export interface AttemptVerdict {
  attemptId: string
  /** Without the data of hidden scenarios. */
  report: Report
  /** The solution had been shown before. */
  assisted: boolean
  /** RFC 3339. */
  recordedAt: string
  /** This answer had been stored before under the same id; the verdict is the one given then. */
  repeated: boolean
}

/** The columns that a verdict is made of. */
export const verdictFields = { attemptId: true, report: true, assisted: true, createdAt: true } as const

interface VerdictRow {
  attemptId: string
  report: unknown
  assisted: boolean
  createdAt: Date
}

export function verdictOf(row: VerdictRow, { repeated }: { repeated: boolean }): AttemptVerdict {
  return {
    attemptId: row.attemptId,
    report: reportForLearner(row.report as Report),
    assisted: row.assisted,
    recordedAt: row.createdAt.toISOString(),
    repeated,
  }
}
