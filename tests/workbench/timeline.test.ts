import { describe, expect, test } from 'vitest'
import { takenKey } from '@/app/_workbench/graph/taken-key'
import { eventRows, tellingEvent } from '@/app/_workbench/timeline/event-rows'
import { spokenDuration } from '@/app/_workbench/timeline/spoken-duration'
import { firstTaken, takenArrows } from '@/app/_workbench/timeline/taken'
import { visitView } from '@/app/_workbench/timeline/visit-view'
import { Timeline } from '@/lib/asl'
import { historyOf } from '../support/history-of'

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:charge'

/** Charge fails once, is tried again two seconds later, and leads to Done. */
const HISTORY = historyOf([
  [0, 'ExecutionStarted', { input: {}, roleArn: '' }],
  [0, 'TaskStateEntered', { name: 'Charge', input: { n: 1 } }],
  [0, 'LambdaFunctionScheduled', { resource: ARN, input: {} }],
  [0, 'LambdaFunctionStarted', {}],
  [100, 'LambdaFunctionFailed', { error: 'Busy', cause: 'later' }],
  [2_100, 'LambdaFunctionScheduled', { resource: ARN, input: {} }],
  [2_100, 'LambdaFunctionStarted', {}],
  [2_200, 'LambdaFunctionSucceeded', { output: 7 }],
  [2_200, 'TaskStateExited', { name: 'Charge', output: 7 }],
  [2_200, 'SucceedStateEntered', { name: 'Done', input: 7 }],
  [2_200, 'SucceedStateExited', { name: 'Done', output: 7 }],
  [2_200, 'ExecutionSucceeded', { output: 7 }],
])

const TIMELINE = new Timeline(HISTORY)

function visitAt(state: string, at: number) {
  const tracked = TIMELINE.visitsOf(state, at).at(-1)
  return tracked && visitView(TIMELINE, tracked, at)
}

test('rows name state, time since the start and error', () => {
  const rows = eventRows(HISTORY)
  expect(rows.map((row) => row.state)).toEqual([
    undefined,
    ...Array(8).fill('Charge'),
    'Done',
    'Done',
    undefined,
  ])
  expect(rows[4]).toMatchObject({ since: 100, tone: 'bad', note: 'Busy' })
  expect(rows[8]).toMatchObject({ took: 2_200 })
  expect(rows[7]).toMatchObject({ took: 100 })
  expect(tellingEvent(TIMELINE)).toBe(5)
})

describe('the visits to states', () => {
  test('a retried task is one visit with its failures and delays', () => {
    expect(visitAt('Charge', 12)).toMatchObject({
      name: 'Charge',
      input: { n: 1 },
      output: 7,
      retries: 1,
      took: 2_200,
      retryDelays: [2_000],
      failures: [{ event: 5, error: 'Busy', cause: 'later' }],
    })
  })

  test('at the playhead nothing later is known', () => {
    const charge = visitAt('Charge', 5)
    expect(charge).toMatchObject({ status: 'retrying', retries: 0, retryDelays: [] })
    expect(charge).not.toHaveProperty('output')
    expect(charge).not.toHaveProperty('took')
    expect(visitAt('Done', 5)).toBeUndefined()
  })

  test('each try has its failure, its length and the wait behind it', () => {
    expect(visitAt('Charge', 12)?.tries).toEqual([
      { event: 3, since: 0, took: 100, failure: { event: 5, error: 'Busy', cause: 'later' }, delay: 2_000 },
      { event: 6, since: 2_100, took: 100 },
    ])
  })
})

test('arrows are taken once their target is entered', () => {
  const first = firstTaken(HISTORY)
  expect(takenArrows(first, 9).size).toBe(0)
  expect([...takenArrows(first, 10)]).toEqual([takenKey('Charge', 'Done')])
})

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1_500, '1.5 s'],
  [59_000, '59 s'],
  [60_000, '1 min'],
  [125_000, '2 min 5 s'],
  [3 * 3_600_000, '3 h'],
  [25 * 3_600_000, '1 day 1 h'],
  [100 * 365 * 86_400_000, '100 years'],
])('%i ms is said as %s', (milliseconds, text) => {
  expect(spokenDuration(milliseconds)).toBe(text)
})
