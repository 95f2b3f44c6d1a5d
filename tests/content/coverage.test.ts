import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, type StateMachine } from '@/lib/asl'
import { readLibrary } from '@/lib/curriculum/library'
import { isOffered, patterns, supportMatrix } from '@/lib/services'

/** What the lessons promise: every type of task with every pattern that AWS offers for it is tried by hand. */
const library = readLibrary(path.resolve('content'))
const exercises = [...library.exercises.values()]

function* tasksOf(machine: StateMachine): Generator<string> {
  for (const state of machine.states.values()) {
    if (state.type === 'Parallel') for (const branch of state.branches) yield* tasksOf(branch)
    if (state.type === 'Map') yield* tasksOf(state.processor)
    if (state.type !== 'Task') continue
    const { resource } = state
    if (resource.kind === 'LambdaFunction') yield 'lambda-arn requestResponse'
    else if (resource.kind === 'Activity') yield 'activity requestResponse'
    else if (resource.service === 'http') yield `http ${resource.pattern}`
    else yield `${resource.integration} ${resource.pattern}`
  }
}

const used = exercises.flatMap((exercise) => {
  const definition = exercise.kind === 'predict' ? exercise.definition : exercise.solution
  const parsed = parse(definition, { ...(exercise.workflowType && { type: exercise.workflowType }) })
  return parsed.ok ? [...tasksOf(parsed.machine)] : []
})

const offered = new Set(
  supportMatrix.flatMap((row) =>
    patterns
      .filter((pattern) => isOffered(row, pattern, 'STANDARD'))
      .map((pattern) => `${row.id === 'http' ? 'http' : row.kind} ${pattern}`),
  ),
)

describe('an exercise for', () => {
  test.each([...offered])('%s', (cell) => {
    expect(used).toContain(cell)
  })

  test('an Express workflow, a second account, a job that fails, a token that expires', () => {
    expect(exercises.some(({ workflowType }) => workflowType === 'EXPRESS')).toBe(true)
    const accounts = exercises.flatMap(({ scenarios }) => scenarios.map(({ account }) => account))
    expect(accounts.some(({ otherAccount }) => otherAccount)).toBe(true)
    expect(accounts.some(({ jobs = [] }) => jobs.some(({ fails }) => fails))).toBe(true)
    const answers = exercises.flatMap(({ checks }) => checks.map(({ expect: wanted }) => wanted))
    expect(answers).toContainEqual(expect.objectContaining({ kind: 'TaskAnswered', as: 'GivenUp' }))
  })
})

test('every exercise and every question stands in a lesson, once', () => {
  const lessons = [...library.lessons.values()]
  const ids = lessons.flatMap((lesson) => lesson.exercises)
  expect(ids.toSorted()).toEqual([...library.exercises.keys()].toSorted())
  const questions = lessons.flatMap((lesson) => lesson.questions)
  expect(questions.toSorted()).toEqual([...library.questions.keys()].toSorted())
})
