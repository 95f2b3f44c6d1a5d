import { describe, expect, test } from 'vitest'
import { momentSentence } from '@/app/_workbench/time/moment-sentence'
import { byState, entryOf, nextStop, untilNext } from '@/app/_workbench/time/moves'
import { Timeline } from '@/lib/asl'
import { drive } from '../support/drive'
import { machineOf } from '../support/machine-of'

/** Count goes round three times, with a night between two rounds. */
const { history } = drive({
  machine: machineOf({
    StartAt: 'Count',
    States: {
      Count: {
        Type: 'Pass',
        Parameters: { 'n.$': 'States.MathAdd($.n, 1)' },
        Next: 'Enough',
      },
      Enough: {
        Type: 'Choice',
        Choices: [{ Variable: '$.n', NumericGreaterThanEquals: 3, Next: 'Done' }],
        Default: 'Sleep',
      },
      Sleep: { Type: 'Wait', Seconds: 36_000, Next: 'Count' },
      Done: { Type: 'Succeed' },
    },
  }),
  input: { n: 0 },
  seed: 1,
})
const timeline = new Timeline(history)
const entriesOf = (name: string) =>
  timeline.visitsOf(name, history.length).map(({ visit }) => visit.enteredEvent)

describe('moving the playhead', () => {
  test('by state goes to each beginning, both ways, and then to the ends', () => {
    const forth = [0]
    while ((forth.at(-1) ?? 0) < history.length) forth.push(byState(timeline, forth.at(-1) ?? 0, 1))
    expect(forth).toEqual([0, ...timeline.visits.map(({ visit }) => visit.enteredEvent), history.length])
    const back = [history.length]
    while ((back.at(-1) ?? 0) > 0) back.push(byState(timeline, back.at(-1) ?? 0, -1))
    expect(back).toEqual(forth.toReversed())
  })

  test('"run to here" goes round with the loop', () => {
    const [first = 0, second = 0, third = 0] = entriesOf('Count')
    expect(entryOf(timeline, 'Count', 0)).toBe(first)
    expect(entryOf(timeline, 'Count', first)).toBe(second)
    expect(entryOf(timeline, 'Count', third)).toBe(first)
    expect(entryOf(timeline, 'Nowhere', 0)).toBeUndefined()
  })

  test('playing stops at a breakpoint that lies ahead', () => {
    const [done = 0] = entriesOf('Done')
    expect(nextStop(timeline, 0, new Set(['Done', 'Nowhere']))).toBe(done)
    expect(nextStop(timeline, done, new Set(['Done']))).toBeUndefined()
    expect(nextStop(timeline, 0, new Set())).toBeUndefined()
  })

  test('a night is cut short, and events of one instant are still told apart', () => {
    const waits = history.slice(1).map((_, place) => untilNext(timeline, place + 1, 60))
    expect(Math.max(...waits)).toBeLessThanOrEqual(2_000)
    expect(Math.min(...waits)).toBeGreaterThan(0)
    expect(Math.max(...waits)).toBeGreaterThan(Math.min(...waits))
  })
})

test('a moment is told in a sentence', () => {
  expect(momentSentence(timeline, 0)).toBe(`Before the first of ${history.length} events.`)
  expect(momentSentence(timeline, 2)).toBe(
    `Event 2 of ${history.length}, 0 ms after the start: Count begins.`,
  )
})
