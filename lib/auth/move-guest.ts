import { database, type Prisma } from '@/lib/db/server'
import { mergedStanding } from './merged-standing'

/** Both people's rows are locked for as long, in milliseconds; a guest may have saved a few hundred things. */
const timeout = 30_000

/**
 * Gives everything that a guest saved to the account they signed in to, and forgets the guest, in one transaction.
 * Where both have a row, the two become one and nothing of either is lost. Saying it again changes nothing.
 *
 * A submission of the guest that is still under way waits for this transaction and then finds no such learner:
 * it is not acknowledged, and the browser sends it again under the account.
 */
export async function moveGuest(guestId: string, accountId: string): Promise<void> {
  if (guestId === accountId) return
  const db = await database()
  await db.$transaction(
    async (tx) => {
      // Before anything else, as whoever saves something does; and in the order of their ids, so that two such
      // transactions cannot wait for each other.
      const locked = await tx.$queryRaw<{ id: string; isAnonymous: boolean }[]>`
      SELECT "id", "isAnonymous" FROM "User" WHERE "id" IN (${guestId}, ${accountId}) ORDER BY "id" FOR UPDATE`
      const guest = locked.find((user) => user.id === guestId)
      if (!guest?.isAnonymous || locked.length < 2) return
      const move = { guestId, accountId }
      await holdDrafts(tx, move)
      await moveAttempts(tx, move)
      await moveStandings(tx, move)
      await moveQuizAnswers(tx, move)
      await moveDrafts(tx, move)
      await movePlaces(tx, move)
      await moveSketches(tx, move)
      await moveAwsRuns(tx, move)
      await tx.user.delete({ where: { id: guestId } })
    },
    { timeout },
  )
}

interface Move {
  guestId: string
  accountId: string
}

/** They alone are changed without holding their learner's row; a change after they were read would go with the guest. */
async function holdDrafts(tx: Prisma.TransactionClient, { guestId }: Move) {
  await tx.$queryRaw`SELECT 1 FROM "Draft" WHERE "learnerId" = ${guestId} FOR UPDATE`
}

/** An id that both have is the same attempt, sent once before and once after signing in. */
async function moveAttempts(tx: Prisma.TransactionClient, { guestId, accountId }: Move) {
  await tx.$executeRaw`
    UPDATE "Attempt" AS a SET "learnerId" = ${accountId} WHERE a."learnerId" = ${guestId} AND NOT EXISTS
      (SELECT 1 FROM "Attempt" b WHERE b."learnerId" = ${accountId} AND b."attemptId" = a."attemptId")`
}

async function moveQuizAnswers(tx: Prisma.TransactionClient, { guestId, accountId }: Move) {
  await tx.$executeRaw`
    UPDATE "QuizAnswer" AS a SET "learnerId" = ${accountId} WHERE a."learnerId" = ${guestId} AND NOT EXISTS
      (SELECT 1 FROM "QuizAnswer" b WHERE b."learnerId" = ${accountId} AND b."answerId" = a."answerId")`
}

async function moveStandings(tx: Prisma.TransactionClient, { guestId, accountId }: Move) {
  for (const ofGuest of await tx.exerciseStanding.findMany({ where: { learnerId: guestId } })) {
    const id = { learnerId: accountId, exerciseId: ofGuest.exerciseId }
    const own = await tx.exerciseStanding.findUnique({ where: { learnerId_exerciseId: id } })
    const attempts =
      own && (await tx.attempt.findMany({ where: id, select: { createdAt: true, passed: true } }))
    const merged = own ? mergedStanding(ofGuest, own, attempts ?? []) : ofGuest
    const { learnerId: _, exerciseId: __, ...fields } = merged
    await tx.exerciseStanding.upsert({
      where: { learnerId_exerciseId: id },
      create: { ...id, ...fields },
      update: fields,
    })
  }
}

/** A draft belongs to one tab; where both have saved it, before and after signing in, the newer text stands. */
async function moveDrafts(tx: Prisma.TransactionClient, { guestId, accountId }: Move) {
  await tx.$executeRaw`
    INSERT INTO "Draft" ("learnerId", "exerciseId", "draftId", "text", "savedAt")
    SELECT ${accountId}, "exerciseId", "draftId", "text", "savedAt" FROM "Draft" WHERE "learnerId" = ${guestId}
    ON CONFLICT ("learnerId", "exerciseId", "draftId") DO UPDATE
      SET "text" = EXCLUDED."text", "savedAt" = EXCLUDED."savedAt" WHERE "Draft"."savedAt" < EXCLUDED."savedAt"`
}

/** A sketch that both have was kept before and after signing in; the newer form stands. */
async function moveSketches(tx: Prisma.TransactionClient, { guestId, accountId }: Move) {
  await tx.$executeRaw`
    INSERT INTO "Sketch" ("learnerId", "sketchId", "name", "value", "savedAt")
    SELECT ${accountId}, "sketchId", "name", "value", "savedAt" FROM "Sketch" WHERE "learnerId" = ${guestId}
    ON CONFLICT ("learnerId", "sketchId") DO UPDATE
      SET "name" = EXCLUDED."name", "value" = EXCLUDED."value", "savedAt" = EXCLUDED."savedAt"
      WHERE "Sketch"."savedAt" < EXCLUDED."savedAt"`
}

async function movePlaces(tx: Prisma.TransactionClient, { guestId, accountId }: Move) {
  await tx.$executeRaw`
    INSERT INTO "LessonPlace" ("learnerId", "lesson", "anchor", "visitedAt")
    SELECT ${accountId}, "lesson", "anchor", "visitedAt" FROM "LessonPlace" WHERE "learnerId" = ${guestId}
    ON CONFLICT ("learnerId", "lesson") DO UPDATE
      SET "anchor" = EXCLUDED."anchor", "visitedAt" = EXCLUDED."visitedAt"
      WHERE "LessonPlace"."visitedAt" < EXCLUDED."visitedAt"`
}

/** The external id of the account stays where it has one: roles over there name it. */
async function moveAwsRuns(tx: Prisma.TransactionClient, { guestId, accountId }: Move) {
  await tx.awsRun.updateMany({ where: { learnerId: guestId }, data: { learnerId: accountId } })
  if (await tx.awsAccess.findUnique({ where: { learnerId: accountId } })) return
  await tx.awsAccess.updateMany({ where: { learnerId: guestId }, data: { learnerId: accountId } })
}
