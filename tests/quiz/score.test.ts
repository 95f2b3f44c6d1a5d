import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forLearner, type Question, score } from '@/lib/quiz'

const question: Question = {
  id: 'two-of-four',
  kind: 'multiple-response',
  stem: 'Which two?',
  options: ['a', 'b', 'c', 'd'].map((id) => ({
    id,
    text: `Option ${id}`,
    correct: id === 'a' || id === 'c',
    reason: `SECRET reason of ${id}`,
  })),
  concepts: ['task-types'],
  examTasks: { 'DVA-C02': ['1.1'], 'DVA-C03': ['1.1'] },
  source: { title: 'SECRET source', url: 'https://docs.aws.amazon.com/', checked: '2026-11-22' },
}

describe('score', () => {
  test.each<[string[], boolean]>([
    [['a', 'c'], true],
    [['c', 'a'], true],
    [['a', 'c', 'c'], true],
    [['a'], false],
    [['a', 'b', 'c'], false],
    [['a', 'c', 'made-up'], false],
    [[], false],
  ])('%j: %s', (chosen, correct) => {
    expect(score(question, chosen).correct).toBe(correct)
  })

  test('gives every option its reason, chosen or not, and the source', () => {
    const result = score(question, ['b'])
    expect(result.options).toEqual(
      question.options.map(({ id, correct, reason }) => ({ id, correct, reason, chosen: id === 'b' })),
    )
    expect(result.source).toBe(question.source)
  })

  test('is right for the key and for nothing else', () => {
    fc.assert(
      fc.property(fc.subarray(['a', 'b', 'c', 'd']), (chosen) => {
        expect(score(question, chosen).correct).toBe(chosen.join() === 'a,c')
      }),
    )
  })
})

test('forLearner says how many to choose, and neither key nor reasons', () => {
  const view = forLearner(question)
  expect(view).toEqual({
    id: 'two-of-four',
    kind: 'multiple-response',
    stem: 'Which two?',
    choose: 2,
    options: question.options.map(({ id, text }) => ({ id, text })),
  })
})
