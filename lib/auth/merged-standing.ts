import type { Prisma } from '@/lib/db/server'

type Standing = Prisma.ExerciseStandingGetPayload<object>

/**
 * One standing of two, of a guest and of the account it became. `attempts` are those of both, which say what
 * neither standing knows alone: how often it failed since it last passed.
 */
export function mergedStanding(
  a: Standing,
  b: Standing,
  attempts: readonly { createdAt: Date; passed: boolean }[],
): Standing {
  const later = time(a.lastAt) > time(b.lastAt) ? a : b
  const lastPassed = Math.max(
    0,
    ...attempts.filter((one) => one.passed).map((one) => one.createdAt.getTime()),
  )
  return {
    ...later,
    attempts: attempts.length,
    failedInARow: attempts.filter((one) => !one.passed && one.createdAt.getTime() > lastPassed).length,
    activeMs: Math.min(a.activeMs + b.activeMs, LARGEST_INT4),
    firstAt: earliest(a.firstAt, b.firstAt),
    passedAt: earliest(a.passedAt, b.passedAt),
    assistedAt: earliest(a.assistedAt, b.assistedAt),
  }
}

const LARGEST_INT4 = 2 ** 31 - 1

function time(date: Date | null): number {
  return date?.getTime() ?? 0
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b
  return a < b ? a : b
}
