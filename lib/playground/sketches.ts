import type { Learner } from '@/lib/auth'
import { database } from '@/lib/db/server'
import { learnerTransaction } from '@/lib/progress/server'
import { type Sketch, sketchSchema } from './sketch'

export interface StoredSketch {
  /** ULID made by the browser. */
  sketchId: string
  sketch: Sketch
  /** RFC 3339. */
  savedAt: string
}

export const MOST_SKETCHES = 200

/** Of all sketches of a learner together, in UTF-8 bytes of their JSON. */
export const MOST_BYTES_OF_SKETCHES = 64 * 1024 * 1024

/** There is no room for a sketch, and none may give way unasked. */
export class SketchesFull extends Error {
  override readonly name = 'SketchesFull'

  constructor(why: string) {
    super(`${why} Delete one that you do not need; until then this one is kept in this browser only.`)
  }
}

/**
 * Keeps a sketch, and answers what is kept now: one that arrives late, after a newer form of it, changes nothing.
 *
 * @throws SketchesFull
 */
export async function saveSketch(
  learner: Learner,
  { sketchId, sketch, savedAt }: StoredSketch,
): Promise<StoredSketch> {
  const value = JSON.stringify(sketch)
  const at = plausible(savedAt)
  return learnerTransaction(learner, async (tx) => {
    const where = { learnerId_sketchId: { learnerId: learner.id, sketchId } }
    const kept = await tx.sketch.findUnique({ where })
    if (kept && kept.savedAt > at) return asStored(kept)
    const all = await tx.sketch.aggregate({
      where: { learnerId: learner.id },
      _count: true,
      _sum: { bytes: true },
    })
    if (!kept && all._count >= MOST_SKETCHES)
      throw new SketchesFull(`You have ${MOST_SKETCHES} machines already.`)
    const grown = Buffer.byteLength(value) - (kept?.bytes ?? 0)
    if (grown > 0 && (all._sum.bytes ?? 0) + grown > MOST_BYTES_OF_SKETCHES) {
      throw new SketchesFull(
        `Your machines would take more than ${MOST_BYTES_OF_SKETCHES / 2 ** 20} MiB together.`,
      )
    }
    const now = { name: sketch.name, value, savedAt: at }
    return asStored(
      await tx.sketch.upsert({ where, create: { learnerId: learner.id, sketchId, ...now }, update: now }),
    )
  })
}

/** What the learner has, the newest first, by name only. */
export async function sketchesOf(
  learner: Learner,
): Promise<readonly { sketchId: string; name: string; savedAt: string }[]> {
  const db = await database()
  const rows = await db.sketch.findMany({
    where: { learnerId: learner.id },
    select: { sketchId: true, name: true, savedAt: true },
    orderBy: [{ savedAt: 'desc' }, { sketchId: 'desc' }],
  })
  return rows.map(({ savedAt, ...row }) => ({ ...row, savedAt: savedAt.toISOString() }))
}

/** One of the learner's sketches; undefined for what does not exist or belongs to somebody else. */
export async function sketchOf(learner: Learner, sketchId: string): Promise<StoredSketch | undefined> {
  const db = await database()
  const row = await db.sketch.findUnique({
    where: { learnerId_sketchId: { learnerId: learner.id, sketchId } },
  })
  return row ? asStored(row) : undefined
}

/** Forgets one sketch, because the learner says so. Nothing happens when there is none. */
export async function forgetSketch(learner: Learner, sketchId: string): Promise<void> {
  const db = await database()
  await db.sketch.deleteMany({ where: { learnerId: learner.id, sketchId } })
}

function asStored({
  sketchId,
  value,
  savedAt,
}: {
  sketchId: string
  value: string
  savedAt: Date
}): StoredSketch {
  return { sketchId, sketch: sketchSchema.parse(JSON.parse(value)), savedAt: savedAt.toISOString() }
}

/** A browser whose clock is ahead would otherwise be the newest for good. */
function plausible(savedAt: string): Date {
  return new Date(Math.min(Math.max(Date.parse(savedAt), 0), Date.now()))
}
