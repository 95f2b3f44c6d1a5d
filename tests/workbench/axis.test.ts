import { describe, expect, test } from 'vitest'
import { axisOf } from '@/app/_workbench/time/axis'
import { type HistoryEvent, Timeline } from '@/lib/asl'

/** Ask waits a minute for an answer, then Done. */
const HISTORY: readonly HistoryEvent[] = [
  { id: 1, previousEventId: 0, timestamp: 0, type: 'ExecutionStarted', details: { input: {}, roleArn: '' } },
  { id: 2, previousEventId: 0, timestamp: 0, type: 'TaskStateEntered', details: { name: 'Ask', input: {} } },
  {
    id: 3,
    previousEventId: 2,
    timestamp: 60_000,
    type: 'TaskStateExited',
    details: { name: 'Ask', output: 1 },
  },
  {
    id: 4,
    previousEventId: 3,
    timestamp: 60_000,
    type: 'SucceedStateEntered',
    details: { name: 'Done', input: 1 },
  },
  {
    id: 5,
    previousEventId: 4,
    timestamp: 60_000,
    type: 'SucceedStateExited',
    details: { name: 'Done', output: 1 },
  },
  { id: 6, previousEventId: 5, timestamp: 60_000, type: 'ExecutionSucceeded', details: { output: 1 } },
]
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
