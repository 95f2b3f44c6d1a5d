import path from 'node:path'
import { expect, test } from 'vitest'
import { leaks } from '@/lib/curriculum/check/leaks'
import { readLibrary } from '@/lib/curriculum/library'
import type { Exercise, Scenario } from '@/lib/exercises'

const exercise = readLibrary(path.resolve('content')).exercises.get('patterns/read-the-child')

function withHidden(change: Partial<Scenario>): Exercise {
  if (!exercise) throw new Error('the exercise is gone')
  return {
    ...exercise,
    scenarios: exercise.scenarios.map((scenario) =>
      scenario.hidden ? { ...scenario, ...change } : scenario,
    ),
  }
}

test('a hidden scenario that stays hidden', () => {
  expect(leaks(withHidden({}))).toEqual([])
})

test('an id that learners read, as a name of a state', () => {
  const [first] = leaks(withHidden({ id: 'Price' }))
  expect(first).toMatchObject({ path: ['scenarios', 2, 'id'], message: expect.stringContaining('"Price"') })
})

test('an input that a visible scenario has, too', () => {
  expect(leaks(withHidden({ input: { lines: [] } }))).toMatchObject([{ path: ['scenarios', 2, 'input'] }])
})
