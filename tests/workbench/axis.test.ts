import { describe, expect, test } from 'vitest'
import { axisOf } from '@/app/_workbench/time/axis'
import { Timeline } from '@/lib/asl'
import { historyOf } from '../support/history-of'

/** Ask waits a minute for an answer, then Done. */
const HISTORY = historyOf([
  [0, 'ExecutionStarted', { input: {}, roleArn: '' }],
  [0, 'TaskStateEntered', { name: 'Ask', input: {} }],
  [60_000, 'TaskStateExited', { name: 'Ask', output: 1 }],
  [60_000, 'SucceedStateEntered', { name: 'Done', input: 1 }],
  [60_000, 'SucceedStateExited', { name: 'Done', output: 1 }],
  [60_000, 'ExecutionSucceeded', { output: 1 }],
])
const TIMELINE = new Timeline(HISTORY)

describe('heartbeats on the time axis', () => {
  test('stand between the events around them, in proportion to the time', () => {
    const axis = axisOf(TIMELINE, new Map(), [
      { state: 'Ask', at: 15_000 },
      { state: 'Ask', at: 45_000 },
    ])
    const [from, to] = [axis.placeOf(2), axis.placeOf(3)]
    const [first = 0, second = 0] = axis.lanes[0]?.heartbeats ?? []
    expect(first).toBeCloseTo(from + (to - from) / 4, 2)
    expect(second).toBeCloseTo(from + ((to - from) * 3) / 4, 2)
  })

  test('belong to a stay in their state, and to no other time', () => {
    const axis = axisOf(TIMELINE, new Map(), [
      { state: 'Ask', at: 90_000 },
      { state: 'Done', at: 15_000 },
    ])
    expect(axis.lanes[0]?.heartbeats).toEqual([])
  })
})
