import { expect, test } from 'vitest'
import { exerciseState, isStuck } from '@/lib/cohorts/exercise-state'
import { NOT_STARTED } from '@/lib/progress'

const at = (hour: number) => new Date(Date.UTC(2026, 10, 1, hour))
const minutes = (count: number) => count * 60_000

test.each([
  { name: 'nothing at all', state: 'not-started' },
  { name: 'only a draft', standing: { firstAt: at(9) }, state: 'working' },
  { name: 'only the solution seen', standing: { assistedAt: at(9) }, state: 'working' },
  { name: 'failed once', standing: { attempts: 1, failedInARow: 1 }, state: 'failing' },
  {
    name: 'failed twice',
    standing: { attempts: 2, failedInARow: 2, activeMs: minutes(29) },
    state: 'failing',
  },
  { name: 'failed three times', standing: { attempts: 3, failedInARow: 3 }, state: 'stuck' },
  {
    name: 'failed once in half an hour',
    standing: { attempts: 1, failedInARow: 1, activeMs: minutes(30) },
    state: 'stuck',
  },
  {
    name: 'half an hour, nothing handed in',
    standing: { assistedAt: at(9), activeMs: minutes(40) },
    state: 'working',
  },
  {
    name: 'passed at last',
    standing: { attempts: 9, passedAt: at(9), activeMs: minutes(90) },
    state: 'passed',
  },
  {
    name: 'passed, then failed',
    standing: { attempts: 9, failedInARow: 8, passedAt: at(9) },
    state: 'passed',
  },
  {
    name: 'passed after the solution',
    standing: { attempts: 1, assistedAt: at(8), passedAt: at(9) },
    state: 'passed-assisted',
  },
  {
    name: 'passed before the solution',
    standing: { attempts: 1, assistedAt: at(9), passedAt: at(8) },
    state: 'passed',
  },
])('$name: $state', ({ standing, state }) => {
  expect(exerciseState(standing && { ...NOT_STARTED, ...standing })).toBe(state)
})

test('stuck is nobody who passed', () => {
  expect(isStuck({ attempts: 50, failedInARow: 50, activeMs: minutes(600), passedAt: at(9) })).toBe(false)
})
