import { ulid } from 'ulid'
import { expect, test } from 'vitest'
import { lessons, question as questionOf } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import { progressOf, recordQuizAnswer } from '@/lib/progress/server'
import { someLearner, withThrowAwayDatabase } from '@/tests/support/throw-away-database'

withThrowAwayDatabase()

const question = lessons()
  .flatMap((lesson) => lesson.questions)
  .flatMap((id) => questionOf(id) ?? [])[0]
if (!question) throw new Error('There is no question in any lesson.')
const questionId = question.id
const right = question.options.filter((option) => option.correct).map((option) => option.id)
const wrong = question.options.filter((option) => !option.correct).map((option) => option.id)

test('an answer is stored once, and gets the reasons', async () => {
  const learner = await someLearner()
  const answer = { answerId: ulid(), questionId, chosen: right }
  const results = await Promise.all([answer, answer, answer].map((each) => recordQuizAnswer(learner, each)))
  for (const result of results) {
    expect(result).toMatchObject({ questionId, correct: true })
    expect(result?.options.every((option) => option.reason !== '')).toBe(true)
  }
  const db = await database()
  expect(await db.quizAnswer.findMany({ where: { learnerId: learner.id } })).toMatchObject([
    { questionId, chosen: [...right].sort(), correct: true },
  ])
})

test('the same id with another choice is a conflict', async () => {
  const learner = await someLearner()
  const answer = { answerId: ulid(), questionId, chosen: right }
  await recordQuizAnswer(learner, answer)
  await expect(recordQuizAnswer(learner, { ...answer, chosen: wrong })).rejects.toThrow('another choice')
})

test('the last answer counts for progress', async () => {
  const learner = await someLearner()
  const state = async () => {
    const progress = await progressOf(learner)
    return progress?.lessons.flatMap((lesson) => lesson.questions).find((one) => one.id === questionId)?.state
  }
  expect(await state()).toBe('unanswered')
  await recordQuizAnswer(learner, { answerId: ulid(), questionId, chosen: right })
  expect(await state()).toBe('right')
  await recordQuizAnswer(learner, { answerId: ulid(), questionId, chosen: wrong })
  expect(await state()).toBe('wrong')
})

test('a question that does not exist', async () => {
  const answer = { answerId: ulid(), questionId: 'no-such-question', chosen: [] }
  expect(await recordQuizAnswer(await someLearner(), answer)).toBeUndefined()
})
