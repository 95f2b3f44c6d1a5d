import type { Learner } from '@/lib/auth'
import { exercise as exerciseOf } from '@/lib/curriculum/server'
import { database, type Prisma } from '@/lib/db/server'
import { answerHash } from './answer-hash'
import { expendable, type KeptDraft, MOST_DRAFTS } from './draft-room'
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

/** Every draft holds something that is kept nowhere else, so none may give way unasked. */
export class DraftsFull extends Error {
  constructor(readonly exerciseId: string) {
    super(
      `There are ${MOST_DRAFTS} different drafts of "${exerciseId}" already. Discard one that you do not need, then save again; until then this text is kept in this browser only.`,
    )
    this.name = 'DraftsFull'
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
  const savedAt = plausible(draft.savedAt)
  const id = { learnerId: learner.id, exerciseId, draftId }
  const newer = await db.draft.updateMany({
    where: { ...id, savedAt: { lte: savedAt } },
    data: { text, savedAt },
  })
  if (newer.count === 1) return { draftId, text, savedAt: savedAt.toISOString() }

  return learnerTransaction(learner, async (tx) => {
    const where = { learnerId_exerciseId_draftId: id }
    const kept = await tx.draft.findUnique({ where })
    if (kept && kept.savedAt > savedAt) return asDraft(kept)
    if (!kept) {
      await makeRoom(tx, learner, exerciseId, text)
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
  if (!gone) throw new DraftsFull(exerciseId)
  const { draftId } = gone
  await tx.draft.delete({
    where: { learnerId_exerciseId_draftId: { learnerId: learner.id, exerciseId, draftId } },
  })
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
