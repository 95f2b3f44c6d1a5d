import { expect, test } from 'vitest'
import { stateStatuses, stateVisits } from '@/lib/asl'
import { loadCases } from '../cases/case'
import { runCase } from '../cases/run-case'

const redriven = loadCases().filter(({ name }) => name.startsWith('redrive/'))

test.each(redriven)('$name: nothing stays open, and every state is visited once', async (theCase) => {
  const { history, ended } = await runCase(theCase)
  const visits = stateVisits(history)
  expect(visits.filter(({ status }) => status === 'running' || status === 'retrying')).toEqual([])
  expect(visits).toHaveLength(history.filter(({ type }) => type.endsWith('StateEntered')).length)
  if (ended?.status !== 'SUCCEEDED') return
  expect([...stateStatuses(history).values()].filter((status) => status !== 'succeeded')).toEqual([])
})

test('while it goes on, the states that failed are running again', async () => {
  const theCase = redriven.find(({ name }) => name.endsWith('parallel-keeps-what-succeeded'))
  if (!theCase) throw new Error('The case is missing.')
  const { history } = await runCase(theCase)
  const at = history.findIndex(({ type }) => type === 'ExecutionRedriven')
  expect(Object.fromEntries(stateStatuses(history.slice(0, at)))).toEqual({
    Both: 'failed',
    Good: 'succeeded',
    Bad: 'failed',
    Slow: 'aborted',
  })
  expect(Object.fromEntries(stateStatuses(history.slice(0, at + 1)))).toEqual({
    Both: 'running',
    Good: 'succeeded',
    Bad: 'running',
    Slow: 'running',
  })
})
