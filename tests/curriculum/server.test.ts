import { describe, expect, test } from 'vitest'
import { lessonComponents } from '@/lib/curriculum'
import {
  course,
  courses,
  exercise,
  exerciseBrief,
  exerciseForLearner,
  exercises,
  lesson,
  lessons,
  question,
  questionForLearner,
} from '@/lib/curriculum/server'

describe('the readers of content/', () => {
  test('know the course and its lessons in order', () => {
    expect(courses().map(({ id }) => id)).toEqual(['step-functions'])
    const slugs = course('step-functions')?.modules.flatMap((module) => module.lessons)
    expect(lessons().map(({ slug }) => slug)).toEqual(slugs)
  })

  test('give a lesson with its machines, exercises and questions', () => {
    const found = lesson('four-types-of-task')
    expect(Object.keys(found?.machines ?? {})).toEqual(['order-paid'])
    expect(found?.exercises[0]).toBe('task-types/lambda-by-arn')
    expect(found?.questions).toHaveLength(3)
    expect(found?.body).not.toContain('DVA-C02')
  })

  test('give exercises in the order of the lessons, with handlers as text', () => {
    const ids = lessons().flatMap((one) => one.exercises)
    expect(
      exercises()
        .map(({ id }) => id)
        .slice(0, ids.length),
    ).toEqual(ids)
    expect(
      exercise('task-types/lambda-by-arn')?.scenarios[0]?.account.functions?.['price-order']?.source,
    ).toContain('export const handler')
    expect(exerciseBrief('task-types/lambda-by-arn')).toContain('**Run**')
  })

  test('change the version of an exercise with its files, and not otherwise', () => {
    const versions = exercises().map(({ contentVersion }) => contentVersion)
    expect(new Set(versions).size).toBe(versions.length)
    expect(exercises().map(({ contentVersion }) => contentVersion)).toEqual(versions)
  })

  test('keep solutions, mistakes, hidden scenarios and keys from learners', () => {
    for (const { id } of exercises()) {
      const whole = exercise(id)
      const seen = JSON.stringify(exerciseForLearner(id))
      for (const scenario of whole?.scenarios.filter(({ hidden }) => hidden) ?? []) {
        expect(seen).not.toContain(scenario.id)
        expect(seen).not.toContain(JSON.stringify(scenario.input))
      }
      expect(seen).not.toMatch(/"solution"|"mistakes"/)
      const options = whole?.kind === 'predict' ? whole.prompts.flatMap((prompt) => prompt.options) : []
      for (const { because } of options) expect(seen).not.toContain(JSON.stringify(because))
    }
    for (const id of lessons().flatMap((one) => one.questions)) {
      expect(JSON.stringify(questionForLearner(id))).not.toMatch(/"correct"|"reason"/)
      expect(question(id)?.options.some(({ correct }) => correct)).toBe(true)
    }
  })

  test.each(['', 'nothing', '../package', '__proto__', 'constructor'])('know nothing called "%s"', (id) => {
    expect([
      course(id),
      lesson(id),
      exercise(id),
      exerciseBrief(id),
      exerciseForLearner(id),
      question(id),
    ]).toEqual(Array(6).fill(undefined))
  })
})

test('the list of lesson components names each attribute once', () => {
  expect(Object.keys(lessonComponents)).toEqual([
    'StateMachine',
    'Exercise',
    'Quiz',
    'State',
    'Note',
    'SupportMatrix',
    'Sources',
  ])
})
