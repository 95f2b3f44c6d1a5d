import type { Learner } from '@/lib/auth'
import { lesson as lessonOf } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'

/** Remembers where a learner is reading. False for a lesson that does not exist. */
export async function rememberPlace(learner: Learner, slug: string, anchor?: string): Promise<boolean> {
  if (!lessonOf(slug)) return false
  const db = await database()
  const place = { anchor: anchor ?? null, visitedAt: new Date() }
  const id = { learnerId: learner.id, lesson: slug }
  await db.lessonPlace.upsert({ where: { learnerId_lesson: id }, create: { ...id, ...place }, update: place })
  return true
}
