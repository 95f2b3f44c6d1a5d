import type { Learner } from '@/lib/auth'
import { question as questionOf } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import { type QuestionResult, score } from '@/lib/quiz'
import { contentHash } from './answer-hash'
import { heldLearner, LearnerGone } from './held-learner'

/** A choice as the browser sends it, once the learner has locked it. */
export interface QuizAnswerRequest {
  /** ULID, made by the browser. A repeat with the same id is the same answer. */
  answerId: string
  questionId: string
  chosen: readonly string[]
}

/** The same id was used before for another question or choice. */
export class QuizAnswerConflict extends Error {
  constructor(readonly answerId: string) {
    super(`Answer ${answerId} was given before with another choice. Send this choice under a new answer id.`)
    this.name = 'QuizAnswerConflict'
  }
}

/**
 * Stores an answer to a question and says how right it was, with the reason for every option; the same answer
 * sent twice is stored once. Undefined for a question that does not exist.
 *
 * @throws QuizAnswerConflict, LearnerGone
 */
export async function recordQuizAnswer(
  learner: Learner,
  { answerId, questionId, chosen }: QuizAnswerRequest,
): Promise<QuestionResult | undefined> {
  const question = questionOf(questionId)
  if (!question) return undefined
  const choice = [...new Set(chosen)].sort()
  const result = score(question, choice)
  const contentVersion = contentHash(JSON.parse(JSON.stringify(question)))
  const db = await database()
  const added = await db.$executeRaw`
    INSERT INTO "QuizAnswer" ("learnerId", "answerId", "questionId", "chosen", "correct", "contentVersion")
    SELECT "learner"."id", ${answerId}, ${questionId}, ${choice}::text[], ${result.correct}::boolean, ${contentVersion}
    FROM ${heldLearner(learner)}
    ON CONFLICT DO NOTHING`
  if (added === 1) return result

  const id = { learnerId: learner.id, answerId }
  const stored = await db.quizAnswer.findUnique({ where: { learnerId_answerId: id } })
  if (!stored) throw new LearnerGone()
  const isSame = stored.questionId === questionId && stored.chosen.join() === choice.join()
  if (!isSame) throw new QuizAnswerConflict(answerId)
  return result
}
