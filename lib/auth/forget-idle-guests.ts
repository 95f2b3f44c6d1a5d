import { database } from '@/lib/db/server'

const DAY_MS = 86_400_000

/**
 * Deletes guests who came thirty days ago or earlier, have not been back since and never handed anything in; what
 * else they saved goes with them. Answers how many.
 */
export async function forgetIdleGuests(now: Date): Promise<number> {
  const db = await database()
  const before = new Date(now.getTime() - 30 * DAY_MS)
  const { count } = await db.user.deleteMany({
    where: {
      isAnonymous: true,
      createdAt: { lt: before },
      sessions: { none: { updatedAt: { gte: before } } },
      attempts: { none: {} },
      quizAnswers: { none: {} },
      drafts: { none: { savedAt: { gte: before } } },
      sketches: { none: { savedAt: { gte: before } } },
      NOT: { sandbox: { usedAt: { gte: before } } },
    },
  })
  return count
}
