import { describe, expect, test } from 'vitest'
import { courseProgress, type LessonOutline, type Work } from '@/lib/progress/course-progress'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 9, minute))

const course = { id: 'step-functions', title: 'Step Functions' }
const outlines: LessonOutline[] = [outline('one', ['a', 'b'], ['q']), outline('two', ['c'], [])]

function outline(slug: string, exercises: string[], questions: string[]): LessonOutline {
  return {
    lesson: { slug, title: `Lesson ${slug}`, summary: '', minutes: 10, questions },
    exercises: exercises.map((id) => ({ id, title: `Exercise ${id}`, minutes: 5, kind: 'write' as const })),
  }
}

function standing(exerciseId: string, minute: number, passed: boolean, assisted = false) {
  const assistedAt = assisted ? at(minute - 1) : null
  return { exerciseId, attempts: 1, lastAt: at(minute), passedAt: passed ? at(minute) : null, assistedAt }
}

function progress(work: Partial<Work>) {
  return courseProgress(course, outlines, { standings: [], drafts: [], answers: [], places: [], ...work })
}

const allOfOne = {
  standings: [standing('a', 1, true), standing('b', 2, true, true)],
  answers: [{ questionId: 'q', correct: false, createdAt: at(3) }],
}

describe('state of the first lesson, and what is next', () => {
  test.each([
    { name: 'nothing', work: {}, state: 'not-started', next: { lesson: 'one', exercise: 'a' } },
    {
      name: 'only read',
      work: { places: [{ lesson: 'one', anchor: 'x', visitedAt: at(1) }] },
      state: 'started',
      next: { lesson: 'one', exercise: 'a' },
    },
    {
      name: 'only a draft',
      work: { drafts: [{ exerciseId: 'b', savedAt: at(1) }] },
      state: 'started',
      next: { lesson: 'one', exercise: 'a' },
    },
    {
      name: 'the first failed',
      work: { standings: [standing('a', 1, false)] },
      state: 'started',
      next: { lesson: 'one', exercise: 'a' },
    },
    {
      name: 'the first passed',
      work: { standings: [standing('a', 1, true)] },
      state: 'started',
      next: { lesson: 'one', exercise: 'b' },
    },
    {
      name: 'all passed, the quiz open',
      work: { standings: allOfOne.standings },
      state: 'started',
      next: { lesson: 'one', question: 'q' },
    },
    {
      name: 'all passed, the quiz answered',
      work: allOfOne,
      state: 'done',
      next: { lesson: 'two', exercise: 'c' },
    },
    {
      name: 'all of it',
      work: { ...allOfOne, standings: [...allOfOne.standings, standing('c', 4, true)] },
      state: 'done',
      next: undefined,
    },
  ])('$name', ({ work, state, next }) => {
    const { lessons, next: step } = progress(work)
    expect(lessons[0]?.state).toBe(state)
    expect(step && { lesson: step.lesson, exercise: step.exercise?.id, question: step.question }).toEqual(
      next && { exercise: undefined, question: undefined, ...next },
    )
  })
})

test.each([
  { name: 'nobody worked', work: {}, resume: undefined },
  {
    name: 'a draft newer than an attempt',
    work: { standings: [standing('a', 1, false)], drafts: [{ exerciseId: 'c', savedAt: at(2) }] },
    resume: { lesson: 'two', exercise: { id: 'c' } },
  },
  {
    name: 'an attempt newer than a draft',
    work: { standings: [standing('a', 3, true)], drafts: [{ exerciseId: 'c', savedAt: at(2) }] },
    resume: { lesson: 'one', exercise: { id: 'a' } },
  },
  {
    name: 'reading last',
    work: {
      standings: [standing('a', 3, true)],
      places: [{ lesson: 'two', anchor: 'costs', visitedAt: at(4) }],
    },
    resume: { lesson: 'two', anchor: 'costs' },
  },
  {
    name: 'answering last',
    work: { answers: [{ questionId: 'q', correct: true, createdAt: at(9) }] },
    resume: { lesson: 'one', question: 'q' },
  },
  {
    name: 'work on something that is gone',
    work: { drafts: [{ exerciseId: 'gone', savedAt: at(9) }] },
    resume: undefined,
  },
])('where to resume: $name', ({ work, resume }) => {
  const step = progress(work).resume
  if (resume) expect(step).toMatchObject(resume)
  else expect(step).toBeUndefined()
})

test('exercises and questions show how they stand', () => {
  const { lessons } = progress({ ...allOfOne, drafts: [{ exerciseId: 'c', savedAt: at(5) }] })
  expect(lessons.flatMap((lesson) => lesson.exercises.map((exercise) => exercise.state))).toEqual([
    'passed',
    'passed-assisted',
    'started',
  ])
  expect(lessons[0]?.questions).toEqual([{ id: 'q', state: 'wrong' }])
})
