import { ulid } from 'ulid'
import { expect, test } from 'vitest'
import { lessons } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import { progressOf } from '@/lib/progress/server'
import { someLearner, withThrowAwayDatabase } from '@/tests/support/throw-away-database'

withThrowAwayDatabase()

test('of many answers to a question the last one counts, and is where the learner goes on', async () => {
  const db = await database()
  const [learner, other] = [await someLearner(), await someLearner()]
  const questionId = lessons().flatMap((lesson) => lesson.questions)[0] ?? ''
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 9, minute))
  const answer = (learnerId: string, minute: number, correct: boolean) => ({
    ...{ learnerId, questionId, correct, answerId: ulid(), chosen: [], contentVersion: '1' },
    createdAt: at(minute),
  })
  const answers = Array.from({ length: 50 }, (_, minute) => answer(learner.id, minute, minute !== 49))
  await db.quizAnswer.createMany({ data: [...answers.toReversed(), answer(other.id, 55, true)] })
  const progress = await progressOf(learner)
  expect(progress?.lessons.flatMap((lesson) => lesson.questions)).toContainEqual({
    id: questionId,
    state: 'wrong',
  })
  expect(progress?.resume).toMatchObject({ question: questionId, at: at(49) })
})
