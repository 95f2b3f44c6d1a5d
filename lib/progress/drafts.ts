import type { Learner } from '@/lib/auth'
import { exercise as exerciseOf } from '@/lib/curriculum/server'
import { database, type Prisma } from '@/lib/db/server'
import { answerHash } from './answer-hash'
import { expendable, type KeptDraft, MOST_BYTES_OF_DRAFTS, MOST_DRAFTS } from './draft-room'
import { instant } from './instant'
import { learnerTransaction } from './learner-transaction'
import { standingBegun } from './standing'
import { changeStanding } from './stored-standing'

/** What a learner is writing in one tab. */
export interface Draft {
  /** Made by the browser, one per tab. */
  draftId: string
  text: string
  /** RFC 3339. */
  savedAt: string
}

/** There is no room for a draft, and none may give way unasked: each holds something that is kept nowhere else. */
export class DraftsFull extends Error {
  override readonly name = 'DraftsFull'

  constructor(why: string) {
    super(
      `${why} Discard one that you do not need, then this one will be saved too; until then it is kept in this browser only.`,
    )
  }
}

/**
 * Keeps a draft, and answers what is kept now: a save that arrives late, after a newer one of the same tab,
 * changes nothing. Drafts of other tabs are never touched.
 *
 * @throws DraftsFull
 */
export async function saveDraft(learner: Learner, exerciseId: string, draft: Draft): Promise<Draft> {
  const db = await database()
  const { draftId, text } = draft
  const bytes = Buffer.byteLength(text)
  const savedAt = plausible(draft.savedAt)
  const id = { learnerId: learner.id, exerciseId, draftId }
  const replaced = await db.$executeRaw`
    UPDATE "Draft" SET "text" = ${text}, "savedAt" = ${instant(savedAt)}
    WHERE "learnerId" = ${learner.id} AND "exerciseId" = ${exerciseId} AND "draftId" = ${draftId}
      AND "savedAt" <= ${instant(savedAt)}
      AND (
        "bytes" >= ${bytes}::int
        OR (SELECT sum("bytes") FROM "Draft" AS "all" WHERE "all"."learnerId" = ${learner.id}) - "bytes" + ${bytes}::int
          <= ${MOST_BYTES_OF_DRAFTS}::int
      )`
  if (replaced === 1) return { draftId, text, savedAt: savedAt.toISOString() }

  return learnerTransaction(learner, async (tx) => {
    const where = { learnerId_exerciseId_draftId: id }
    const kept = await tx.draft.findUnique({ where })
    if (kept && kept.savedAt > savedAt) return asDraft(kept)
    if (!kept) await makeRoom(tx, learner, exerciseId, text)
    await checkGrowth(tx, learner, bytes - (kept?.bytes ?? 0))
    if (!kept) {
      await changeStanding(tx, learner, exerciseId, (standing) =>
        standing.firstAt ? standing : standingBegun(savedAt),
      )
    }
    const now = { text, savedAt }
    return asDraft(await tx.draft.upsert({ where, create: { ...id, ...now }, update: now }))
  })
}

/** The drafts of one exercise, the newest first. */
export async function draftsOf(learner: Learner, exerciseId: string): Promise<Draft[]> {
  const db = await database()
  const rows = await db.draft.findMany({
    where: { learnerId: learner.id, exerciseId },
    orderBy: [{ savedAt: 'desc' }, { draftId: 'desc' }],
  })
  return rows.map(asDraft)
}

/** Forgets one draft, because the learner says so. Nothing happens when there is none. */
export async function discardDraft(learner: Learner, exerciseId: string, draftId: string): Promise<void> {
  const db = await database()
  await db.draft.deleteMany({ where: { learnerId: learner.id, exerciseId, draftId } })
}

async function makeRoom(tx: Prisma.TransactionClient, learner: Learner, exerciseId: string, text: string) {
  const drafts = await tx.draft.findMany({ where: { learnerId: learner.id, exerciseId } })
  if (drafts.length < MOST_DRAFTS) return
  const known = await keptElsewhere(tx, learner, exerciseId, drafts)
  const gone = expendable(drafts, known.add(text))
  if (!gone) throw new DraftsFull(`There are ${MOST_DRAFTS} different drafts of this exercise already.`)
  const { draftId } = gone
  await tx.draft.delete({
    where: { learnerId_exerciseId_draftId: { learnerId: learner.id, exerciseId, draftId } },
  })
}

/** @throws DraftsFull when all drafts of the learner, grown by so many bytes, would take too much */
async function checkGrowth(tx: Prisma.TransactionClient, learner: Learner, bytes: number) {
  if (bytes <= 0) return
  const drafts = await tx.draft.groupBy({
    by: ['exerciseId'],
    where: { learnerId: learner.id },
    _sum: { bytes: true },
    orderBy: { _sum: { bytes: 'desc' } },
  })
  const taken = drafts.reduce((sum, { _sum }) => sum + (_sum.bytes ?? 0), 0)
  const [largest] = drafts
  if (!largest || taken + bytes <= MOST_BYTES_OF_DRAFTS) return
  const title = exerciseOf(largest.exerciseId)?.title ?? largest.exerciseId
  throw new DraftsFull(
    `Your drafts of all exercises would take more than ${MOST_BYTES_OF_DRAFTS / 2 ** 20} MiB together; those of “${title}” take most of it.`,
  )
}

/** Texts among the drafts that are the starter, or were handed in as they are. */
async function keptElsewhere(
  tx: Prisma.TransactionClient,
  learner: Learner,
  exerciseId: string,
  drafts: readonly KeptDraft[],
): Promise<Set<string>> {
  const hashes = new Map(
    drafts.map(({ text }) => [answerHash({ kind: 'definition', definition: text }), text]),
  )
  const handedIn = await tx.attempt.findMany({
    where: { learnerId: learner.id, exerciseId, answerHash: { in: [...hashes.keys()] } },
    select: { answerHash: true },
  })
  const exercise = exerciseOf(exerciseId)
  const starter = exercise && exercise.kind !== 'predict' ? [exercise.starter] : []
  return new Set([...starter, ...handedIn.flatMap(({ answerHash: hash }) => hashes.get(hash) ?? [])])
}

/** A browser whose clock is ahead would otherwise be the newest for good; PostgreSQL knows no year 0. */
function plausible(savedAt: string): Date {
  return new Date(Math.min(Math.max(Date.parse(savedAt), 0), Date.now()))
}

function asDraft({ draftId, text, savedAt }: KeptDraft): Draft {
  return { draftId, text, savedAt: savedAt.toISOString() }
}
