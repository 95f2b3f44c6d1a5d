import type { Report } from '@/lib/exercises'

/** How a learner stands on one exercise: all that pages ask, so that none of them counts attempts. */
export interface Standing {
  attempts: number
  /** Failed tries since the last passed one. */
  failedInARow: number
  /** Milliseconds worked on it until it passed. */
  activeMs: number
  /** When work on it began: with a draft, an attempt, or a look at the solution. */
  firstAt: Date | null
  /** When it was handed in last, or begun. */
  lastAt: Date | null
  /** When it passed first. It stays passed, whatever is tried later. */
  passedAt: Date | null
  /** When the solution was shown first. */
  assistedAt: Date | null
  lastAttemptId: string | null
  lastOutcome: string | null
  /** Of the last attempt. */
  failedChecks: readonly string[]
}

/** What of an attempt a standing remembers. */
export interface Tried {
  attemptId: string
  at: Date
  outcome: Report['outcome']
  failedChecks: readonly string[]
  activeMs: number
}

export const NOT_STARTED: Standing = {
  attempts: 0,
  failedInARow: 0,
  activeMs: 0,
  firstAt: null,
  lastAt: null,
  passedAt: null,
  assistedAt: null,
  lastAttemptId: null,
  lastOutcome: null,
  failedChecks: [],
}

/** Four hours: what one try adds at most, so that a page left open overnight says little. */
const MOST_ACTIVE_MS = 4 * 3_600_000

/** What a standing becomes by one more attempt. */
export function standingAfter(standing: Standing, tried: Tried): Standing {
  const passed = tried.outcome === 'passed'
  const worked = standing.passedAt ? 0 : Math.min(tried.activeMs, MOST_ACTIVE_MS)
  return {
    ...standing,
    attempts: standing.attempts + 1,
    failedInARow: passed ? 0 : standing.failedInARow + 1,
    activeMs: Math.min(standing.activeMs + worked, LARGEST_INT4),
    firstAt: standing.firstAt ?? tried.at,
    lastAt: tried.at,
    passedAt: standing.passedAt ?? (passed ? tried.at : null),
    lastAttemptId: tried.attemptId,
    lastOutcome: tried.outcome,
    failedChecks: tried.failedChecks,
  }
}

/** What the column takes: 24 days. */
const LARGEST_INT4 = 2 ** 31 - 1

/** Work began, without anything handed in. */
export function standingBegun(at: Date): Standing {
  return { ...NOT_STARTED, firstAt: at, lastAt: at }
}

/** The solution was shown. `completion` asks whether that was before passing. */
export function standingWithSolutionShown(standing: Standing, at: Date): Standing {
  return { ...standing, firstAt: standing.firstAt ?? at, lastAt: at, assistedAt: standing.assistedAt ?? at }
}

export type Completion = 'open' | 'passed' | 'passed-assisted'

/** Passed by oneself counts for good; looking at the solution afterwards takes nothing away. */
export function completion({ passedAt, assistedAt }: Pick<Standing, 'passedAt' | 'assistedAt'>): Completion {
  if (!passedAt) return 'open'
  return assistedAt && assistedAt < passedAt ? 'passed-assisted' : 'passed'
}
