import { expect, test } from 'vitest'
import { atAGlance } from '@/app/(teach)/teach/at-a-glance'
import type { ExerciseState, LearnerRow } from '@/lib/cohorts'

const exercises = [
  { id: 'first', title: 'First' },
  { id: 'second', title: 'Second' },
]

function row(name: string, ...states: [ExerciseState, ExerciseState]): LearnerRow {
  const cells = states.map((state, index) => ({
    exerciseId: exercises[index]?.id ?? '',
    state,
    attempts: 0,
    failedInARow: 0,
    failedChecks: [],
  }))
  const stuckOn = cells.filter(({ state }) => state === 'stuck').map(({ exerciseId }) => exerciseId)
  return { learnerId: name.toLowerCase(), name, cells, stuckOn }
}

test('names who is stuck and on what, by title', () => {
  const { stuck } = atAGlance({
    exercises,
    rows: [row('Ada', 'passed', 'stuck'), row('Ben', 'failing', 'working')],
  })
  expect(stuck).toEqual([{ learnerId: 'ada', name: 'Ada', exercises: [{ id: 'second', title: 'Second' }] }])
})

test.each<[string, [ExerciseState, ExerciseState][], string | undefined]>([
  ['nobody fails', [['passed', 'working']], undefined],
  [
    'more fail on the second',
    [
      ['passed', 'failing'],
      ['failing', 'stuck'],
    ],
    'second',
  ],
  [
    'as many fail, fewer have passed the second',
    [
      ['failing', 'failing'],
      ['passed', 'not-started'],
    ],
    'second',
  ],
  ['nobody is here', [], undefined],
])('the bottleneck when %s', (_name, states, expected) => {
  const rows = states.map((two, index) => row(`L${index}`, ...two))
  expect(atAGlance({ exercises, rows }).bottleneck?.id).toBe(expected)
})

test('has not started: nothing begun anywhere', () => {
  const rows = [row('Ada', 'not-started', 'not-started'), row('Ben', 'not-started', 'working')]
  expect(atAGlance({ exercises, rows }).notStarted.map(({ name }) => name)).toEqual(['Ada'])
})
